"""Pure. What a notice looks like in a chat: words that are the same in ten thousand groups are made once."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from broadcasts.draft_notice import Draft
from models.kinds import NoticeKind
from texts.render import line, render


@dataclass(frozen=True, slots=True)
class Face:
    """All that stands on a copy. Empty texts are left out: a draft has no number and no time yet."""

    kind: NoticeKind
    level: str
    words: str
    issuer: str
    number: str = ""
    at: str = ""
    valid_until: str = ""
    is_over: bool = False
    corrected_by: str = ""  # number of the notice that holds instead
    corrects: str = ""  # number of the notice that this one puts right


@lru_cache(maxsize=256)
def copy_html(face: Face, language: str) -> str:
    """The copy as a group sees it, as Telegram HTML."""
    return render(
        "notice_copy",
        language,
        title=title(face.kind, face.level, language),
        is_drill=face.kind is NoticeKind.DRILL,
        face=face,
    )


@lru_cache(maxsize=256)
def recalled_html(kind: NoticeKind, level: str, number: str, language: str) -> str:
    """What is left of a copy that is too old to be deleted."""
    return render("notice_recalled", language, title=title(kind, level, language), number=number)


def draft_html(draft: Draft, language: str) -> str:
    """The real rendering of what somebody is about to send."""
    return copy_html(Face(draft.kind, draft.level, draft.words, draft.issuer_name), language)


def title(kind: NoticeKind, level: str, language: str) -> str:
    """Kind with its emoji, and the colour of a warning."""
    if level:
        return line(f"notice_level.{level}", language, kind=line(f"notice_word.{kind.value}", language))
    return line(f"notice_kind.{kind.value}", language)


def wall_time(moment: datetime, zone: str, language: str) -> str:
    """A moment as people in that zone read it: 8月15日（周五）22:00."""
    there = moment.astimezone(ZoneInfo(zone))
    values: dict[str, object] = {
        "month": line(f"notice_month.m{there.month}", language),
        "day": there.day,
        "weekday": line(f"notice_weekday.d{there.weekday()}", language),
        "clock": f"{there:%H:%M}",
    }
    return line("notice_time.at", language, **values)
