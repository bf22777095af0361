"""Which emoji say something to the bot. Pure."""

AGREES = frozenset({"👍", "🙏", "😢", "😭", "😱", "🤬", "😡"})  # the same trouble here; under a draft the leader's 对
DENIES = frozenset({"👎"})
WELL_AGAIN = frozenset({"👌", "🎉", "💯"})
TELLING = AGREES | DENIES | WELL_AGAIN
