"""check_calls.py, where it lies beside the repository: a judge of recorded traffic that is not ours."""

import gc
import importlib.util
import warnings
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "botapi"


def load():
    """The module, or None where the folder is absent."""
    script = FOLDER / "check_calls.py"
    if not script.is_file():
        return None
    spec = importlib.util.spec_from_file_location("check_calls", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_spec():
    """The Bot API as the checker reads it; it leaves the file to the garbage collector, which warns."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        spec = CHECK_CALLS.Spec(FOLDER / "api-10.3.json")
        gc.collect()
    return spec


CHECK_CALLS = load()
SPEC = None if CHECK_CALLS is None else read_spec()


def wrong_shapes(records) -> list:
    """Errors in what the sandbox emitted: updates and answers, not in what the tests asked."""
    if CHECK_CALLS is None:
        return []
    checker = CHECK_CALLS.Checker(SPEC, strict=True)
    for number, record in enumerate(records):
        if "update" in record:
            checker.update(number, record["update"])
        elif isinstance(record.get("response"), dict):
            name = SPEC.ci.get(record["method"].lower())
            if name is not None:
                checker.response(number, name, SPEC.M[name], record["response"], record["status"])
    return checker.out


def judge(records) -> list:
    """Everything that check_calls --strict says of a whole session."""
    checker = CHECK_CALLS.Checker(SPEC, strict=True)
    numbered = list(enumerate(records, 1))
    for number, record in numbered:
        if "update" in record:
            checker.update(number, record["update"])
        else:
            checker.call(number, record)
    CHECK_CALLS.session(checker, numbered)
    return checker.out
