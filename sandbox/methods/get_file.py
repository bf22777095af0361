"""getFile: where the bytes of a file can be fetched for an hour."""

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.message_objects import named
from sandbox.objects import Json


def get_file(call: Call) -> Json:
    """File with file_path; 400 "file is too big" over 20 MB."""
    telegram = call.telegram
    if not call.text("file_id"):
        raise bad_request("file_id not specified")
    stored = telegram.files.find(call.text("file_id"), call.bot.id)
    path = telegram.files.link(stored, call.bot.id, telegram.clock.now())
    return {**named(stored, call.bot.id), "file_path": path}
