"""sendChatAction: "typing…" for a few seconds."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request

_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
ACTIONS = _ACTIONS.split()


def send_chat_action(call: Call) -> bool:
    """True; the people see it, nothing is kept."""
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat(Access.WRITE)
    call.telegram.events.tell("action", chat, {"bot": call.bot, "action": action})
    return True
