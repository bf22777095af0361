"""/patrol: a walk by thumb: check points, photos, a word when something must be done, 收 at the end."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from duties.patrols import look
from duties.patrols.compose_patrol import walks
from duties.patrols.end_patrol import end_patrol, resume_patrol
from duties.patrols.keep_points import keep_points
from duties.patrols.mark_patrol import file_finding, note_finding, note_position, tick_point
from duties.patrols.start_patrol import start_patrol
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE, When
from handlers.draft_card import read_draft
from handlers.expect import expect
from handlers.follow_ups import NUMBER
from handlers.media import files_of, words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.reading import read
from handlers.say import because, say
from models.fieldwork import Patrol
from models.pyramid import Dialogue
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from texts.render import line

POINTS = "patrol_points"
OVER = Refusal("refusal_patrol.over")


def setup() -> Router:
    """/patrol in private chats, and live locations that move there."""
    router = Router(name="patrol")
    router.message.register(on_patrol, IN_PRIVATE, Command("patrol"))
    router.edited_message.register(on_moved, IN_PRIVATE, When(F.location))
    return router


async def on_patrol(message: Message, arrival: Arrival) -> None:
    """/patrol."""
    del message
    await say_patrol(arrival)


async def say_patrol(arrival: Arrival) -> None:
    """Who works in one grid walks at once; else which?"""
    grids, user_id = walks(arrival.speaker), arrival.speaker.user_id
    is_on = await look.patrol_on(arrival.session, user_id) is not None
    if not is_on and await _keeps_points(arrival, grids):
        await _say_points(arrival, grids[0])
    elif len(grids) > 1 and not is_on:
        units = [await unit_of(arrival.session, each) for each in grids]
        rows = [[[unit.name, "patrol", str(unit.id)]] for unit in units]
        await say(arrival.session, "patrol.which", now=arrival.now, user_id=user_id, buttons=rows)
    else:
        await _start(arrival, grids[0] if grids else None)


async def _start(arrival: Arrival, unit_id: int | None) -> None:
    done: Patrol | Refusal = Refusal("refusal_pyramid.only_patrol")
    if unit_id is not None:
        done = await start_patrol(arrival.session, unit_id, arrival.speaker, bot_id=arrival.bot_id, now=arrival.now)
    if isinstance(done, Refusal):
        reason, user_id = because(done, arrival.language), arrival.speaker.user_id
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)


async def _keeps_points(arrival: Arrival, grids: list[int]) -> bool:
    """The head of the one grid: they walk, or write the list."""
    if len(grids) != 1:
        return False
    unit = await unit_of(arrival.session, grids[0])
    return may(arrival.speaker, Action.KEEP_POINTS, Thing(path=unit.path, tier=unit.tier)) is None


async def _say_points(arrival: Arrival, unit_id: int) -> None:
    """Its head walks like everybody, or writes the list anew."""
    names = [each.name for each in await look.points_of(arrival.session, unit_id)]
    listed = line("patrol.between", arrival.language).join(names) or line("patrol.points_none", arrival.language)
    await say(
        arrival.session,
        "patrol.points_now",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=[[["@patrol.start", "patrol", str(unit_id)], ["@patrol.keep_points", "patrol_points", str(unit_id)]]],
        points=listed,
    )


async def on_start(pressed: Pressed) -> CallbackAnswer:
    """The grid that was chosen; without one the same as /patrol."""
    if pressed.press.arg:
        await _start(pressed.arrival, int(pressed.press.arg))
    else:
        await say_patrol(pressed.arrival)
    return CallbackAnswer()


async def on_patrol_words(message: Message, arrival: Arrival) -> bool:
    """True if somebody on a walk said or showed something; an answer to a card is meant for that card."""
    walk = await look.patrol_on(arrival.session, arrival.speaker.user_id) if arrival.speaker.hats else None
    if walk is None or message.reply_to_message is not None:
        return False
    if message.location is not None:
        await note_position(arrival.session, walk, message.location.latitude, message.location.longitude)
        return True
    words, files = words_of(message), files_of(message, arrival.bot_id)
    if NUMBER.search(words) or not (words or files):
        return False  # with a number they are about that matter
    mark, filed = await note_finding(
        arrival.session,
        walk,
        arrival.speaker,
        file=files[0] if files else None,
        words=words,
        report=read(words, arrival, arrival.moment(message.date)),
        message_id=message.message_id,
        cell=arrival.house.cell,
        policy=arrival.policy,
        now=arrival.now,
    )
    if filed is not None:
        return True  # its own answer says so
    count = await look.photos_of(arrival.session, walk.id)
    rows = [[["@patrol.make", "patrol_file", str(mark.id)]]] if mark.what == "photo" else []
    await say(
        arrival.session,
        "patrol.kept" if files else "patrol.noted",
        now=arrival.now,
        user_id=message.chat.id,
        reply_to=message.message_id,
        buttons=rows,
        count=count,
    )
    return True


async def on_moved(message: Message, arrival: Arrival) -> None:
    """A live location has moved: of no interest to anybody but a walk."""
    walk = await look.patrol_on(arrival.session, arrival.speaker.user_id)
    if walk is not None and message.location is not None:
        await note_position(arrival.session, walk, message.location.latitude, message.location.longitude)


async def _walk(pressed: Pressed) -> Patrol | None:
    """The walk whose card was pressed, if it is the presser's own."""
    return await look.patrol_of(pressed.arrival.session, pressed.subject, pressed.arrival.speaker.user_id)


