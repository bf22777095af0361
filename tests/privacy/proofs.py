"""Many incidents, each rendered as every tier sees it: what the privacy proofs look at."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from incidents.buttons import Seat
from incidents.cards import answer_card, card_values, group_card, offer_card, private_card
from incidents.view import Tap, View, redacted
from models.kinds import OPEN_STATES, IncidentState, Sensitivity, Tier, Urgency
from models.pii import Pii
from outbox.message import Message
from parsing.leaves import LEAVES
from texts.render import render

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
REPORTER = "金丝雀"  # the account's name, never part of any view
PLACES = ("东门路", "桂花路", "解放西路")


class Matter:
    """One incident with the personal data that was said in it."""

    def __init__(self, dice: random.Random) -> None:
        self.phone = f"13{dice.randrange(10**8, 10**9)}"
        self.identity = f"330702{dice.randrange(1950, 2010)}0{dice.randrange(1, 10)}{dice.randrange(10, 28)}{dice.randrange(1000, 10000)}"
        self.name = f"{dice.choice(SURNAMES)}{dice.choice(('建国', '秀英', '小燕'))}"
        self.room = str(dice.randrange(1001, 9999))
        self.plate = f"浙G{dice.randrange(10000, 99999)}"
        self.words = (
            f"本人{self.name}，住{self.room}室，电话{self.phone}，身份证{self.identity}，车{self.plate}，漏水了"
        )
        state = dice.choice(list(IncidentState))
        self.view = View(
            number=f"A-{dice.randrange(1000, 9999)}",
            leaf=dice.choice(list(LEAVES)),
            urgency=dice.choice(list(Urgency)),
            sensitivity=dice.choice(list(Sensitivity)),
            state=state,
            place={
                "road": dice.choice(PLACES),
                "building": str(dice.randrange(1, 40)),
                "unit": str(dice.randrange(1, 5)),
                "room": self.room,
                "landmark": dice.choice((None, f"户主{self.name}", f"{self.room}室门口", f"车{self.plate}旁边")),
            },
            unit_name="梧桐苑小区",
            unit_tier=Tier.MICRO_GRID,
            owner_name="第一网格",
            owner_tier=Tier.GRID,
            confidence=dice.choice((0.4, 0.9, 1.0)),
            opened_at=NOW - timedelta(hours=dice.randrange(0, 48)),
            due_at=dice.choice((None, NOW + timedelta(hours=3), NOW - timedelta(hours=3))),
            claimed_by=dice.choice((None, 71000)),
            extensions=dice.randrange(3),
            highest_tier=dice.choice((Tier.GRID, Tier.COMMUNITY, Tier.HQ)),
            witnesses=dice.randrange(3),
            photos=dice.randrange(3),
            is_edited=dice.random() < 0.2,
            is_supervised=dice.random() < 0.2,
            cycle=dice.randrange(1, 3),
            tap=Tap("fail", 71001, "grid_worker", NOW, Pii(f"没修好，{self.words}")) if state in OPEN_STATES else None,
            words=Pii(self.words),
            asked=Pii(f"不归我们管，{self.words}"),
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no group and above no worker."""
        return (self.phone, self.identity, self.name, f"{self.room}室", self.plate, REPORTER)


def seen_in_groups(matter: Matter, language: str) -> Iterator[tuple[str, Message]]:
    """(tier, message) of every card of every tier's group, and of private chats of those who may not read the details."""
    view = matter.view
    for tier in Tier:
        seat = Seat.OWNER if tier is Tier.GRID else Seat.ANSWER if tier is Tier.MICRO_GRID else Seat.ABOVE
        if seat is Seat.ANSWER:
            yield tier, answer_card(view, seat, NOW, language)
        else:
            yield tier, group_card(view, seat, NOW, language)
    yield "unentitled", private_card(view, NOW, language, is_entitled=False, allowed=lambda _: True, user_id=1)
    yield "offered", offer_card(view, language, (), is_entitled=False)
    if view.sensitivity is not Sensitivity.S2:
        values = card_values(view, NOW, language)
        asked = redacted(view.asked, "group")
        html = render("incident_request", language, **values, kind="return_request", from_role="x", reason=asked)
        yield "asked", Message(html)


def leaks(count: int, seed: int) -> tuple[list[str], int]:
    """(what was found, how many texts were made) for `count` incidents in both languages."""
    dice, found, made = random.Random(seed), [], 0
    for _ in range(count):
        matter = Matter(dice)
        language = dice.choice(("zh", "en"))
        for tier, message in seen_in_groups(matter, language):
            made += 1
            own = tier in {Tier.MICRO_GRID, "offered"} and matter.view.sensitivity is Sensitivity.S0
            # A group's own room number is no news to the group that said it.
            secrets = [secret for secret in matter.secrets if not (own and secret == f"{matter.room}室")]
            read = [secret for secret in secrets if secret in message.html]
            found += [f"{tier} {matter.view.sensitivity} {secret}: {message.html}" for secret in read]
            if matter.view.sensitivity is Sensitivity.S2 and told_of(matter, message):
                found.append(f"{tier} S2: {message.html}")
    return found, made


def told_of(matter: Matter, message: Message) -> bool:
    """Whether a restricted matter is more than a number and a state here: its kind or its place."""
    leaf = LEAVES[matter.view.leaf]
    return leaf.zh in message.html or leaf.en in message.html or any(road in message.html for road in PLACES)
