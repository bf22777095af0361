"""Chats and people take their places: /bind CODE in a group, personal links in private, codes for those below."""

from aiogram import F, Router
from aiogram.types import ChatMemberUnion, Message

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.asks import BIND
from handlers.conditions import When
from handlers.follow_ups import tell_refusal
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from incidents.hands.brief_successor import brief_posts
from pyramid.claim_post import claim_post
from pyramid.enrol_group import bind_group
from pyramid.issue_group_code import issue_group_code
from pyramid.lookup import children, group_of_unit
from pyramid.refusal import Refusal
from pyramid.standing import MemberProof, Standing

MOST_UNITS = 60


def setup() -> Router:
    """/bind, the only command that a group needs."""
    router = Router(name="enrolment")
    router.message.register(on_bind, When(F.text.regexp(BIND)))
    return router


async def on_bind(message: Message, arrival: Arrival) -> None:
    """A code typed in a group; in private it is told where it belongs."""
    if message.chat.type == "private":
        await say(arrival.session, "handlers.bind_here_only", now=arrival.now, user_id=message.chat.id)
        return
    code = (message.text or "").partition(" ")[2]
    members = arrival.asked.members
    bot = members.get(arrival.bot_id)
    speaker = members.get(arrival.speaker.user_id)
    done = await bind_group(
        arrival.session,
        chat_id=message.chat.id,
        bot_id=arrival.bot_id,
        is_supergroup=message.chat.type == "supergroup",
        code=code,
        actor=arrival.speaker,
        proof=MemberProof(
            speaker=speaker.status if speaker is not None else "",
            bot=standing_of(bot),
            is_anonymous=message.sender_chat is not None,
        ),
        now=arrival.now,
    )
    if isinstance(done, Refusal):
        await tell_refusal(message, arrival, done)


def standing_of(member: ChatMemberUnion | None) -> Standing:
    """A bot's standing in a chat as Telegram tells it; nothing known counts as a plain member."""
    if member is None:
        return Standing("member")
    is_owner = member.status == "creator"
    return Standing(
        status=member.status,
        may_pin=is_owner or bool(getattr(member, "can_pin_messages", False)),
        is_member=bool(getattr(member, "is_member", True)),
    )


async def claim_by_link(arrival: Arrival, code: str) -> None:
    """A personal one-time link was opened: the post has found its holder."""
    user_id = arrival.speaker.user_id
    done = await claim_post(arrival.session, code, arrival.speaker, now=arrival.now)
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    else:
        await brief_posts(arrival.session, done.post_ids, user_id, now=arrival.now)


async def on_codes(pressed: Pressed) -> CallbackAnswer:
    """Which unit's chat shall be bound? Those below that have none yet."""
    arrival = pressed.arrival
    below = {unit.id: unit for hat in arrival.speaker.hats for unit in await children(arrival.session, hat.unit_id)}
    units = [unit for unit in below.values() if await group_of_unit(arrival.session, unit.id) is None]
    rows = [[[unit.name, "code", str(unit.id)]] for unit in units[:MOST_UNITS]]
    name = "handlers.bind_which" if rows else "handlers.bind_none"
    await say(arrival.session, name, now=arrival.now, user_id=arrival.speaker.user_id, buttons=rows)
    return CallbackAnswer()


async def on_code(pressed: Pressed) -> CallbackAnswer:
    """A code for this unit, for the presser's eyes; it is shown in the answer and kept nowhere."""
    arrival = pressed.arrival
    done = await issue_group_code(arrival.session, int(pressed.press.arg), arrival.speaker, now=arrival.now)
    if isinstance(done, Refusal):
        return told(done, pressed)
    answer = told(done, pressed, "handlers.bind_code", unit=done.unit_name, code=done.code)
    return CallbackAnswer(answer.text, is_alert=True)


ENROLMENT_PRESSES: dict[str, PressHandler] = {"codes": on_codes, "code": on_code}
