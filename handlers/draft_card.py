"""The card of a report that is being written in private: what was understood so far, for the reporter alone."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handlers import store
from incidents.view import Depth, beside, place_words
from outbox.message import Button, Composed, Message, Request, Stale
from parsing.leaves import LEAVES
from parsing.parse_report import parse_report
from parsing.report import Report
from pyramid.lookup import unit_of
from texts.render import html_line, line, render, spoken

KIND = "report"  # of the dialogue
CARD = "resident_draft"  # of the row
LONGEST = 4000  # characters


async def compose_draft(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """What was understood so far, for the reporter alone, with 提交."""
    user_id = request.user_id or 0
    dialogue = await store.dialogue_of(session, user_id, user_id, now=now)
    if dialogue is None or dialogue.kind != KIND or dialogue.data["draft"] != request.args["draft"]:
        if not request.is_edit:
            return Stale("the draft has ended")
        number = await store.number_filed_from(session, user_id, request.args["draft"])
        ended = "handlers.draft_submitted" if number else "handlers.draft_ended"
        return Message(html_line(ended, request.language, number=number))
    data, language = dialogue.data, request.language
    if data["unit_id"] is None:
        return Stale("no unit is chosen yet")
    report = read_draft(data, now)
    unit = (await unit_of(session, data["unit_id"])).name
    options = [await unit_of(session, unit_id) for unit_id in data["options"]]
    leaf = LEAVES.get(report.category or "")
    html = render(
        "resident_draft",
        language,
        words="\n".join(data["words"]),
        leaf=(leaf.zh if spoken(language) == "zh" else leaf.en) if leaf is not None else "",
        place=place_words(beside(unit, report.location.as_json()), Depth.ALL, language),
        unit=unit,
        files=len(data["files"]),
        is_emergency=report.urgency == "emergency",
        is_unclear=bool(options),
    )
    buttons = (
        *((Button(option.name, "spot_meant", str(option.id)),) for option in options),
        (Button(line("handlers_button.submit", language), "submit"),),
        (
            Button(line("handlers_button.where", language), "where"),
            Button(line("handlers_button.cancel", language), "cancel"),
        ),
    )
    return Message(html, buttons)


def read_draft(data: dict[str, Any], now: datetime) -> Report:
    """What was said in private is meant: whatever the parser hears in it, it is a report."""
    words = "\n".join(data["words"])[:LONGEST]
    report = parse_report(words, sender_role="resident", chat_tier="dm", at=now)
    if report.kind == "multi" and report.items:
        report = next((item for item in report.items if item.kind == "incident"), report)
    return replace(report, kind="incident")
