"""Hours of trouble in minutes: only where PAGODA_CHAOS is set (`make chaos`); of no cost otherwise."""

import os

collect_ignore_glob = [] if os.environ.get("PAGODA_CHAOS") else ["test_*.py"]
