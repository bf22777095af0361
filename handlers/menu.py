"""The private menu with its four sections 办事 诉求 生活 企业; on every card one can see, say, get done and rate."""

from datetime import timedelta
from typing import Any

from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.draft_report import home_of, on_report_words
from handlers.expect import expect
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from handlers.where import ask_where
from handlers.workers import say_mine
from models.broadcasts import Notice
from models.kinds import DUTY_ROLES
from models.pyramid import Dialogue, Unit
from parsing.question_words import question_words
from pyramid.lookup import ancestors, holders, unit_of
from texts.guides import guide_of, guides_for
from texts.render import line
from texts.wall_clock import on_the_wall

SECTIONS = ("services", "appeal", "life", "firm")
MENU = [[[f"@menu_button.{name}", "menu", name] for name in SECTIONS[at : at + 2]] for at in (0, 2)]
BACK = ["@menu_button.menu", "menu", ""]
SEE_AND_SAY = [["@menu_button.see", "menu_see", ""], ["@menu_button.say", "menu", "appeal"]]
QUESTION = "policy_question"  # kind of the dialogue
LOOKS_BACK = timedelta(days=14)
POLICIES_LIVE = timedelta(days=730)
MOST = 5
EXCERPT = 120  # characters of a notice


async def say_menu(arrival: Arrival) -> None:
    """The four sections."""
    await say(arrival.session, "menu.what", now=arrival.now, user_id=arrival.speaker.user_id, buttons=MENU)


async def on_menu(pressed: Pressed) -> CallbackAnswer:
    """One of the four, or back to all of them."""
    await SHOWN.get(pressed.press.arg, say_menu)(pressed.arrival)
    return CallbackAnswer()


async def _services(arrival: Arrival) -> None:
    codes = [unit.code for unit in await _here_and_above(arrival)]
    cards = guides_for(codes, arrival.language)
    rows = [[[card.title, "guide", card.id]] for card in cards]
    name = "menu.services" if cards else "menu.services_none"
    await _say(arrival, name, [*rows, [BACK]])


async def _appeal(arrival: Arrival) -> None:
    await _say(arrival, "menu.appeal", [[["@menu_button.see", "menu_see", ""], BACK]])


async def _life(arrival: Arrival) -> None:
    units = await _here_and_above(arrival)
    if not units:
        await _say(arrival, "menu.life_nowhere", [])
        await ask_where(arrival)
        return
    home = units[0]
    since = arrival.now - LOOKS_BACK
    notices = await store.notices_around(arrival.session, [unit.id for unit in units], since, (), MOST)
    head = line("menu.life" if notices else "menu.life_none", arrival.language, unit=home.name)
    is_followed = await store.follows(arrival.session, arrival.speaker.user_id, home.id)
    word = "unfollow" if is_followed else "follow"
    rows = [
        [["@menu_button.who", "menu_who", ""], [f"@menu_button.{word}", f"menu_{word}", str(home.id)]],
        [*SEE_AND_SAY, BACK],
    ]
    await _say_notices(arrival, head, notices, rows)


async def _firm(arrival: Arrival) -> None:
    ask = ["@menu_button.ask", "menu_ask", ""]
    await _say(arrival, "menu.firm", [[ask, ["@menu_button.whistle", "menu_whistle", ""]], [*SEE_AND_SAY, BACK]])


SHOWN = {"services": _services, "appeal": _appeal, "life": _life, "firm": _firm}


async def on_guide(pressed: Pressed) -> CallbackAnswer:
    """One card of the service guide."""
    arrival = pressed.arrival
    guide = guide_of(pressed.press.arg, arrival.language)
    if guide is None:
        return told(None, pressed, "handlers.press_unknown")
    do = [["@menu_button.do", "url", guide.link]] if guide.link else [["@menu_button.do", "menu", "appeal"]]
    useful, useless = ["@menu_button.useful", "guide_yes", guide.id], ["@menu_button.useless", "guide_no", guide.id]
    values = {name: getattr(guide, name) for name in ("title", "bring", "where", "hours", "note")}
    await _say(arrival, "guide_card", [[*SEE_AND_SAY, *do], [useful, useless], [BACK]], **values)
    return CallbackAnswer()


