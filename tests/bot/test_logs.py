"""Nothing secret or personal stands in a log."""

import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import clean, set_up_logs

TOKEN = "123456789:AAH_abcdefghijklmnopqrstuvwxyz-12345"
PHONE, ID_NUMBER = "13800138000", "11010519491231002X"
SECRETS = [
    TOKEN,
    f"http://127.0.0.1:8081/bot{TOKEN}/getUpdates",
    "http://127.0.0.1:8081/bot1:short/getMe",
    "http://127.0.0.1:8081/file/bot1:short/photos/1.jpg",
    "POST /bot1:short",
    PHONE,
    "138-0013-8000",
    "138 0013 8000",
    "+8613800138000",
    "86-138-0013-8000",
    ID_NUMBER,
    ID_NUMBER.lower(),
]
CANARIES = ["AAH_abc", "short", "8000", "0019491231", "9491231"]


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_never_pass(secret):
    for around in ("{}", "电话{}，谢谢", "error: '{}'", "{}\n{}"):
        cleaned = clean(around.replace("{}", secret))
        assert not [canary for canary in CANARIES if canary in cleaned], cleaned


@given(st.text(max_size=30), st.sampled_from(SECRETS[:2]), st.text(max_size=30))
def test_a_token_never_passes_whatever_stands_around_it(before, secret, after):
    assert "AAH_abc" not in clean(f"{before} {secret} {after}")


@pytest.mark.parametrize("harmless", ["update 138001380001234", "-1001380013800", "2026-11-18T10:00:00", "#A-138"])
def test_ordinary_numbers_pass(harmless):
    assert clean(harmless) == harmless


@pytest.fixture
def lines(capsys):
    yield lambda: capsys.readouterr().err
    structlog.reset_defaults()
    logging.getLogger().handlers.clear()


@pytest.mark.parametrize("is_human", [False, True])
def test_no_event_and_no_traceback_tells_a_secret(lines, is_human):
    set_up_logs(is_human=is_human)
    log = structlog.get_logger()
    try:
        {}[f"{TOKEN} {PHONE}"]
    except LookupError as error:
        log.exception("failed", url=f"/bot{TOKEN}/x", deep={"list": [PHONE, {ID_NUMBER: error}]}, number=5)
        logging.getLogger("aiohttp").error("%s %s", TOKEN, PHONE, exc_info=error)
    told = lines()
    assert "failed" in told
    assert "KeyError" in told
    for secret in (TOKEN, PHONE, ID_NUMBER):
        assert secret not in told
