"""What is taken out holds nobody's words, and no cell that a spreadsheet would compute."""

import csv
import io
import zipfile
from datetime import timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from models.kinds import PrivacyDeed
from models.privacy import PrivacyRecord
from parsing.report import Location
from privacy.export_incidents import Export, export_incidents
from privacy.export_table import as_csv, as_xlsx, plain_cell
from tests.incidents.town import HEAD, HQ, LEADER, SECRETARY, leak

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0")
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


async def take(town, user_id, code="C", *, file_format="csv", reason="统计", **more):
    return await export_incidents(
        town.session,
        await town.who(user_id),
        town.units[code],
        since=town.now - timedelta(days=1),
        until=town.now + timedelta(days=1),
        reason=reason,
        file_format=file_format,
        now=town.now,
        zone=ZoneInfo("Asia/Shanghai"),
        **more,
    )


async def test_words_names_and_rooms_are_not_in_it(town):
    await town.says(LEADER)
    await town.says(LEADER, report=leak(sensitivity="S2"))
    done = await take(town, SECRETARY)
    assert isinstance(done, Export)
    assert (done.count, done.restricted) == (1, 1)
    text = done.content.decode()
    assert [word for word in ("401", "张三", "13900000001", str(LEADER)) if word in text] == []
    line = await town.session.scalar(select(PrivacyRecord).where(PrivacyRecord.what == PrivacyDeed.EXPORTED))
    assert (line.by_id, line.count, line.reason) == (SECRETARY, 1, "统计")


@pytest.mark.parametrize(
    ("who", "code", "more", "reason"),
    [
        (SECRETARY, "S", {}, "refusal_pyramid.elsewhere"),
        (HEAD, "G1", {}, "refusal_pyramid.only_export_incidents"),
        (HQ, "C", {"with_detail": True}, "refusal_pyramid.elsewhere"),
        (SECRETARY, "C", {"reason": " "}, "refusal_export.reason_needed"),
    ],
)
async def test_an_export_is_refused(town, who, code, more, reason):
    assert (await take(town, who, code, **more)).reason == reason


async def test_a_place_that_is_a_formula_stays_text(town):
    await town.says(LEADER, report=leak(location=Location(road="=HYPERLINK(1)")))
    for file_format in ("csv", "xlsx"):
        done = await take(town, SECRETARY, file_format=file_format)
        assert computed(done.content, file_format) == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_computes(formula):
    rows = [["head"], [formula]]
    assert plain_cell(formula).startswith("'")
    assert computed(as_csv(rows), "csv") == []
    assert computed(as_xlsx(rows), "xlsx") == []


def computed(content: bytes, file_format: str) -> list[str]:
    """Cells that a spreadsheet would take for a formula."""
    if file_format == "csv":
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        return [cell for cell in cells if cell[:1] in "=+-@\t\r\n" and cell]
    book = zipfile.ZipFile(io.BytesIO(content))
    cells = list(ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(CELL))
    assert cells
    return [cell for cell in cells if cell.get("t") != "inlineStr" or cell.find(f"{CELL[:-1]}f") is not None]
