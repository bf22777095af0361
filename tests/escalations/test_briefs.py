"""The brief of a hop, worded for the chat that reads it, the unit's own group too."""

from escalations.composers import COMPOSERS
from incidents.answer_call import answer_call
from incidents.ask_help import ask_help
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS as CARDS
from tests.escalations.test_ladders import manned, told
from tests.incidents.town import LEADER, SECRETARY, WORKER, actions

__all__ = ["manned"]


async def test_a_whistle_that_lands_in_the_own_group_is_briefed_there_with_the_buttons_that_answer_it(
    manned, pass_time
):
    town = manned("three_whistles")
    filed = await town.says(LEADER)
    await pass_time(minutes=15)
    brief = await town.shows(COMPOSERS, "escalation_brief", group="G1")
    assert "🔔 <b>吹哨</b> · 还没办完" in brief.html
    for words in ("#A-1001", "首报", "到现在还没有人动", "目前知道牵涉 1 户", "请先点「报到」"):
        assert words in brief.html
    assert {"claim", "check_in", "turn_up", "why"} <= set(actions(brief))
    chair = next(iter(await told(town)))
    await town.do(answer_call, filed, chair, is_there=False)
    assert "被叫的人已报到" in (await town.shows(COMPOSERS, "escalation_brief", group="G1", is_edit=True)).html


async def test_each_tier_reads_what_is_needed_of_it(town, pass_time):
    await town.says(LEADER)
    await pass_time(hours=8)
    needed = {"G1": "请有空的同事点“接单”", "C": "或点“督办”“改派”", "S": "请问社区卡在哪里", "H": "请督促街道"}
    for group, words in needed.items():
        assert words in (await town.shows(COMPOSERS, "escalation_brief", group=group)).html


async def test_a_matter_of_the_community_is_its_own_groups_work_and_worded_so(town, pass_time):
    await town.says(SECRETARY, "C")
    await pass_time(minutes=15)
    brief = await town.shows(COMPOSERS, "escalation_brief", group="C")
    assert "到点了" in brief.html
    assert "请有空的同事点“接单”" in brief.html
    assert "claim" in actions(brief)


async def test_a_call_for_help_offers_the_whistle_where_the_ladder_has_a_post_to_call(manned):
    town = manned("whistle")
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_help, filed, WORKER)
    assert actions(await town.shows(CARDS, "help_request", group="C")) == ["lend", "whistle", "why"]
