"""The first reading of kind, by cues alone. Pure."""

from parsing.kind import OFFICES


def kind_by_cues(cues: dict[str, tuple[int, int]], *, role: str, hit: bool, danger: bool, length: int) -> str:
    """The kind that cues, the sender's role and a lexicon hit suggest."""
    if "drill" in cues and "not_drill" not in cues:
        return "notice"
    if "notice" in cues or ("order" in cues and (role in OFFICES or length > 60)):
        return "notice"
    if "chain" in cues or "ack" in cues or ("spread" in cues and not hit):
        return "ack"
    if any(cue in cues for cue in ("official", "zero", "patrol", "withdraw", "correct")) or ("already" in cues and length < 60):
        return "status_update"
    if "past" in cues:
        return "chatter"
    if "solved" in cues:
        return "praise" if "praise" in cues and "sarcasm" not in cues else "status_update"
    if "urge" in cues and not danger and not ("sarcasm" in cues and hit and "praise" in cues):
        return "status_update"
    if "praise" in cues and "sarcasm" not in cues and not danger:
        return "praise"
    if danger and "hypo" not in cues:
        return "incident"
    if "ask" in cues and (not hit or length < 20):
        return "question"
    if hit and "advert" not in cues:
        return "incident"
    if "question" in cues and length < 30:
        return "question" if "ask" in cues else "chatter"
    return "chatter"
