"""今天谁值班? asked in private by somebody with a post: the units above one, with who is away left out and whose turn it is."""

from aiogram.types import Message

from duties.who_is_on import OnDuty, who_is_on
from handlers.arrival import Arrival
from handlers.media import words_of
from handlers.say import say
from parsing.leave_words import asks_who_is_on
from texts.render import line


async def told_who_is_on(message: Message, arrival: Arrival) -> bool:
    """True if that was the question."""
    if not arrival.speaker.hats or not asks_who_is_on(words_of(message)):
        return False
    found = await who_is_on(arrival.session, arrival.speaker, policy=arrival.policy, now=arrival.now)
    lines = "\n".join(_line(each, arrival.language) for each in found)
    await say(arrival.session, "duty.who_is_on", now=arrival.now, user_id=arrival.speaker.user_id, lines=lines)
    return True


def _line(duty: OnDuty, language: str) -> str:
    people = [
        line(
            "duty.on_turn" if is_on else "duty.not_on_turn",
            language,
            name=name.for_viewer("colleague"),
            role=line(f"incident_role.{holder.role}", language),
        )
        for holder, name, is_on in duty.people
    ]
    said = line("duty.and", language).join(people) if people else line("duty.nobody_on", language)
    return line("duty.unit_line", language, unit=duty.unit.name, people=said)
