"""Nobody reads what is not theirs: many incidents on every tier; photos tell nothing but what they show; files are clean."""

from bot.clean_photo import without_metadata
from privacy.composers import COMPOSERS as PRIVACY
from privacy.retention import PERIODS, Keeps
from privacy.take_out import take_out
from pyramid.consent import CONSENT_VERSION
from tests.incidents.town import RESIDENT
from tests.privacy.proofs import leaks
from texts.render import LANGUAGES, line


def segment(marker: int, body: bytes) -> bytes:
    """One segment of a JPEG: its length counts itself."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


EXIF = segment(0xE1, b"Exif\x00\x00GPS-28.68-PHOTO")
JPEG = b"\xff\xd8" + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
COMMENT = segment(0xFE, b"by canary")
SCAN = b"\xff\xda\x00\x04\x00\x00picture\xff\xd9"
TEXT_CHUNK = b"\x00\x00\x00\x06tEXtcanary\x00\x00\x00\x00"
HEAD_CHUNK = b"\x00\x00\x00\x01IHDRx\x00\x00\x00\x00"


def test_no_tier_reads_personal_data_of_three_hundred_incidents():
    found, made = leaks(300, seed=7)
    assert made > 1500
    assert found == [], found[:3]


def test_a_picture_that_we_send_anew_tells_only_what_it_shows():
    cleaned = without_metadata(JPEG + EXIF + COMMENT + SCAN)
    assert cleaned == JPEG + SCAN
    png = b"\x89PNG\r\n\x1a\n" + HEAD_CHUNK
    assert without_metadata(png + TEXT_CHUNK) == png
    assert without_metadata(b"%PDF-1.7 canary") == b"%PDF-1.7 canary"


def test_every_kind_of_data_has_its_time():
    assert {period.keeps for period in PERIODS} == set(Keeps)


def test_a_changed_sentence_needs_a_new_version():
    assert CONSENT_VERSION == 2
    said = [line(f"consent.{to}", language) for language in LANGUAGES for to in ("person", "group")]
    assert [len(words) for words in said] == [66, 82, 218, 260], "raise CONSENT_VERSION, then this"


async def test_the_file_with_ones_own_data_cannot_be_passed_on(town):
    await town.says(RESIDENT)
    assert await take_out(town.session, await town.who(RESIDENT), now=town.now) is None
    sent = await town.shows(PRIVACY, "my_data_file", user=RESIDENT)
    assert sent.is_protected
    assert b"13900000001" in sent.files[0].content
    masked = await town.shows(PRIVACY, "my_data_file", user=RESIDENT, details="console")
    assert b"13900000001" not in masked.files[0].content
