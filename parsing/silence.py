"""The fast early decision that nothing has to be done about a message. Pure; doubt is not silence."""

from parsing.parse_report import parse_report


def is_silence(text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid") -> bool:
    """True only if `parse_report` would find nothing to do: plain talk, which is not even recorded."""
    report = parse_report(text, sender_role=sender_role, chat_tier=chat_tier)
    return report.kind in {"chatter"} and report.expected_action == "ignore" and not report.pii
