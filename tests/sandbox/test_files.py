"""Bytes come back as they went, under names that belong to one bot."""

import pytest

from sandbox.files import file_id, picture_size
from tests.sandbox.drivers import RefusedError


async def test_a_picture_of_a_person_can_be_fetched(*, driver, group, wang, bot, updates, picture):
    await group.promotes(bot)
    await updates.forget()
    await wang.sends_photo(group, "漏水", data=picture)
    message = (await updates.take())[0]["message"]
    assert message["caption"] == "漏水"
    assert (message["photo"][-1]["width"], message["photo"][-1]["height"]) == (40, 30)
    found = await driver.call("get_file", file_id=message["photo"][-1]["file_id"])
    assert found["file_size"] == len(picture)
    path = found["file_path"] if driver.name == "aiogram" else message["photo"][-1]["file_id"]
    assert await driver.download(path) == picture


async def test_a_generated_picture_has_two_true_sizes(driver, group, wang, bot, updates):
    await group.promotes(bot)
    await updates.forget()
    await wang.sends_photo(group)
    sizes = (await updates.take())[0]["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(90, 68), (320, 240)]


async def test_files_sent_by_the_bot_can_be_sent_again_by_id(driver, group, picture):
    sent = await driver.call(
        "send_photo", chat_id=group.id, photo=driver.upload(picture), caption="<b>一</b>", parse_mode="HTML"
    )
    assert sent["caption_entities"][0]["type"] == "bold"
    again = await driver.call("send_photo", chat_id=group.id, photo=sent["photo"][-1]["file_id"])
    assert again["photo"][-1]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]
    document = await driver.call("send_document", chat_id=group.id, document=driver.upload(b"a,b\n", "表.csv"))
    assert (document["document"]["file_name"], document["document"]["file_size"]) == ("表.csv", 4)
    voice = await driver.call("send_voice", chat_id=group.id, voice=driver.upload(b"OggS123", "v.oga"), duration=2)
    assert voice["voice"]["duration"] == 2


async def test_another_bots_file_id_is_refused(*, driver, group, picture, stage, http, bot):
    sent = await driver.call("send_photo", chat_id=group.id, photo=driver.upload(picture))
    other = await stage.bot("other_bot")
    answer = await http(other.token, "getFile", file_id=sent["photo"][-1]["file_id"])
    assert answer["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"
    answer = await http(bot.token, "getFile", file_id="nonsense")
    assert answer["error_code"] == 400


async def test_what_is_no_picture_is_refused_as_photo(driver, group):
    with pytest.raises(RefusedError, match=r"(?i)image_process_failed"):
        await driver.call("send_photo", chat_id=group.id, photo=driver.upload(b"no picture"))


async def test_a_link_works_for_an_hour(*, sandbox, stage, group, bot, http, picture, session):
    found = sandbox.telegram.files.keep("photo", picture, "a.png", "image/png")
    path = sandbox.telegram.files.link(found, bot.id, sandbox.telegram.clock.now())
    address = f"{sandbox.url}/file/bot{bot.token}/{path}"
    async with session.get(address) as response:
        assert (response.status, await response.read()) == (200, picture)
    await stage.shift(3601)
    async with session.get(address) as response:
        assert response.status == 404
    async with session.get(address.replace(bot.token, "1:x")) as response:
        assert response.status == 401


async def test_over_20_megabytes_cannot_be_downloaded(sandbox, bot, http):
    stored = sandbox.telegram.files.keep("document", b"x" * (20 * 1024 * 1024 + 1), "a.bin", "application/octet-stream")
    answer = await http(bot.token, "getFile", file_id=file_id(stored, bot.id))
    assert answer["description"] == "Bad Request: file is too big"


async def test_an_album_of_a_person_is_several_updates_of_one_group(driver, group, wang, bot, updates):
    await group.promotes(bot)
    await updates.forget()
    ids = await wang.sends_album(group, "三张", count=3)
    told = [update["message"] for update in await updates.take()]
    assert [message["message_id"] for message in told] == ids
    assert len({message["media_group_id"] for message in told}) == 1
    assert [message.get("caption") for message in told] == ["三张", None, None]


async def test_an_album_of_the_bot_is_several_messages(driver, group, picture):
    media = [driver.photo(driver.upload(picture), "一"), driver.photo(driver.upload(picture))]
    sent = await driver.call("send_media_group", chat_id=group.id, media=media)
    assert len(sent) == 2
    assert len({message["media_group_id"] for message in sent}) == 1
    mixed = [driver.photo(driver.upload(picture)), driver.document(driver.upload(b"x", "a.txt"))]
    with pytest.raises(RefusedError, match=r"(?i)can't be mixed"):
        await driver.call("send_media_group", chat_id=group.id, media=mixed)


async def test_people_send_files_voices_and_places(driver, group, wang, bot, updates):
    await group.promotes(bot)
    await updates.forget()
    await wang.sends_document(group, "名单.csv", b"a,b\n", "名单")
    await wang.sends_voice(group, 4)
    await wang.sends_location(group, 39.9, 116.4)
    document, voice, place = [update["message"] for update in await updates.take()]
    assert (document["document"]["file_name"], document["caption"]) == ("名单.csv", "名单")
    assert voice["voice"]["duration"] == 4
    assert place["location"]["latitude"] == pytest.approx(39.9)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"GIF89a\x10\x00\x20\x00", (16, 32)),
        (b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08\x00\x20\x00\x10\x03", (16, 32)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x10\x00\x20\x00", (16, 32)),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_picture_sizes_are_read_from_the_bytes(data, size):
    assert picture_size(data) == size
