"""Everything that is kept about one person, as they may take it with them."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.pii import Pii
from parsing.redact import redact
from privacy.store import people, specialists


async def my_data(session: AsyncSession, user_id: int, *, is_masked: bool = False) -> dict[str, Any]:
    """Plain values for JSON; moments in ISO 8601, UTC. Words are the person's own; `is_masked` where chats may carry none."""

    def own(words: str) -> str:
        return redact(words, rooms=True) if is_masked else Pii(words).for_viewer("self")

    person = await people.person_of(session, user_id)
    posts = await people.posts_of(session, person.id) if person is not None else []
    return {
        "user_id": user_id,
        "name": "" if person is None or is_masked else Pii(person.name).for_viewer("self"),
        "language": person.language if person is not None else "",
        "home": await people.unit_name(session, person.home_unit_id) if person is not None else "",
        "consent_version": person.consent_version if person is not None else 0,
        "posts": [
            {"unit": unit, "role": post.role, "from": _at(post.valid_from), "to": _at(post.valid_to)}
            for post, unit in posts
        ],
        "reports": [
            {
                "number": f"#{incident.number}",
                "words": own(report.words),
                "said_at": _at(report.said_at),
                "leaf": incident.leaf,
                "state": incident.state,
                "place": {
                    part: own(value)
                    for part, value in incident.place.items()
                    if value and not (is_masked and part == "room")
                },
            }
            for report, incident in await people.reports_of(session, user_id)
        ],
        "deeds": [
            {"number": f"#{number}", "what": event.what, "words": own(event.reason), "at": _at(event.at)}
            for event, number in await people.notes_of(session, user_id)
        ],
        "me_too": [f"#{number}" for number in await people.joined_by(session, user_id)],
        "answers": [
            {"number": f"#{number}", "is_solved": said.is_solved, "score": said.score, "at": _at(said.at)}
            for said, number in await people.opinions_of(session, user_id)
        ],
        "days": [
            {"day": log.day.isoformat(), "words": [own(words) for words in log.words]}
            for log in await people.day_words_of(session, user_id)
        ],
        "said_to_mediators": [
            {"number": f"#{number}", "words": own(said.words), "at": _at(said.said_at)}
            | ({"file": said.file["kind"]} if said.file is not None else {})
            for said, number in await people.dispute_words_of(session, user_id)
        ],
        "household_notes": [
            {"unit": unit, "door": own(note.door), "words": own(note.words), "at": _at(note.at)}
            for note, unit in await people.household_notes_of(session, user_id)
        ],
        "patrols": [
            {"unit": unit, "from": _at(walk.started_at), "to": _at(walk.ended_at), "metres": walk.metres}
            | {"words": [own(words) for words in said]}
            for walk, unit, said in await people.patrols_of(session, user_id)
        ],
        "calls": [
            {"number": f"#{number}", "is_to_me": call.user_id == user_id, "called_at": _at(call.called_at)}
            | {"came_at": _at(call.answered_at), "could_not_at": _at(call.declined_at)}
            | {"ended_at": _at(call.ended_at), "how": call.how, "taken_back_at": _at(call.undone_at)}
            for call, number in await specialists.calls_of(session, user_id)
        ],
        "noted_work": [
            {"what": each.what, "at": _at(each.at)} for each in await specialists.noted_by(session, user_id)
        ],
        "mediations": [
            {
                "number": f"#{number}",
                "stage": each.stage,
                "since": _at(each.opened_at),
                "agreed_at": _at(each.agreed_at),
            }
            for each, number in await specialists.mediated_by(session, user_id)
        ],
        "follows": await people.followed_by(session, user_id),
        "counts": await people.counts_of(session, user_id),
    }


async def my_data_file(session: AsyncSession, user_id: int, *, is_masked: bool = False) -> bytes:
    """The same as a JSON file, UTF-8."""
    return json.dumps(await my_data(session, user_id, is_masked=is_masked), ensure_ascii=False, indent=2).encode()


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
