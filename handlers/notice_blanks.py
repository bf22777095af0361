"""A template is filled blank by blank: one short question, one short answer, then the whole is shown."""

from aiogram.types import Message

from broadcasts.correct_notice import correct_notice
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.media import words_of
from handlers.notice_draft import Data, draft_of, keep_draft, show_draft
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from models.pyramid import Dialogue
from pyramid.refusal import Refusal
from texts.notice_templates import LONGEST_BLANK, Template, all_templates
from texts.render import line

FILLING, CORRECTING = "notice_blank", "notice_wrong"


async def on_template(pressed: Pressed) -> CallbackAnswer:
    """A template is chosen: its first blank."""
    data = await draft_of(pressed.arrival)
    template = all_templates().get(pressed.press.arg)
    if data is None or template is None or template.kind != data["kind"]:
        return told(None, pressed, "handlers.draft_ended")
    await _ask_next(pressed.arrival, {**data, "template": template.name, "blanks": {}, "words": "", "files": []})
    return CallbackAnswer()


async def on_correct(pressed: Pressed) -> CallbackAnswer:
    """更正: what was wrong, and what is right?"""
    data: Data = {"corrects": pressed.subject, "template": "correction", "blanks": {}}
    await _ask_next(pressed.arrival, data, CORRECTING)
    return CallbackAnswer()


async def on_blank(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """An answer to the blank that was asked for."""
    words = words_of(message)
    if not words or words.startswith("/"):
        return False
    if len(words) > LONGEST_BLANK:
        blank = line(f"notice_blank.{dialogue.data['asked']}", arrival.language)
        refusal = Refusal("refusal_template.too_long", {"blank": blank, "limit": LONGEST_BLANK})
        reason = because(refusal, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=arrival.speaker.user_id, reason=reason)
        return True
    await _filled(arrival, dict(dialogue.data), words, message.message_id, dialogue.kind)
    return True


async def on_skip(pressed: Pressed) -> CallbackAnswer:
    """跳过: this blank stays empty."""
    data = await draft_of(pressed.arrival)
    if data is None or data.get("asked") != pressed.press.arg:
        return told(None, pressed, "handlers.draft_ended")
    await _filled(pressed.arrival, data, "", f"{data['asked']}-skipped", FILLING)
    return CallbackAnswer()


async def _filled(arrival: Arrival, data: Data, words: str, made_by: object, kind: str) -> None:
    data["blanks"] = {**data["blanks"], data["asked"]: words}
    if _next_blank(data) is not None:
        await _ask_next(arrival, data, kind)
    elif kind == CORRECTING:
        await _correct(arrival, data)
    else:
        await show_draft(arrival, data, made_by)


async def _correct(arrival: Arrival, data: Data) -> None:
    user_id = arrival.speaker.user_id
    await store.end_dialogue(arrival.session, user_id, user_id)
    done = await correct_notice(
        arrival.session,
        data["corrects"],
        arrival.speaker,
        blanks=data["blanks"],
        source="chat",
        policy=arrival.policy,
        cell=arrival.house.cell,
        now=arrival.now,
    )
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    else:
        await say(
            arrival.session, "notice_ask.correcting", now=arrival.now, user_id=user_id, number=done.number,
            count=done.counts.total,
        )  # fmt: skip


def _next_blank(data: Data) -> str | None:
    template: Template = all_templates()[data["template"]]
    return next((blank for blank in template.blanks if blank not in data["blanks"]), None)


async def _ask_next(arrival: Arrival, data: Data, kind: str = FILLING) -> None:
    template = all_templates()[data["template"]]
    blank = _next_blank(data)
    await keep_draft(arrival, {**data, "asked": blank}, kind)
    skip = [[["@notice_option.skip", "nskip", str(blank)]]] if blank in template.optional else []
    await say(
        arrival.session,
        "notice_ask.blank",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=skip,
        place=template.blanks.index(str(blank)) + 1,
        places=len(template.blanks),
        blank=line(f"notice_blank.{blank}", arrival.language),
    )


BLANK_PRESSES: dict[str, PressHandler] = {"ntpl": on_template, "nskip": on_skip, "ncorrect": on_correct}
