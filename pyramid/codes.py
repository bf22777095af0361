"""Secrets that are shown once and kept only as a hash."""

import hashlib
import secrets
from datetime import timedelta

# No 0 O, 1 I L: what is read from a screen is typed without doubt.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUP_CODE_LENGTH = 10
GROUP_CODE_LIFE = timedelta(minutes=15)
POST_LINK_LIFE = timedelta(days=30)
POST_LINK_PREFIX = "p_"


def new_group_code() -> str:
    """Ten letters and digits: about 50 bits, enough for a quarter of an hour and five tries."""
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP_CODE_LENGTH))


def new_link_code() -> str:
    """128 bits in 22 signs that a deep link may carry."""
    return secrets.token_urlsafe(16)


def typed(code: str) -> str:
    """A group code as a person typed it: any case, spaces and hyphens between."""
    return "".join(sign for sign in code.upper() if sign not in " -\u3000")


def hashed(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()
