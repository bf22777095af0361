"""「我也是」 and its kin: somebody joins what was said before, and says nothing else. Pure."""

from parsing.normalise import normalise

ME_TOO = frozenset(
    {"+1", "我也是", "我家也是", "我们也是", "我这也是", "我这里也是", "同问", "一样", "同上", "me too", "same here"}
)


def is_me_too(text: str) -> bool:
    """Whether the whole message is such a word, whatever its width, case and closing marks."""
    return normalise(text).strip().rstrip("!！。.~～").strip().lower() in ME_TOO
