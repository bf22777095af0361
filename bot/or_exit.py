"""What a command needs before it can begin, or one clear line on stderr and exit status 1."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pydantic import ValidationError

if TYPE_CHECKING:
    from bot.settings import Settings
    from pyramid.policy import Policy


def give_up(sentence: str) -> NoReturn:
    """One clear line on stderr, and exit status 1."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line speaks
    raise SystemExit(1)


def settings_or_exit() -> "Settings":
    """The settings, or the first thing that is wrong with them."""
    from bot.settings import Settings  # noqa: PLC0415 - commands that need no settings start without them

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "PAGODA_" + str(first["loc"][0]).upper() + ": " if first["loc"] else ""
        give_up(name + first["msg"].removeprefix("Value error, "))
    except UnicodeDecodeError:
        give_up(".env is not UTF-8: save it as UTF-8 and start again")


def policy_or_exit(settings: "Settings") -> "Policy":
    """The policy file's policy, or all that is wrong with the file."""
    return policy_of(settings.policy, settings, "PAGODA_POLICY: ")


def policy_of(file: Path | None, settings: "Settings", named: str = "") -> "Policy":
    """The policy of a file, the built-in one for None; all that is wrong with it ends the command."""
    from pyramid.policy import read_policy  # noqa: PLC0415 - as above

    text = ""
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            give_up(f"{named}{file} cannot be read ({type(error).__name__})")
    policy = read_policy(text, zone=settings.timezone, language=settings.language)
    if isinstance(policy, list):
        give_up("\n".join(policy))
    return policy
