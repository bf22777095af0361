"""logOut: leaving the cloud Bot API server; there is no other server here to go to."""

from sandbox.call import Call
from sandbox.errors import bad_request


def log_out(call: Call) -> bool:
    """Always 400."""
    raise bad_request(f"logged out bots stay here: {call.method} is refused by the sandbox")
