"""sendVoice: a voice note."""

from sandbox.call import Call
from sandbox.messages import Media
from sandbox.objects import Json
from sandbox.sending import read_caption, read_file, send


def send_voice(call: Call) -> Json:
    """Message."""
    words = read_caption(call)
    call.check_writable()
    stored = read_file(call, "voice", call.values.get("voice"), "voice")
    fields = {"duration": max(call.integer("duration"), 0)}
    return send(call, "voice notes", words, Media("voice", (stored,), fields))
