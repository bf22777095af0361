"""`publish --wait`: progress until all copies are sent or parked, then the table."""

import time
from collections.abc import Callable
from typing import Any

from texts.render import line

LOOK_EVERY = 1.0  # seconds


def follow(look: Callable[[], dict[str, Any]], language: str) -> None:
    """Print a line whenever something moved, and the table at the end."""
    last = ""
    while True:
        progress = look()
        total, sent, waiting, parked, heard = progress["whole"]
        told = line("operator.progress", language, sent=sent, total=total, waiting=waiting, parked=parked, heard=heard)
        if told != last:
            print(told, flush=True)
            last = told
        if progress["is_over"]:
            break
        time.sleep(LOOK_EVERY)
    for name, total, sent, parked, heard in progress["rows"]:
        print(f"{name}\t{sent}/{total}\t{parked}\t{heard}")
