"""`python -m benchmarks.quiet`: how much the bot says. Labelled messages are spoken in a real micro-grid group of the sandbox.

Twice: once residents' words are drafts, once they are taken at once. Nobody presses anything, so no state changes: what is
counted is what the bot puts into the group about an incident, against the incidents that were heard there; questions which of
several matters is meant are about none and counted beside them. Emoji are no messages.
Skipped with a word where the labelled messages are not beside this folder.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path

import structlog
from sqlalchemy import text

from texts.render import line

town_of_stories = import_module("tests.stories.town")  # the stage is theirs; it carries no types
POLICY, living_town = town_of_stories.POLICY, town_of_stories.living_town
SOURCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "messages.dev.jsonl"
SILENT_KINDS = frozenset({"chatter", "ack", "praise"})
NONE_OF_THEM = line("clerk.which_none", "zh")
RESIDENTS = [(f"resident{number}", "M3") for number in range(12)]  # a stairwell


async def measured(records: list[dict[str, str]], hearing: str, folder: Path) -> dict[str, float]:
    """What was said in the group, and what the bot said there."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    policy = f'{POLICY}[hearing]\nresidents = "{hearing}"\n'
    async with living_town(folder, policy=policy, residents=RESIDENTS) as town:
        kinds: dict[int, str] = {}
        for number, record in enumerate(records):
            is_resident = record["sender_role"] in {"resident", "enterprise", "volunteer"}
            talker = RESIDENTS[number % len(RESIDENTS)][0] if is_resident else "leader"
            kinds[await town.people[talker].says(town.m3, record["text"])] = record["kind"]
            await town.calms_down()
        seen = [each for each in await town.m3.messages(limit=1000) if each["from"]["is_bot"]]
        async with town.app.database.reading() as session:
            unit = await session.scalar(text("SELECT id FROM unit WHERE code = 'M3'"))
            wish = text("SELECT count(*) FROM incident WHERE unit_id = :unit")
            incidents = await session.scalar(wish, {"unit": unit})
        answered = Counter(kinds.get(each["reply_to"], "") for each in seen)
        return {
            "messages": len(kinds),
            "incidents": incidents or 0,
            "said": len(seen),
            "asked": sum(any(key["text"] == NONE_OF_THEM for row in each["buttons"] for key in row) for each in seen),
            "to_chatter": sum(answered[kind] for kind in SILENT_KINDS),
        }


def main() -> int:
    """The table; 1 when the bot says too much."""
    if not SOURCE.exists():
        print(f"not run: {SOURCE} is not here")
        return 0
    with SOURCE.open(encoding="utf8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    here = [record for record in records if record["chat_tier"] == "micro_grid"]
    is_quiet = True
    for hearing in ("draft", "open"):
        with tempfile.TemporaryDirectory() as folder:
            told = asyncio.run(measured(here, hearing, Path(folder)))
        share = (told["said"] - told["asked"]) / max(told["incidents"], 1)
        is_quiet &= share <= 1 and not told["to_chatter"]
        print(
            f"{hearing:<6} {told['messages']} messages, {told['incidents']} incidents, bot said {told['said']} "
            f"({told['asked']} questions): {share:.2f} per incident (<= 1); to chatter {told['to_chatter']} (0)"
        )
    return 0 if is_quiet else 1


if __name__ == "__main__":
    sys.exit(main())