async def on_guide_rated(pressed: Pressed) -> CallbackAnswer:
    """有用 or 没帮上."""
    arrival, is_useful = pressed.arrival, pressed.press.action == "guide_yes"
    user_id = arrival.speaker.user_id
    await store.rate_guide(arrival.session, pressed.press.arg, user_id, is_useful=is_useful, now=arrival.now)
    return told(None, pressed, "menu.rated")


async def on_who(pressed: Pressed) -> CallbackAnswer:
    """谁负责: those in charge of the own unit and above, by role; a name is a surname."""
    arrival, staff = pressed.arrival, []
    for unit in await _here_and_above(arrival):
        found = await holders(arrival.session, unit.id, DUTY_ROLES[unit.tier])
        names = await store.names_of_holders(arrival.session, [each.person_id for each in found])
        for each in found:
            role = line(f"role_name.{each.role}", arrival.language)
            name = names[each.person_id].for_viewer("neighbour")[:1] + "*"
            staff.append(f"{unit.name} · {line('menu.who', arrival.language, role=role, name=name)}")
    text = "\n".join(staff) or line("menu.nobody", arrival.language)
    return CallbackAnswer(text, is_alert=True)


async def on_follow(pressed: Pressed) -> CallbackAnswer:
    """关注这里, and not any more."""
    arrival, unit = pressed.arrival, await unit_of(pressed.arrival.session, int(pressed.press.arg))
    if pressed.press.action == "menu_follow":
        await store.follow(arrival.session, arrival.speaker.user_id, unit.id, now=arrival.now)
        return told(None, pressed, "menu.following", unit=unit.name)
    await store.unfollow(arrival.session, arrival.speaker.user_id, unit.id)
    return told(None, pressed, "menu.unfollowed", unit=unit.name)


async def on_ask(pressed: Pressed) -> CallbackAnswer:
    """问政策: the next words are the question."""
    await expect(pressed.arrival, QUESTION)
    await _say(pressed.arrival, "menu.ask", [[BACK]])
    return CallbackAnswer()


async def on_whistle(pressed: Pressed) -> CallbackAnswer:
    """吹哨: what is said next is a report like any other."""
    await _say(pressed.arrival, "menu.whistle", [[BACK]])
    return CallbackAnswer()


async def on_question(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """Answered from notices that were really given, with number and date; else the words become a report."""
    del dialogue
    await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
    asked = question_words(message.text or "")
    ids = [unit.id for unit in await _here_and_above(arrival)]
    notices = []
    if asked and ids:
        notices = await store.notices_around(arrival.session, ids, arrival.now - POLICIES_LIVE, asked, MOST)
    if notices:
        head = line("menu.ask_found", arrival.language)
        await _say_notices(arrival, head, notices, [[*SEE_AND_SAY, ["@menu_button.ask", "menu_ask", ""]]])
        return True
    await _say(arrival, "menu.ask_none", [])
    return await on_report_words(message, arrival)


async def _here_and_above(arrival: Arrival) -> list[Unit]:
    """The person's unit and those above it, nearest first; none while it is not known."""
    home = await home_of(arrival)
    if home is None:
        return []
    return [await unit_of(arrival.session, home), *await ancestors(arrival.session, home)]


async def _say(arrival: Arrival, name: str, rows: list[list[list[str]]], **values: Any) -> None:
    await say(
        arrival.session,
        name,
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=[r for r in rows if r],
        **values,
    )


async def _say_notices(arrival: Arrival, head: str, notices: list[Notice], rows: list[list[list[str]]]) -> None:
    shown = [
        {"number": each.number, "date": f"{on_the_wall(each.created_at):%m-%d}", "words": each.words[:EXCERPT]}
        for each in notices
    ]
    await _say(arrival, "notices_here", rows, head=head, notices=shown)


async def on_see(pressed: Pressed) -> CallbackAnswer:
    """看进度: the same as /my."""
    await say_mine(pressed.arrival)
    return CallbackAnswer()


MENU_PRESSES: dict[str, PressHandler] = {
    "menu_see": on_see,
    "menu": on_menu,
    "guide": on_guide,
    "guide_yes": on_guide_rated,
    "guide_no": on_guide_rated,
    "menu_who": on_who,
    "menu_follow": on_follow,
    "menu_unfollow": on_follow,
    "menu_ask": on_ask,
    "menu_whistle": on_whistle,
}
