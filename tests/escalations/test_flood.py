"""Whatever comes up at once: an upper chat hears the first matters one by one and all others in one edited message."""

from datetime import datetime

import pytest

from escalations.bundle import ALONE
from escalations.bundled_why import MOST
from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from escalations.tell_why_bundled import tell_why_bundled
from incidents.composers import COMPOSERS as CARDS
from incidents.why import LONGEST
from models.kinds import IncidentState, Priority
from outbox.pacing import Pacing
from tests.incidents.town import HQ, LEADER, SECRETARY, actions, leak

MANY = 40
ENGLISH = ("第一网格: ", "the limit for such things", "Due 11-18 11:00", "the street at 11-18 13:00")
# The unit, the rule, the limit, and what comes next.
WHOLE = {"zh": ("第一网格：", "这类事的时限", "11-18 11:00前要办完", "11-18 13:00报街道"), "en": ENGLISH}


async def test_beyond_the_first_few_all_climbs_of_an_hour_are_one_message(town, transaction):
    filed = [await town.says(LEADER) for _ in range(MANY)]
    town.later(hours=1)
    assert await escalate_overdue(transaction, now=town.now, policy=town.policy) == MANY
    assert len(await town.rows("escalation_brief", group="C")) == ALONE
    assert len(await town.rows("climb_digest", group="C")) == 1
    assert len(await town.rows("climb_digest", user=SECRETARY)) == 1
    shown = await town.shows(COMPOSERS, "climb_digest", group="C")
    assert f"另有 {MANY - ALONE} 件" in shown.html
    own = {row.subject_id for row in await town.rows("escalation_brief", group="C")}
    bundled = [each for each in filed if each.incident_id not in own]
    assert all(f"#{each.number}" in shown.html for each in bundled)
    for each in filed:
        assert [rung for rung, _, _ in await town.climbs(each)] == [0, 1]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_message_of_the_hour_answers_why_of_ten_matters_and_counts_the_others(town, transaction, language):
    filed = [await town.says(LEADER) for _ in range(MANY)]
    town.later(hours=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert "why_bundled" in actions(await town.shows(COMPOSERS, "climb_digest", group="C", language=language))
    (row,) = await town.rows("climb_digest", group="C")
    asked = {"begins": datetime.fromisoformat(row.args["begins"]), "where": {"group_id": row.group_id}}
    told = await tell_why_bundled(town.session, row.args["unit"], **asked, policy=town.policy, now=town.now)
    own = {each.subject_id for each in await town.rows("escalation_brief", group="C")}
    first = [each for each in filed if each.incident_id not in own][:MOST]
    head, *lines, more = told.whole(language).splitlines()
    assert "锦绣社区" in head
    assert [each.split()[0] for each in lines] == [f"#{each.number}" for each in first]
    for part in WHOLE[language]:
        assert all(part in each for each in lines), (part, lines)
    assert str(MANY - ALONE - MOST) in more
    _, *fits, more = told.short(language).splitlines()
    assert fits == lines[: len(fits)] != []
    assert str(MANY - ALONE - len(fits)) in more
    assert len(told.short(language)) <= LONGEST

    (await town.incident(first[0])).state = IncidentState.VOID
    told = await tell_why_bundled(town.session, row.args["unit"], **asked, policy=town.policy, now=town.now)
    assert first[0].number not in told.whole(language), "what is over needs nobody"
    assert told.total == MANY - ALONE - 1


async def test_the_message_of_the_hour_is_edited_and_another_hour_has_its_own(town, pass_time):
    for _ in range(ALONE + 1):
        await town.says(LEADER)
    await pass_time(minutes=10)
    await town.says(LEADER)
    await pass_time(minutes=20)
    assert len(await town.rows("climb_digest", group="G1")) == 1
    assert "另有 2 件" in (await town.shows(COMPOSERS, "climb_digest", group="G1")).html
    await pass_time(hours=1)
    assert len(await town.rows("climb_digest", group="C")) == 1


async def test_emergencies_are_told_alone_whatever_their_number(town, transaction):
    for _ in range(ALONE + 3):
        await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    town.later(minutes=5)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert len(await town.rows("escalation_brief", user=SECRETARY)) == ALONE + 3
    assert not await town.rows("climb_digest")


async def test_an_emergency_that_climbs_is_one_message_in_an_upper_group(town, transaction):
    await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    town.later(minutes=31)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    for code in ("C", "S", "H"):
        assert len(await town.rows("incident_card", group=code)) == 1
        assert not await town.rows("escalation_brief", group=code)
    assert "无人到场" in (await town.shows(CARDS, "incident_card", group="H", is_edit=True)).html
    assert len(await town.rows("escalation_brief", user=HQ)) == 1


async def test_where_nobody_can_be_called_in_private_the_group_is_rung(bare, transaction):
    town = await bare.build(unstarted=(SECRETARY,))
    await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    town.later(minutes=5)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert len(await town.rows("escalation_brief", group="C")) == 1


def test_an_upper_group_is_sent_at_most_eighteen_messages_a_minute_whatever_waits():
    """The pace of 477 climbs sent one by one, had they not been bundled."""
    pacing, now = Pacing(per_second=30, per_minute=20), 0.0
    left = [now := pacing.reserve(-100, now, Priority.PROMPT) for _ in range(477)]
    assert all(left[place + 18] - left[place] >= 60 for place in range(len(left) - 18))
