"""A wrong setting is one sentence that says how to write it."""

import pytest

from bot.__main__ import settings_or_exit
from bot.second_reader import second_reader_of
from bot.settings import Settings

WRONG = {
    "PAGODA_BOT_TOKENS": ["hello", "123", ":abc", "²:abc", "1:a,nonsense"],
    "PAGODA_API_URL": ["api.telegram.org", "ftp://x", ""],
    "PAGODA_DATABASE_URL": ["postgres://u:p@h/d", "mysql://h/d", "sqlite:///x", "nonsense"],
    "PAGODA_RECEIVE": ["smoke signals"],
    "PAGODA_HTTP": ["8080", "127.0.0.1:", ":80", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:²"],
    "PAGODA_SEND_PER_SECOND": ["0", "-1", "fast", "inf", "nan"],
    "PAGODA_GROUP_PER_MINUTE": ["0", "1.5"],
    "PAGODA_TIMEZONE": ["Mars/Olympus", "", "../etc/passwd", "Asia"],
    "PAGODA_LANGUAGE": ["fr"],
    "PAGODA_DETAILS": ["everywhere"],
    "PAGODA_CELL": ["a b", ""],
    "PAGODA_SECOND_READER_URL": ["example.org/v1", "ftp://x", "http://"],
    "PAGODA_SECOND_READER_BELOW": ["-0.1", "1.1", "seldom"],
}


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_one_sentence_with_its_name(monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as exit_:
        settings_or_exit()
    said = capsys.readouterr().err
    assert exit_.value.code == 1
    assert said.startswith(f"{name}: ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"PAGODA_WEBHOOK_URL": "http://example.org", "PAGODA_WEBHOOK_SECRET": "s" * 32},
        {"PAGODA_WEBHOOK_URL": "https://example.org"},
        {"PAGODA_WEBHOOK_URL": "https://example.org", "PAGODA_WEBHOOK_SECRET": "s" * 31},
        {"PAGODA_WEBHOOK_URL": "https://example.org", "PAGODA_WEBHOOK_SECRET": "秘" * 32},
    ],
)
def test_a_webhook_without_its_guards_is_one_sentence(monkeypatch, capsys, more):
    for name, value in (more | {"PAGODA_RECEIVE": "webhook"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        settings_or_exit()
    said = capsys.readouterr().err
    assert said.startswith("PAGODA_")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(("name", "value"), [("URL", "http://127.0.0.1:1/v1"), ("MODEL", "house")])
def test_half_a_second_reader_is_one_sentence(monkeypatch, capsys, name, value):
    monkeypatch.setenv(f"PAGODA_SECOND_READER_{name}", value)
    with pytest.raises(SystemExit):
        settings_or_exit()
    said = capsys.readouterr().err
    assert said.startswith("PAGODA_SECOND_READER_")
    assert len(said.splitlines()) == 1


def test_no_second_reader_is_asked_unless_named():
    assert second_reader_of(Settings()) is None


def test_a_secret_never_stands_in_what_is_said_or_shown(monkeypatch, capsys):
    monkeypatch.setenv("PAGODA_BOT_TOKENS", "123:SECRET,broken-SECRET")
    with pytest.raises(SystemExit):
        settings_or_exit()
    assert "SECRET" not in capsys.readouterr().err
    assert "SECRET" not in repr(Settings(bot_tokens="123:SECRET"))


def test_what_is_not_set_has_a_default(tmp_path):
    made = Settings()
    assert (made.database, made.is_embedded, made.address, made.is_on_loopback) == (
        "sqlite+aiosqlite:///data/pagoda.sqlite3",
        True,
        ("127.0.0.1", 8080),
        False,
    )


@pytest.mark.parametrize(("url", "is_near"), [("http://127.0.0.1:81", True), ("http://127.0.0.1.example.org", False)])
def test_only_a_sandbox_on_this_machine_lets_time_be_moved(url, is_near):
    assert Settings(api_url=url).is_on_loopback is is_near


@pytest.mark.parametrize("written", ["PAGODA_CELL=A".encode("utf-16"), "# 城关\nPAGODA_CELL=A".encode("gbk")])
def test_a_file_of_settings_in_another_encoding_is_one_sentence(tmp_path, capsys, written):
    (tmp_path / ".env").write_bytes(written)
    with pytest.raises(SystemExit):
        settings_or_exit()
    said = capsys.readouterr().err
    assert "UTF-8" in said
    assert len(said.splitlines()) == 1
