"""Whatever Telegram and the network do becomes one value, and never an exception."""

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import GetMe
from pydantic import SecretStr

from bot.outcomes import outcome_of_error
from bot.telegram import build_bots, close
from bot.telegram_courier import TelegramCourier
from outbox.courier import Parcel
from outbox.message import Attachment, Button, Deed, Delivered, Message, TryLater, Undeliverable, Unknown


@pytest.fixture
async def courier(sandbox, telegram_bot):
    bots = build_bots([SecretStr(telegram_bot.token)], sandbox.url)
    yield TelegramCourier(bots)
    await close(bots)


def parcel(bot, chat_id, what=None, message_id=None):
    return Parcel(bot.id, chat_id, what or Message("<b>你好</b>"), message_id, reply_to=None, token="t" * 22)


@pytest.fixture
def carry(courier, telegram_bot, chat):
    async def do(what=None, chat_id=None, message_id=None, within=10.0):
        return await courier.carry(parcel(telegram_bot, chat_id or chat.id, what, message_id), within=within)

    return do


GONE = {"is_chat_gone": True}
BY_STATUS = [
    ({"status": 429, "retry_after": 17}, TryLater, {"after": 17.0, "scope": "token"}),
    ({"status": 401}, Undeliverable, {"is_token_dead": True}),
    ({"status": 404}, Undeliverable, {"is_token_dead": True}),
    ({"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"}, Undeliverable, GONE),
    ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, Undeliverable, GONE),
    ({"status": 403, "description": "Forbidden: bot is not a member of the group chat"}, Undeliverable, GONE),
    ({"status": 403, "description": "Forbidden: user is deactivated"}, Undeliverable, GONE),
    ({"status": 403, "description": "Forbidden: bot can't initiate conversation with a user"}, Undeliverable, GONE),
    ({"status": 400, "description": "Bad Request: chat not found"}, Undeliverable, GONE),
    (
        {"status": 400, "description": "Bad Request: not enough rights to send text messages to the chat"},
        Undeliverable,
        GONE,
    ),
    ({"status": 403, "description": "Forbidden: something new"}, Undeliverable, {"is_chat_gone": False}),
    ({"status": 400, "description": "Bad Request: message text is empty"}, Undeliverable, {"is_chat_gone": False}),
    ({"status": 400, "parameters": {"migrate_to_chat_id": -100777}}, Undeliverable, {"migrated_to": -100777}),
    ({"status": 500}, Unknown, {}),
    ({"status": 502}, Unknown, {}),
    ({"status": 500, "description": "Internal Server Error: restart"}, TryLater, {"scope": "row"}),
    ({"kind": "html", "status": 502}, Unknown, {}),
    ({"kind": "cut_before"}, Unknown, {}),
    ({"kind": "cut_after"}, Unknown, {}),
]


@pytest.mark.parametrize(("fault", "outcome", "has"), BY_STATUS, ids=[str(fault) for fault, _, _ in BY_STATUS])
async def test_every_failure_becomes_its_value(stage, carry, fault, outcome, has):
    await stage.fault(**({"kind": "status", "method": "sendMessage"} | fault))
    found = await carry()
    assert type(found) is outcome
    assert {name: getattr(found, name) for name in has} == has


@pytest.mark.parametrize(
    ("description", "outcome"),
    [
        ("Bad Request: message is not modified: specified new message content is the same", Delivered(55)),
        ("Bad Request: message to edit not found", Undeliverable),
        ("Bad Request: message can't be edited", Undeliverable),
    ],
)
async def test_what_an_edit_is_told(stage, carry, description, outcome):
    await stage.fault("status", method="editMessageText", status=400, description=description)
    found = await carry(message_id=55)
    if outcome is Undeliverable:
        assert found.is_message_gone
    else:
        assert isinstance(found, Delivered)


async def test_a_message_stands_there_with_its_buttons_and_is_edited(carry, chat):
    card = Message("<b>#A-1</b> 水管", ((Button("接单", "claim", "1"), Button("地图", url="https://example.org/")),))
    sent = await carry(card)
    seen = await chat.sees("#A-1", label="接单")
    assert (sent, seen["text"]) == (Delivered(seen["id"]), "#A-1 水管")
    assert await carry(Message("#A-1 办结"), message_id=sent.message_id) == sent
    assert (await chat.sees("办结"))["id"] == sent.message_id


