"""Plugin: files that mostly wait stand between files that mostly compute, the longest first, so that no core is idle at the end."""

from itertools import chain, groupby, zip_longest

import pytest

# Stories that start, kill and wait for real processes come first; the others wait for a sandbox that keeps Telegram's pace.
LONGEST = ("test_robust_hard_kills", "test_robust_soft_stop", "test_robust_", "test_a_dispute", "")


def longest_first(path: str) -> int:
    return next(place for place, name in enumerate(LONGEST) if name in path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    files = [(path, list(group)) for path, group in groupby(items, key=lambda item: item.path.as_posix())]
    waiting = sorted((file for file in files if "/stories/" in file[0]), key=lambda file: longest_first(file[0]))
    computing = [file for file in files if "/stories/" not in file[0]]
    mixed = [file for pair in zip_longest(waiting, computing) for file in pair if file is not None]
    items[:] = chain.from_iterable(group for _, group in mixed)
