"""sendPhoto: a picture with a caption."""

from sandbox.call import Call
from sandbox.messages import Media
from sandbox.objects import Json
from sandbox.sending import read_caption, read_file, send


def send_photo(call: Call) -> Json:
    """Message."""
    words = read_caption(call)
    call.check_writable()
    stored = read_file(call, "photo", call.values.get("photo"), "photo")
    return send(call, "photos", words, Media("photo", (stored,)))