async def test_the_same_edit_twice_is_done(carry):
    sent = await carry(Message("x"))
    assert await carry(Message("x"), message_id=sent.message_id) == Delivered(None)


async def test_a_chat_that_moved_tells_where_to(stage, carry, wang, telegram_bot):
    group = await stage.chat("old", kind="group", creator=wang)
    await group.adds(telegram_bot)
    new = await group.migrates()
    assert (await carry(chat_id=group.id)).migrated_to == new.id


async def test_a_chat_that_kicked_us_is_gone(carry, chat, telegram_bot):
    await chat.kicks(telegram_bot)
    assert (await carry()).is_chat_gone


async def test_nobody_listening_is_provably_not_done(telegram_bot):
    bots = build_bots([SecretStr(telegram_bot.token)], "http://127.0.0.1:9")
    found = await TelegramCourier(bots).carry(parcel(telegram_bot, -1), within=5)
    await close(bots)
    assert isinstance(found, TryLater)
    assert found.scope == "row"


async def test_an_answer_that_does_not_come_is_unknown(stage, carry):
    await stage.fault("delay", method="sendMessage", delay_ms=5000)
    assert isinstance(await carry(within=1), Unknown)


async def test_a_deed_is_done(stage, carry, chat, wang):
    sent = await carry()
    assert await carry(Deed("deleteMessage", {"chat_id": chat.id, "message_id": sent.message_id})) == Delivered(None)
    assert await carry(Deed("deleteMessage", {"chat_id": chat.id, "message_id": sent.message_id})) == Delivered(None)


async def test_a_file_goes_along_and_its_words_are_edited_as_a_caption(stage, carry, chat, wang, telegram_bot):
    await wang.sends_photo(chat, "看")
    file_id = (await photo_of(stage, telegram_bot))["file_id"]
    made = await carry(Message("#A-1 有图", files=(Attachment("photo", telegram_bot.id, file_id),)))
    assert await carry(Message("#A-1 改了"), message_id=made.message_id) == made
    assert (await chat.sees("改了"))["id"] == made.message_id


async def test_a_file_of_another_bot_is_uploaded_once(sandbox, stage, chat, wang, telegram_bot):
    """A notice with a photo in ten thousand chats of another bot: the first copy carries the bytes, the rest their new name."""
    second = await stage.bot("second_bot")
    await chat.adds(second, admin=True)
    await wang.sends_photo(chat, "看")
    photo = await photo_of(stage, telegram_bot)
    notice = Message("有图", files=(Attachment("photo", telegram_bot.id, photo["file_id"], photo["file_unique_id"]),))
    bots = build_bots([SecretStr(telegram_bot.token), SecretStr(second.token)], sandbox.url)
    courier = TelegramCourier(bots)
    for _ in range(3):
        assert isinstance(await courier.carry(parcel(second, chat.id, notice), within=10.0), Delivered)
    await stage.fault(
        "status", method="sendPhoto", status=400, description="Bad Request: wrong file identifier", count=1
    )
    assert isinstance(await courier.carry(parcel(second, chat.id, notice), within=10.0), Undeliverable)
    assert isinstance(await courier.carry(parcel(second, chat.id, notice), within=10.0), Delivered)
    await close(bots)
    assert len(await stage.calls("getFile")) == 2, "once at first, and once because the name was refused"
    assert len(await stage.calls("sendPhoto")) == 5


async def photo_of(stage, bot):
    from aiohttp import ClientSession

    async with ClientSession() as http, http.get(f"{stage.url}/bot{bot.token}/getUpdates") as response:
        updates = (await response.json())["result"]
    return next(update["message"]["photo"][-1] for update in updates if "photo" in update.get("message", {}))


def test_no_outcome_holds_what_the_network_said():
    url = "https://api.telegram.org/bot123456:SECRETSECRETSECRETSECRETSECRETSECRET/sendMessage"
    errors = [TelegramServerError(GetMe(), url), ClientDecodeError("x", ValueError(url), url)]
    assert not any("SECRET" in outcome_of_error(error).reason for error in errors)
