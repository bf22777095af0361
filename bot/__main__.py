"""The command line: python -m bot … Light to start: only `run` and `demo` ever import aiogram."""

import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.export_commands import add_export_commands
from bot.or_exit import give_up, policy_or_exit, settings_or_exit
from bot.tools import tools

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    name="bot",
    help="Pagoda: incidents up, notices down, nobody forgotten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(tools)
Operating = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


def read_file(path: Path) -> str:
    """A UTF-8 file that the operator named."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        give_up(f"{path} cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        give_up(f"{path} is not UTF-8: save it again as UTF-8")


@app.command()
def run(only: Annotated[str, typer.Option(help="some roles: receive,handle,deliver,schedule,console")] = "") -> None:
    """The service; all roles in one process unless --only names some."""
    from bot.service import ROLES, serve  # noqa: PLC0415 - see the module's first line

    roles = [role.strip() for role in only.split(",") if role.strip()] or list(ROLES)
    if unknown := [role for role in roles if role not in ROLES]:
        raise typer.BadParameter(
            f"no such role: {', '.join(unknown)}; known are {', '.join(ROLES)}", param_hint="--only"
        )
    settings = settings_or_exit()
    if not settings.bot_tokens:
        give_up("PAGODA_BOT_TOKENS is empty: ask @BotFather for a token and put it there, or try `make demo`")
    raise SystemExit(asyncio.run(serve(settings, policy_or_exit(settings), roles)))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="of the chat page; 0 takes a free one")] = 8081,
    http: Annotated[int, typer.Option(help="of the bot's own pages; 0 takes a free one")] = 8080,
) -> None:
    """Sandbox, bot and a seeded pyramid in one go, on this machine alone; no token, no server, no question asked."""
    from bot.demo import play  # noqa: PLC0415 - as above

    raise SystemExit(asyncio.run(play(port, http)))


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema (done by itself on an embedded database)."""
    from bot.maintenance import migrate_now  # noqa: PLC0415 - as above

    print(asyncio.run(_told(migrate_now(settings_or_exit()))))


@app.command("load-roster")
def load_roster(
    units: Annotated[Path, typer.Option(help="units.csv")],
    people: Annotated[Path | None, typer.Option(help="people.csv")] = None,
    links: Annotated[Path, typer.Option(help="where personal links are written")] = Path("links.csv"),
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would change, write nothing")] = False,
    retire: Annotated[bool, typer.Option("--retire", help="retire what the files do not name")] = False,
) -> None:
    """Import the pyramid: all or nothing; running it twice changes nothing."""
    from bot.roster_report import report_roster  # noqa: PLC0415 - as above

    wish = {
        "units": read_file(units),
        "people": read_file(people) if people is not None else None,
        "dry_run": dry_run,
        "retire": retire,
    }
    settings = settings_or_exit()
    done = _operate(settings, "load-roster", wish)
    raise SystemExit(report_roster(done, settings.language, links, dry_run=dry_run))


@app.command()
def parse() -> None:
    """JSON lines in, JSON lines out, in the same order; no database, no network."""
    from parsing.parse_lines import parse_lines  # noqa: PLC0415 - as above

    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        for answer in parse_lines(sys.stdin):
            sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="result.json, CSV with time,sender,text, or JSON lines with text")],
) -> None:
    """What the bot would have made of an exported chat; sends and stores nothing."""
    from bot.replay import ReplayError, replay_file  # noqa: PLC0415 - as above

    settings = settings_or_exit()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        for told in replay_file(file, settings.language, settings.timezone):
            print(told)
    except ReplayError as error:
        give_up(str(error))
    except BrokenPipeError:
        sys.stderr.close()


@app.command()
def publish(
    by: Annotated[int, typer.Option(help="user id of the author")],
    to: Annotated[str, typer.Option(help="code of the unit; it and everything below gets the notice")],
    text: Annotated[str, typer.Option(help="the words")],
    kind: Annotated[str, typer.Option(help="policy, anti_fraud, weather, outage, health, election, …")] = "policy",
    approve_by: Annotated[int | None, typer.Option(help="user id of the second person")] = None,
    *,
    wait: Annotated[bool, typer.Option("--wait", help="show progress until all are sent or parked")] = False,
) -> None:
    """Publish a notice; prints its number when it is accepted."""
    from bot.publishing import follow  # noqa: PLC0415 - as above
    from models.kinds import NoticeKind  # noqa: PLC0415 - as above
    from texts.render import line  # noqa: PLC0415 - as above

    if kind not in set(NoticeKind):
        raise typer.BadParameter(f"no such kind; known are {', '.join(NoticeKind)}", param_hint="--kind")
    settings = settings_or_exit()
    wish = {"by": by, "to": to, "text": text, "kind": kind, "approve_by": approve_by}
    done = _operate(settings, "publish", wish)
    print(line("operator.accepted", settings.language, number=done["number"], count=done["count"]), flush=True)
    if wait:
        follow(lambda: _operate(settings, "progress", {"notice_id": done["notice_id"]}), settings.language)


@app.command()
def doctor() -> None:
    """Checks token, privacy mode, rights in each bound chat, database, schema, clock, another poller; each with the mend."""
    from bot.doctor import examine  # noqa: PLC0415 - as above

    settings = settings_or_exit()
    policy_or_exit(settings)
    healthy = True
    for finding in asyncio.run(examine(settings)):
        healthy = healthy and finding.is_well
        print(finding.line)
    raise SystemExit(0 if healthy else 1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="where the copy goes")]) -> None:
    """A consistent copy while the bot runs."""
    done = _operate(settings_or_exit(), "backup", {"file": str(file.resolve())})
    print(f"{done['file']}: {done['bytes']} bytes")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="a file made by `backup`")]) -> None:
    """Put a backup in the place of the database; the bot must be stopped."""
    from bot.maintenance import restore_now  # noqa: PLC0415 - as above

    print(asyncio.run(_told(restore_now(settings_or_exit(), file))))


async def _told(work: Awaitable[str]) -> str:
    """Run maintenance; what goes wrong is one line."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - as above

    from bot.operator import OperationRefused  # noqa: PLC0415 - as above

    try:
        return await work
    except OperationRefused as refusal:
        give_up(str(refusal))
    except (SQLAlchemyError, OSError) as error:
        give_up(
            f"the database cannot be used ({type(error).__name__}): check PAGODA_DATABASE_URL and that it is running"
        )


def _operate(settings: "Settings", name: str, wish: dict[str, Any]) -> dict[str, Any]:
    """One operation, here or through the running bot."""
    from bot.maintenance import operate_now  # noqa: PLC0415 - as above

    return json.loads(asyncio.run(_told(operate_now(settings, policy_or_exit(settings), name, wish))))  # type: ignore[no-any-return]


add_export_commands(app, lambda name, wish: _operate(settings_or_exit(), name, wish), give_up)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
