"""What the stage hand turns: faults, flood control, the clock, the transcript, updates, the whole world."""

from __future__ import annotations

import dataclasses
from typing import Any

from aiohttp import web

from sandbox.control.seeding import add_bot, bot_view
from sandbox.faults import Fault
from sandbox.flood import FloodRules
from sandbox.people.ask import Ask, Json
from sandbox.posting import encode


def new_bot(ask: Ask) -> Json:
    """{username, first_name?, token?, privacy?, can_join_groups?}; gives it with its token."""
    return bot_view(add_bot(ask.telegram, ask.values))


def bots(ask: Ask) -> list[Json]:
    """All bots with tokens."""
    return [bot_view(bot) for bot in ask.telegram.bots.values()]


def revoke(ask: Ask) -> Json:
    """The token of a bot works no more: 401 from now on. Gives the new one, which does."""
    telegram, bot = ask.telegram, ask.bot()
    del telegram.bots[bot.token]
    bot.token = ask.optional("token") or f"{bot.id}:{telegram.random.randbytes(18).hex()[:35]}"
    telegram.bots[bot.token] = bot
    return bot_view(bot)


def set_privacy(ask: Ask) -> Json:
    """{bot, privacy}: false lets it read everything in groups."""
    bot = ask.bot()
    bot.reads_all = not ask.boolean("privacy", default=True)
    return bot_view(bot)


def deactivate(ask: Ask) -> Json:
    """{user, deactivated?}: the account is deleted, or restored."""
    user = ask.user()
    user.deactivated = ask.boolean("deactivated", default=True)
    return {"user": user.id, "deactivated": user.deactivated}


def faults(ask: Ask) -> list[Json]:
    """All rules with their hits."""
    return [dataclasses.asdict(rule) for rule in ask.telegram.faults.rules]


def new_fault(ask: Ask) -> Json:
    """A rule; fields as in `faults.Fault`. `bot` may stand for `token`."""
    fields = dict(ask.values)
    kind = fields.pop("kind", "status")
    if fields.get("bot"):
        fields["token"] = ask.bot().token
    fields.pop("bot", None)
    fields.pop("id", None)
    fault: Fault = ask.telegram.faults.add(kind, **fields)
    return dataclasses.asdict(fault)


def clear_faults(ask: Ask) -> Json:
    """All rules go, or the one with `id`."""
    ask.telegram.faults.clear(ask.integer("id") if ask.optional("id") else None)
    return {"left": len(ask.telegram.faults.rules)}


def flood(ask: Ask) -> Json:
    """Whether flood control is on, its numbers, how many calls it refused."""
    control = ask.telegram.flood
    return {"enabled": control.enabled, "refused": control.refused, **dataclasses.asdict(control.rules)}


def set_flood(ask: Ask) -> Json:
    """{enabled?, model?, per_second?, …}: what is not named stays; penalties and counts end."""
    control = ask.telegram.flood
    known = {field.name for field in dataclasses.fields(FloodRules)}
    unknown = set(ask.values) - known - {"enabled"}
    if unknown:
        raise ValueError(f"no such rule: {', '.join(sorted(unknown))}")
    rules = dataclasses.replace(control.rules, **{key: value for key, value in ask.values.items() if key in known})
    if rules.model not in ("bucket", "window"):
        raise ValueError("the model is bucket or window")
    control.rules = rules
    control.enabled = ask.boolean("enabled", default=control.enabled)
    control.forget()
    return flood(ask)


def transcript(ask: Ask) -> web.Response:
    """JSON lines of calls and updates."""
    lines = "".join(f"{line}\n" for line in ask.telegram.transcript.lines())
    return web.Response(body=lines.encode("utf-8", "surrogatepass"), content_type="application/x-ndjson")


def set_transcript(ask: Ask) -> Json:
    """{enabled?, limit?, clear?}."""
    kept = ask.telegram.transcript
    kept.enabled = ask.boolean("enabled", default=kept.enabled)
    if ask.optional("limit"):
        kept.resize(ask.integer("limit"))
    if ask.boolean("clear"):
        kept.clear()
    return {"enabled": kept.enabled}


def clock(ask: Ask) -> Json:
    """Unix time here and how far it is ahead."""
    return {"now": ask.telegram.clock.now(), "offset": ask.telegram.clock.offset}


def shift_clock(ask: Ask) -> Json:
    """{seconds}: forward only."""
    ask.telegram.clock.shift(ask.number("seconds", 0.0))
    return clock(ask)


def settings(ask: Ask) -> Json:
    """{conflict_hold?, retry_base?, answer_within?}, all in seconds.

    How long second conflicts are held; the first pause of a failing webhook; how long a press may be answered.
    """
    telegram = ask.telegram
    telegram.conflict_hold = ask.number("conflict_hold", telegram.conflict_hold)
    telegram.retry_base = ask.number("retry_base", telegram.retry_base)
    telegram.answer_within = ask.number("answer_within", telegram.answer_within)
    names = ("conflict_hold", "retry_base", "answer_within")
    return {name: getattr(telegram, name) for name in names}


def repeat_updates(ask: Ask) -> Json:
    """{bot, count?, times?}: the last `count` updates come again, `times` times, with the ids they had."""
    queue = ask.bot().queue
    last = list(queue.recent)[-ask.integer("count", 1) :]
    for _ in range(ask.integer("times", 1)):
        queue.repeat(last)
    return {"repeated": [update.id for update in last]}


def inject_update(ask: Ask) -> Json:
    """{bot, kind, object}: an update as it is written here, true to the Bot API or not."""
    telegram, bot, kind = ask.telegram, ask.bot(), ask.text("kind")
    payload: Any = ask.values.get("object")
    update = bot.queue.add(kind, encode(payload), lane="injected", now=telegram.clock.now())
    return {"update_id": update.id}


def deliveries(ask: Ask) -> Json:
    """How many messages of bots that begin with `prefix` stand in each chat: {"chats": {id: count}, "total": n}."""
    telegram, prefix = ask.telegram, ask.text("prefix", "")
    private = (chat for bot in telegram.bots.values() for chat in bot.dms.values())
    counted = {}
    for chat in [*telegram.chats.values(), *private]:
        count = sum(
            m.sender.is_bot and m.service is None and m.sender_chat is None and (m.text or "").startswith(prefix)
            for m in chat.messages.values()
        )
        if count:
            counted[str(chat.id)] = count
    return {"chats": counted, "total": sum(counted.values())}


def state(ask: Ask) -> Json:
    """How much there is."""
    telegram = ask.telegram
    return {
        "users": sum(not user.is_bot for user in telegram.users.values()),
        "bots": len(telegram.bots),
        "chats": len(telegram.chats),
        "messages": sum(len(chat.messages) for chat in telegram.chats.values()),
        "now": telegram.clock.now(),
    }


def reset(ask: Ask) -> Json:
    """An empty world again; update ids go on growing."""
    ask.telegram.reset()
    return state(ask)
