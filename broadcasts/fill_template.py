"""Pure. A template and what was written into its blanks become the words of a notice, or a sentence about what is missing."""

from collections.abc import Mapping

from models.kinds import NoticeKind
from pyramid.refusal import Refusal
from texts.notice_templates import MISFIT, OUTGREW, UNKNOWN, BlankError, fill, template
from texts.render import line


def fill_template(name: str, kind: NoticeKind, blanks: Mapping[str, str], language: str) -> str | Refusal:
    """The words; a template that serves another kind of notice is unknown here."""
    try:
        wanted = template(name)
        if wanted.kind not in ("", kind.value):
            return Refusal("refusal_template.unknown")
        return fill(name, blanks, language)
    except BlankError as error:
        if error.what == UNKNOWN:
            return Refusal("refusal_template.unknown")
        blank = line(f"notice_blank.{error.blank}", language) if error.blank else ""
        reason = {MISFIT: "missing", OUTGREW: "too_long"}[error.what]
        return Refusal(f"refusal_template.{reason}", {"blank": blank, "limit": error.limit})
