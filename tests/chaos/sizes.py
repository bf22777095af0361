"""How much of each trouble: `PAGODA_CHAOS_KILLS=200 make chaos`. The numbers here are what a quarter of an hour holds."""

import os

USUAL = {
    "GROUPS": 2_000,  # of the fan-outs that are killed
    "KILLS": 60,  # SIGKILL at a random moment
    "FAULT_ROUNDS": 3,  # SIGKILL at each named point, so many times
    "TERMS": 30,
    "STOPS": 30,
    "FREEZES": 4,
    "LINE_GROUPS": 400,  # of the fan-out over a bad line
    "INCIDENTS": 1_000,
    "CLOSINGS": 2_000,
    "OVERDUE": 2_000,
}


def size(name: str) -> int:
    """As wished in the environment, else as usual."""
    return int(os.environ.get(f"PAGODA_CHAOS_{name}", USUAL[name]))
