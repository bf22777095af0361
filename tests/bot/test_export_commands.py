"""`export incidents` and `retention` at the command line: what is asked for, where it goes, and how a day is read."""

import base64
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import typer
from typer.testing import CliRunner

from bot.export_commands import add_export_commands, moment_of

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def asked():
    return []


@pytest.fixture
def app(asked):
    def operate(name, wish):
        asked.append((name, wish))
        return {"content": base64.b64encode(b"number\r\n").decode(), "told": ["1 exported"]}

    made = typer.Typer()
    add_export_commands(made, operate, pytest.fail)
    return made


def test_three_options_are_enough_and_the_table_goes_to_standard_output(app, asked):
    done = CliRunner().invoke(
        app, ["export", "incidents", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "csv"]
    )
    assert (done.exit_code, done.stdout_bytes, done.stderr) == (0, b"number\r\n", "1 exported\n")
    [(name, wish)] = asked
    assert name == "export-incidents"
    assert (wish["from"], wish["to"], wish["detail"], wish["by"]) == ("2026-11-01", "2026-11-30", False, None)
    assert wish["reason"], "a reason is always written down"


def test_a_file_is_written_where_one_is_named(app, tmp_path):
    file = tmp_path / "out.xlsx"
    words = ["--from", "2026-11-01", "--to", "2026-11-30", "--format", "xlsx", "--out", str(file)]
    assert CliRunner().invoke(app, ["export", "incidents", *words]).exit_code == 0
    assert file.read_bytes() == b"number\r\n"


def test_another_format_is_wrong_usage(app, asked):
    words = ["--from", "2026-11-01", "--to", "2026-11-30", "--format", "pdf"]
    assert CliRunner().invoke(app, ["export", "incidents", *words]).exit_code == 2
    assert asked == []


def test_a_dry_run_is_handed_on(app, asked):
    assert CliRunner().invoke(app, ["retention", "--dry-run"]).exit_code == 0
    assert asked == [("retention", {"dry_run": True})]


def test_a_day_is_a_day_of_the_calendar_and_its_end_is_included():
    assert moment_of("2026-11-01", ZONE) == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert moment_of("2026-11-01", ZONE, is_end=True) == datetime(2026, 11, 1, 16, tzinfo=UTC)
    assert moment_of("2026-11-01T08:00:00+08:00", ZONE) == datetime(2026, 11, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        moment_of("yesterday", ZONE)
