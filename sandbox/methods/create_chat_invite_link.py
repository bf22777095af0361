"""createChatInviteLink: one more link into a group."""

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.invite_links import invited_chat, new_link
from sandbox.objects import Json, user_json


def create_chat_invite_link(call: Call) -> Json:
    """ChatInviteLink."""
    invited_chat(call)
    body: Json = {
        "invite_link": new_link(call),
        "creator": user_json(call.bot.user),
        "creates_join_request": call.boolean("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    if len(call.text("name")) > 32:
        raise bad_request("INVITE_LINK_TITLE_TOO_LONG")
    if call.text("name"):
        body["name"] = call.text("name")
    if call.integer("expire_date"):
        body["expire_date"] = call.integer("expire_date")
    if call.integer("member_limit"):
        body["member_limit"] = call.integer("member_limit")
    return body
