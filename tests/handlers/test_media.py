"""What a message carries, as incidents keep it."""

from handlers.media import files_of, words_of
from incidents.case import MediaFile
from tests.handlers.updates import message, size

BOT = 5


def test_of_a_photo_the_largest_size_is_kept():
    said = message(photo=[size("small", 90), size("large", 1280)], caption="楼道灯坏了")
    assert files_of(said, BOT) == [MediaFile("photo", BOT, "large", "ularge")]
    assert words_of(said) == "楼道灯坏了"


def test_a_voice_is_a_file_without_words():
    said = message(voice={"file_id": "v", "file_unique_id": "uv", "duration": 3})
    assert files_of(said, BOT) == [MediaFile("voice", BOT, "v", "uv")]
    assert words_of(said) == ""


def test_a_pin_is_words_rounded_to_a_hundred_metres():
    said = message(location={"latitude": 30.123456, "longitude": 120.987654})
    assert files_of(said, BOT) == []
    assert words_of(said) == "📍 30.123,120.988"
