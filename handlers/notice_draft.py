"""A notice that is being written: what stands in the open dialogue, shown once more as the groups will see it."""

from datetime import datetime, timedelta
from typing import Any

from broadcasts.audience import Audience
from broadcasts.cost import Cost, cost_of
from broadcasts.describe import describe
from broadcasts.draft_notice import Draft, draft_notice
from broadcasts.faces import draft_html
from broadcasts.poll import POLL
from broadcasts.terms import Terms
from handlers import store
from handlers.arrival import Arrival
from handlers.expect import expect
from handlers.say import because, say
from models.kinds import NoticeKind, NoticeRepeat
from models.pyramid import Dialogue
from pyramid.refusal import Refusal

WRITING = "notice_words"
WRITE_WITHIN = timedelta(hours=1)
Data = dict[str, Any]


async def keep_draft(arrival: Arrival, data: Data, kind: str = WRITING) -> None:
    """What was written so far; the next words in this chat answer the question `kind`."""
    await expect(arrival, kind, data, within=WRITE_WITHIN)


async def draft_of(arrival: Arrival, token: str | None = None) -> Data | None:
    """The notice that this person is writing; None if they are not, or if `token` is that of an older version."""
    user_id = arrival.speaker.user_id
    dialogue: Dialogue | None = await store.dialogue_of(arrival.session, user_id, user_id, now=arrival.now)
    if dialogue is None or not dialogue.kind.startswith("notice_") or "unit_id" not in dialogue.data:
        return None
    if token is not None and str(dialogue.data.get("draft")) != token:
        return None
    return dict(dialogue.data)


def wish_of(data: Data) -> dict[str, Any]:
    """The same as the arguments of `draft_notice` and `submit_notice`."""
    poll = [{"kind": POLL, "options": data["poll"]}] if data.get("poll") else []
    return {
        "unit_id": data["unit_id"],
        "words": data.get("words", ""),
        "kind": NoticeKind(data["kind"]),
        "level": data.get("level", ""),
        "media": [*data.get("files", []), *poll],
        "audience": audience_of_draft(data),
        "terms": Terms(
            send_at=datetime.fromisoformat(data["send_at"]) if data.get("send_at") else None,
            repeat=NoticeRepeat(data.get("repeat", NoticeRepeat.ONCE)),
            valid_for=timedelta(hours=data["hours"]) if data.get("hours") else None,
        ),
        "template": data.get("template", ""),
        "blanks": data.get("blanks", {}),
    }


def audience_of_draft(data: Data) -> Audience:
    """Whom it is for."""
    return Audience.read(data["audience"]) if data.get("audience") else Audience(data["unit_id"])


async def drafted(arrival: Arrival, data: Data) -> Draft | Refusal:
    """The draft as it would be submitted now."""
    return await draft_notice(
        arrival.session, author=arrival.speaker, policy=arrival.policy, now=arrival.now, **wish_of(data)
    )


def cost(arrival: Arrival, draft: Draft) -> Cost:
    """What it will take."""
    return cost_of(
        draft.words,
        draft.counts,
        draft.people,
        per_second=arrival.house.send_per_second,
        canary_wait=arrival.policy.notices.canary_wait if draft.counts.total > arrival.policy.notices.canary else NONE,
    )


NONE = timedelta(0)


async def show_draft(arrival: Arrival, data: Data, made_by: object) -> bool:
    """Say the whole once more, with what it costs and what can be changed; a refusal is said instead. True if it is fit.

    `made_by` names this version: the buttons of an older one no longer publish.
    """
    user_id = arrival.speaker.user_id
    draft = await drafted(arrival, data)
    if isinstance(draft, Refusal):
        reason = because(draft, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
        return False
    token = str(made_by)
    await keep_draft(arrival, {**data, "draft": token})
    spent = cost(arrival, draft)
    zone = arrival.policy.calendar.zone
    await say(
        arrival.session,
        "notice_preview",
        now=arrival.now,
        user_id=user_id,
        buttons=_buttons(draft, token),
        copy=draft_html(draft, arrival.language),
        unit=draft.unit.name,
        count=draft.counts.total,
        approve_above=arrival.policy.notices.approve_above if draft.needs_approval else 0,
        has_photo=bool(data.get("files")),
        terms=await describe(arrival.session, draft.audience, draft.terms, zone=zone, language=arrival.language),
        answers=data.get("poll", []),
        seconds=spent.seconds,
        minutes=spent.minutes,
        people=spent.people,
        hours=spent.person_hours,
    )
    return True


def _buttons(draft: Draft, token: str) -> list[list[list[str]]]:
    def option(word: str) -> list[str]:
        return [f"@notice_option.{word}", "nopt", f"{word}.{token}"]

    timed = [option("when"), option("again")] if draft.kind is not NoticeKind.EMERGENCY else []
    rows = [
        [["@handlers_button.publish", "publish", token], ["@handlers_button.cancel", "unpublish", ""]],
        [option("who"), option("until")],
        [*timed, option("poll")],
    ]
    return [row for row in rows if row]
