"""sendMediaGroup: an album, which is several messages with one media_group_id."""

from sandbox.access import Access, check_may_send
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.message_objects import message_json
from sandbox.objects import Json
from sandbox.posting import post
from sandbox.sending import read_input_media, read_reply


def send_media_group(call: Call) -> list[Json]:
    """Array of Message; 2 to 10 photos, or 2 to 10 documents."""
    given = call.json("media", "media")
    if not isinstance(given, list):
        raise bad_request("Expected an Array of InputMedia")
    if not 2 <= len(given) <= 10:
        raise bad_request("Too many messages to send as an album" if given[2:] else "group send failed")
    chat = call.chat(Access.WRITE)
    items = [read_input_media(call, item) for item in given]
    if len({media.kind for _, media in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    check_may_send(call.bot, chat, f"{items[0][1].kind}s")
    reply_to, more = read_reply(call, chat)
    telegram = call.telegram
    telegram.flood.admit(call.bot, chat, len(items))
    album = str(telegram.random.randrange(10**16, 10**17))
    messages = [
        post(
            telegram,
            chat,
            call.bot.user,
            text=words.text or None,
            entities=words.entities,
            media=media,
            reply_to=reply_to,
            more=more,
            album=album,
        )
        for words, media in items
    ]
    return [message_json(message, call.bot.id) for message in messages]
