"""Writes the next migration: what the models have and the newest migration has not. `python -m migrations.draft "add …"`.

Compared on a database in memory, so that no server and no file is needed. Read what it wrote before you keep it: a
renamed column looks like one dropped and one added.
"""

import sys
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from migrations.apply import newest_revision, upgrade, with_connection


def draft(message: str) -> Path:
    """A new file in migrations/versions, numbered after the newest. Exits with a sentence where nothing changed."""
    number = int(newest_revision() or 0) + 1
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        upgrade(connection)
        script = command.revision(with_connection(connection), message, autogenerate=True, rev_id=f"{number:04}")
    engine.dispose()
    assert script is not None
    assert not isinstance(script, list)
    file = Path(script.path)
    lines = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if "# ###" not in line]
    if not any("op." in line for line in lines):
        file.unlink()
        raise SystemExit("the newest migration already makes what the models say")
    file.write_text("".join(lines), encoding="utf-8")
    return file


if __name__ == "__main__":
    print(f"read it before you keep it: {draft(sys.argv[1])}")  # noqa: T201 - this is a command
