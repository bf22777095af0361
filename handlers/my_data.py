"""/mydata: what is kept about this person, in words and as a file, and how it goes."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from privacy.count_work import count_work
from privacy.erase_person import erase_person
from privacy.take_out import take_out
from privacy.tell_consent import tell_consent
from pyramid.lookup import unit_of


def setup() -> Router:
    """/mydata in private chats."""
    router = Router(name="my_data")
    router.message.register(on_mydata, IN_PRIVATE, Command("mydata"))
    return router


async def on_mydata(message: Message, arrival: Arrival) -> None:
    """In words; two buttons for the rest."""
    person = await store.person_of(arrival.session, arrival.speaker.user_id)
    unit = await unit_of(arrival.session, person.home_unit_id) if person is not None and person.home_unit_id else None
    await say(
        arrival.session,
        "mydata",
        now=arrival.now,
        user_id=message.chat.id,
        buttons=[[["@mydata_button.file", "data_file", ""], ["@mydata_button.erase", "data_erase", ""]]],
        reports=await store.report_count(arrival.session, arrival.speaker.user_id),
        receipts=await store.receipt_count(arrival.session, arrival.speaker.user_id),
        unit=unit.name if unit is not None else "",
        posts=len(arrival.speaker.hats),
        **await count_work(arrival.session, arrival.speaker.user_id),
    )


async def consent_due(arrival: Arrival) -> bool:
    """Whether this person must be told now what is kept: at the first words, and when the sentence has changed."""
    return await tell_consent(arrival.session, arrival.speaker.user_id, now=arrival.now)


async def say_consent(arrival: Arrival) -> None:
    """The sentence by itself, if it is due."""
    if await consent_due(arrival):
        await say(arrival.session, "consent.person", now=arrival.now, user_id=arrival.speaker.user_id)


async def on_file(pressed: Pressed) -> CallbackAnswer:
    """全部取走."""
    refused = await take_out(pressed.arrival.session, pressed.arrival.speaker, now=pressed.arrival.now)
    return told(refused, pressed, "mydata.coming")


async def on_erase(pressed: Pressed) -> CallbackAnswer:
    """全部删除: asked once more, with what it means."""
    arrival = pressed.arrival
    rows = [[["@mydata_button.erase_sure", "data_erase_sure", ""], ["@mydata_button.keep", "data_keep", ""]]]
    await say(arrival.session, "mydata.sure", now=arrival.now, user_id=arrival.speaker.user_id, buttons=rows)
    return CallbackAnswer()


async def on_erase_sure(pressed: Pressed) -> CallbackAnswer:
    """Done at once; the answer is the last thing that is said, since nobody is known any more to whom more could be."""
    arrival = pressed.arrival
    done = await erase_person(arrival.session, arrival.speaker.user_id, arrival.speaker, now=arrival.now)
    answer = told(done, pressed, "mydata.erased")
    return CallbackAnswer(answer.text, is_alert=True)


async def on_keep(pressed: Pressed) -> CallbackAnswer:
    """先不删."""
    return told(None, pressed, "mydata.kept")


MY_DATA_PRESSES: dict[str, PressHandler] = {
    "data_file": on_file,
    "data_erase": on_erase,
    "data_erase_sure": on_erase_sure,
    "data_keep": on_keep,
}
