"""The bot cannot start as it is set up. Pure."""


class StartRefused(Exception):  # noqa: N818 - a refusal, told as one line
    """The text says why and how to mend it."""
