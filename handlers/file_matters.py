"""What was heard becomes incidents: each matter of a message one of its own."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.arrival import Arrival
from handlers.places import ask_spot, placed
from incidents.case import Filed, MediaFile, Source
from incidents.kin import OUTAGES
from incidents.report_incident import report_incident
from models.pyramid import Unit
from parsing.report import Report

OUTAGE = "progress"  # of an outage that nobody told of before: 「5幢没电了」
# 「又堵了」, 「还没人清」, 「我们也是」: of what no matter is known
UNHEARD_OF = frozenset({"reopen", "urge", "merge_duplicate"})
MOST_MATTERS = 20  # matters in one message; more is a list, not speech


async def file_matters(
    arrival: Arrival,
    report: Report,
    source: Source,
    unit: Unit,
    files: Sequence[MediaFile],
    *,
    in_private: bool = False,
) -> list[Filed]:
    """Each matter of a message becomes an incident of its own, as far as the policy listens."""
    filed = []
    for part, said in enumerate(matters(report)):
        matter, spot = await placed(arrival, said, unit)
        one = await report_incident(
            arrival.session,
            report=matter,
            source=replace(source, part=part, words=matter.words or source.words, in_private=in_private),
            unit=unit,
            actor=arrival.speaker,
            policy=arrival.policy,
            files=files if part == 0 else (),
            cell=arrival.house.cell,
            now=arrival.now,
            spot=spot.unit,
        )
        if one is not None:
            filed.append(one)
            await ask_spot(arrival, one, spot, source.message_id)
    return filed


def _is_news(report: Report) -> bool:
    if report.category is None:
        return False
    return report.expected_action in UNHEARD_OF or (report.expected_action == OUTAGE and report.category in OUTAGES)


def matters(report: Report) -> list[Report]:
    """The incidents in a report: none, one, or each of several. Trouble that is back, of a kind that is named, is one."""
    if report.kind == "incident":
        return [report]
    if report.kind == "status_update" and _is_news(report):
        return [replace(report, kind="incident")]
    if report.kind == "multi":
        return [item for item in report.items if item.kind == "incident"][:MOST_MATTERS]
    return []
