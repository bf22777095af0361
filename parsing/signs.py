"""Which signs stand in a text: asked before costly patterns are tried. Pure."""

from functools import lru_cache


@lru_cache(maxsize=16)
def signs_of(text: str) -> frozenset[str]:
    """The signs of `text`; every step that asks while the same text is read gets the same set."""
    return frozenset(text)
