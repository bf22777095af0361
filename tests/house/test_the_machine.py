"""The fixtures that need more than Python do what they say, and what is missing is named, not skipped."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from playwright.async_api import Browser
from sqlalchemy import make_url

from tests.databases import OwnPostgres

ROOT = Path(__file__).parents[2]
PLUGINS = [part for name in ("databases", "browser", "not_run") for part in ("-p", f"tests.{name}")]
OR_GIVEN = "(or PAGODA_TEST_POSTGRES_URL=postgresql+psycopg://…)"
NEEDY = """
import pytest
def test_database(postgres): assert postgres
def test_private_database(private_postgres): assert private_postgres
@pytest.mark.browser
def test_page(): assert True
def test_words(): assert True
"""


def run_needy(folder: Path, *arguments: str, ci: str) -> subprocess.CompletedProcess[str]:
    """A little suite of its own on a machine that seems to have nothing but Python."""
    (folder / "test_needy.py").write_text(NEEDY, encoding="utf-8")
    nothing = "import sys, tests.databases as d, tests.browser as b, tests.not_run as n, pytest\n"
    nothing += "d.postgres_programs = n.postgres_programs = lambda: None; b.chromium = n.chromium = lambda: None\n"
    (folder / "conftest.py").write_text(f"{nothing}", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser\n  postgres\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *PLUGINS, "-q", "--rootdir", str(folder), str(folder), *arguments]
    environment = {"CI": ci, "PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_is_missing_is_named_in_the_last_lines(tmp_path: Path, workers: str) -> None:
    done = run_needy(tmp_path, "-n", workers, ci="")
    assert done.returncode == 0, done.stdout
    last = done.stdout.strip().splitlines()[-3:]
    assert last == [
        "NOT RUN: 1 tests that need a PostgreSQL server of its own. To run them: apt-get install postgresql",
        f"NOT RUN: 1 tests that need PostgreSQL. To run them: apt-get install postgresql {OR_GIVEN}",
        "NOT RUN: 1 tests that need Chromium. To run them: apt-get install chromium fonts-wqy-microhei",
    ]
    assert "1 passed" in done.stdout


def test_in_ci_what_is_missing_fails(tmp_path: Path) -> None:
    done = run_needy(tmp_path, ci="true")
    assert done.returncode == 1
    assert "NOT RUN" not in done.stdout
    assert "2 passed, 2 errors" in done.stdout
    assert "apt-get install postgresql" in done.stdout


def test_each_test_has_a_postgresql_database_of_its_own(postgres_url: str, empty_postgres_url: str) -> None:
    assert postgres_url != empty_postgres_url
    assert count_of_tables(postgres_url) > count_of_tables(empty_postgres_url) == 0


def test_a_private_postgresql_can_go_away_and_come_back(private_postgres: OwnPostgres) -> None:
    url = private_postgres.create_database()
    private_postgres.stop()
    with pytest.raises(psycopg.OperationalError):
        count_of_tables(url)
    private_postgres.start()
    assert count_of_tables(url) == 0


async def test_the_browser_writes_and_reads_chinese(browser: Browser) -> None:
    page = await browser.new_page(locale="zh-CN")
    await page.set_content("<input>")
    await page.fill("input", "3栋2单元水管爆了")
    assert await page.input_value("input") == "3栋2单元水管爆了"


def count_of_tables(url: str) -> int:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, connect_timeout=5) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row
    return int(row[0])
