"""sendDocument: any file with a caption."""

from sandbox.call import Call
from sandbox.messages import Media
from sandbox.objects import Json
from sandbox.sending import read_caption, read_file, send


def send_document(call: Call) -> Json:
    """Message."""
    words = read_caption(call)
    call.check_writable()
    stored = read_file(call, "document", call.values.get("document"), "document")
    return send(call, "documents", words, Media("document", (stored,)))
