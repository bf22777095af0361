"""A dispute in private chats: the mediator's buttons, the seat behind a link, and what each side says alone."""

from aiogram.types import Message

from disputes.hear_side import hear_side, tell_all
from disputes.invite_side import join_side
from disputes.keep_word import answer_promise, answer_visit
from disputes.raise_dispute import hand_up
from disputes.settle import accept_agreement, decline_agreement, propose_agreement
from disputes.start_mediation import start_mediation
from disputes.table import Table
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.dispute_guests import GUEST_PRESSES
from handlers.expect import expect
from handlers.media import files_of, words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.reading import is_cry_for_help
from handlers.say import because, say
from models.kinds import Side
from models.pyramid import Dialogue
from parsing.promises import read_promises
from pyramid.refusal import Refusal
from texts.wall_clock import on_the_wall

WORDS, AGREEMENT = "dispute_words", "dispute_agreement"  # kinds of dialogues


async def join_by_link(arrival: Arrival, code: str) -> None:
    """/start d_CODE: somebody takes the seat that was kept for them."""
    done = await join_side(arrival.session, code, arrival.speaker, now=arrival.now)
    if isinstance(done, Refusal):
        await _refuse(arrival, done)


async def _refuse(arrival: Arrival, refusal: Refusal) -> None:
    reason = because(refusal, arrival.language)
    await say(arrival.session, "handlers.refused", now=arrival.now, user_id=arrival.speaker.user_id, reason=reason)


async def _ask(pressed: Pressed, kind: str) -> None:
    await expect(pressed.arrival, kind, {"incident_id": pressed.subject})


async def on_mediate(pressed: Pressed) -> CallbackAnswer:
    """我来调解."""
    arrival = pressed.arrival
    done = await start_mediation(arrival.session, pressed.subject, arrival.speaker, **pressed.common)
    return told(done, pressed, "dispute.did_mediate")


async def on_all_words(pressed: Pressed) -> CallbackAnswer:
    """双方说的."""
    arrival = pressed.arrival
    return told(await tell_all(arrival.session, pressed.subject, arrival.speaker, now=arrival.now), pressed)


async def on_say(pressed: Pressed) -> CallbackAnswer:
    """我来说: the next words are for the mediator."""
    await _ask(pressed, WORDS)
    answer = told(None, pressed, "dispute.say_now")
    return CallbackAnswer(answer.text, is_alert=True)


async def on_write(pressed: Pressed) -> CallbackAnswer:
    """写协议: the next message is the agreement."""
    await _ask(pressed, AGREEMENT)
    arrival = pressed.arrival
    await say(arrival.session, "dispute.write_how", now=arrival.now, user_id=arrival.speaker.user_id)
    return told(None, pressed)


async def on_yes(pressed: Pressed) -> CallbackAnswer:
    """同意, or the mediator's 双方当面同意."""
    arrival, number = pressed.arrival, int(pressed.press.arg)
    done = await accept_agreement(arrival.session, pressed.subject, arrival.speaker, agreement=number, **pressed.common)
    return told(done, pressed, "dispute.did_yes")


async def on_no(pressed: Pressed) -> CallbackAnswer:
    """不同意."""
    arrival, number = pressed.arrival, int(pressed.press.arg)
    done = await decline_agreement(arrival.session, pressed.subject, arrival.speaker, agreement=number, now=arrival.now)
    return told(done, pressed, "dispute.did_no")


async def on_up(pressed: Pressed) -> CallbackAnswer:
    """调不成."""
    arrival = pressed.arrival
    done = await hand_up(arrival.session, pressed.subject, arrival.speaker, **pressed.common)
    is_end = isinstance(done, Table) and done.dispute.mediated_by is not None
    return told(done, pressed, "dispute.did_end" if is_end else "dispute.did_hand_up")


async def on_promise(pressed: Pressed) -> CallbackAnswer:
    """做到了 and 没做到."""
    arrival, is_kept = pressed.arrival, pressed.press.action == "d_kept"
    done = await answer_promise(
        arrival.session, int(pressed.press.arg), arrival.speaker, is_kept=is_kept, **pressed.common
    )
    return told(done, pressed, "dispute.thanks" if is_kept else "dispute.did_reopen")


async def on_visit(pressed: Pressed) -> CallbackAnswer:
    """都好 and 又闹了."""
    arrival, is_well = pressed.arrival, pressed.press.action == "d_well"
    day, _, side = pressed.press.arg.partition(".")
    done = await answer_visit(
        arrival.session,
        pressed.subject,
        arrival.speaker,
        day=int(day),
        side=Side(side),
        is_well=is_well,
        **pressed.common,
    )
    return told(done, pressed, "dispute.thanks" if is_well else "dispute.did_reopen")


async def on_words(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """What a side says or shows alone; it may go on as long as it likes. An album is thanked for once."""
    user_id, words = arrival.speaker.user_id, words_of(message)
    if words.startswith("/") or is_cry_for_help(words, arrival, message):
        return False
    file = next(iter(files_of(message, arrival.bot_id)), None)
    if not words and file is None:
        await say(arrival.session, "dispute.words_only", now=arrival.now, user_id=user_id)
        return True
    incident_id, album = dialogue.data["incident_id"], message.media_group_id
    done = await hear_side(arrival.session, incident_id, arrival.speaker, words=words, file=file, now=arrival.now)
    if isinstance(done, Refusal):
        await store.end_dialogue(arrival.session, message.chat.id, user_id)
        await _refuse(arrival, done)
    elif album is None or album != dialogue.data.get("album"):
        dialogue.data = {**dialogue.data, "album": album}
        number = done.case.incident.number
        await say(arrival.session, "dispute.passed_on", now=arrival.now, user_id=user_id, number=number)
    return True


async def on_agreement(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """One promise a line; a line that lacks who, when or what is named, and nothing is sent."""
    user_id, words = arrival.speaker.user_id, words_of(message)
    if words.startswith("/"):
        return False
    promises, wrong = read_promises(words, on_the_wall(arrival.now))
    if wrong:
        await say(arrival.session, "dispute.wrong_line", now=arrival.now, user_id=user_id, line=wrong)
        return True
    await store.end_dialogue(arrival.session, message.chat.id, user_id)
    done = await propose_agreement(
        arrival.session, dialogue.data["incident_id"], arrival.speaker, promises=promises, now=arrival.now
    )
    if isinstance(done, Refusal):
        await _refuse(arrival, done)
    else:
        number = done.case.incident.number
        await say(arrival.session, "dispute.proposed", now=arrival.now, user_id=user_id, number=number)
    return True


DISPUTE_PRESSES: dict[str, PressHandler] = {
    **GUEST_PRESSES,
    "mediate": on_mediate,
    "d_words": on_all_words,
    "d_say": on_say,
    "d_write": on_write,
    "d_yes": on_yes,
    "d_no": on_no,
    "d_up": on_up,
    "d_kept": on_promise,
    "d_broken": on_promise,
    "d_well": on_visit,
    "d_unwell": on_visit,
}
