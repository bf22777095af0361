"""close: moving the bot to another local server; refused as in the first ten minutes after launch."""

from sandbox.call import Call
from sandbox.errors import too_many_requests


def close(call: Call) -> bool:
    """Always 429, as Telegram answers for ten minutes after the bot was launched."""
    assert call.method == "close"
    raise too_many_requests(600)