async def on_point(pressed: Pressed) -> CallbackAnswer:
    """到点, and back."""
    walk = await _walk(pressed)
    if walk is None or walk.ended_at is not None:
        return told(OVER, pressed)
    is_ticked = await tick_point(pressed.arrival.session, walk, int(pressed.press.arg), now=pressed.arrival.now)
    return told(None, pressed, "patrol.did_tick" if is_ticked else "patrol.did_untick")


async def on_end(pressed: Pressed) -> CallbackAnswer:
    """收."""
    walk = await _walk(pressed)
    if walk is None or walk.ended_at is not None:
        return told(OVER, pressed)
    await end_patrol(pressed.arrival.session, walk, now=pressed.arrival.now)
    return told(None, pressed, "patrol.did_end")


async def on_resume(pressed: Pressed) -> CallbackAnswer:
    """撤销."""
    walk = await _walk(pressed)
    done = await resume_patrol(pressed.arrival.session, walk, now=pressed.arrival.now) if walk is not None else OVER
    return told(done, pressed, "patrol.did_resume")


async def on_file(pressed: Pressed) -> CallbackAnswer:
    """报成事件: the photo by itself is enough; what it is can be put right with 改."""
    arrival = pressed.arrival
    found = await look.mark_of(arrival.session, int(pressed.press.arg), arrival.speaker.user_id)
    if found is None:
        return told(OVER, pressed)
    mark, walk = found
    report = read_draft({"words": [mark.words]}, arrival.now)
    done = await file_finding(
        arrival.session, walk, mark, arrival.speaker, report,
        cell=arrival.house.cell, policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    return told(done, pressed, "patrol.filed", number="" if isinstance(done, Refusal) else done.number)


async def on_points(pressed: Pressed) -> CallbackAnswer:
    """检查点: the next message is the list."""
    arrival = pressed.arrival
    await expect(arrival, POINTS, {"unit": int(pressed.press.arg)}, chat_id=pressed.chat_id)
    return told(None, pressed, "patrol.points_how")


async def on_point_names(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """A line each."""
    words = words_of(message)
    if not words or words.startswith("/"):
        return False
    await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
    done = await keep_points(
        arrival.session, dialogue.data["unit"], words.splitlines(), arrival.speaker, now=arrival.now
    )
    reason = because(done, arrival.language) if isinstance(done, Refusal) else ""
    name = "handlers.refused" if reason else "patrol.points_kept"
    await say(
        arrival.session,
        name,
        now=arrival.now,
        user_id=message.chat.id,
        reason=reason,
        count=0 if isinstance(done, Refusal) else done,
    )
    return True


PATROL_PRESSES: dict[str, PressHandler] = {
    "patrol": on_start,
    "patrol_point": on_point,
    "patrol_end": on_end,
    "patrol_resume": on_resume,
    "patrol_file": on_file,
    "patrol_points": on_points,
}
