"""The table of the people's face: which address does what."""

from aiohttp import web

from sandbox.people import gathering, looking, pressing, speaking
from sandbox.people.ask import Answer, answering
from sandbox.people.streaming import event_stream
from sandbox.telegram import Telegram

READING: dict[str, Answer] = {
    "users": looking.users,
    "bots": looking.bots,
    "chats": looking.chats,
    "members": looking.members,
    "messages": looking.messages,
    "wait": looking.wait,
    "files/{unique_id}": looking.file,
}
ACTING: dict[str, Answer] = {
    "users": gathering.new_user,
    "chats": gathering.new_chat,
    "add": gathering.add,
    "leave": gathering.leave,
    "kick": gathering.kick,
    "promote": gathering.promote,
    "demote": gathering.demote,
    "rename": gathering.rename,
    "pin": gathering.pin,
    "migrate": gathering.upgrade,
    "delete_chat": gathering.delete_chat,
    "block": gathering.block,
    "unblock": gathering.unblock,
    "start": speaking.start,
    "say": speaking.say,
    "say_all": speaking.say_all,
    "send_photo": speaking.send_photo,
    "send_album": speaking.send_album,
    "send_document": speaking.send_document,
    "send_voice": speaking.send_voice,
    "forward": speaking.forward,
    "send_location": speaking.send_location,
    "move_location": speaking.move_location,
    "edit": speaking.edit,
    "delete": speaking.delete,
    "press": pressing.press,
    "react": pressing.put_reaction,
}


def people_routes(telegram: Telegram) -> list[web.RouteDef]:
    """GET to look, POST to act, one live stream."""
    return [
        *(web.get(f"/people/{name}", answering(telegram, answer)) for name, answer in READING.items()),
        *(web.post(f"/people/{name}", answering(telegram, answer)) for name, answer in ACTING.items()),
        web.get("/people/events", event_stream(telegram)),
    ]
