"""`make score`: everything that data/README.md defines, measured on ../shared/data where it is present, in one table.

Nothing is written but the table. Rules and the shipped models only: nothing is fitted on the measured sets.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.brief import score_brief
from benchmarks.exams import score_exams
from benchmarks.held_out import score_held_out
from benchmarks.score_people import score_stated_people
from benchmarks.score_speed import score_speed
from parsing.contacts import find_contacts
from parsing.likeness import same_matter
from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise
from parsing.numerals import to_int
from parsing.parse_lines import parse_lines
from parsing.parse_report import parse_report

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
OPENED = {"incident", "multi"}
ELEMENTS = {
    "road": "road",
    "roadno": "number",
    "poi": "compound",
    "houseno": "building",
    "cellno": "unit",
    "roomno": "room",
}
GRAINS = {"Year": 4, "Quarter": 7, "Month": 7, "Week": 10, "Day": 10, "Hour": 13, "Minute": 16}
MESSAGES = (
    ("kind", ">= 0.92"), ("incident_recall", ">= 0.97"), ("incident_precision", ">= 0.95"), ("false_alarm", "<= 0.03"),
    ("followup_recall", ">= 0.92"), ("action", ">= 0.85"), ("leaf", ">= 0.85"), ("top", ">= 0.93"), ("urgency", ">= 0.90"),
    ("emergency_recall", ">= 0.98"), ("s2_recall", ">= 0.98"), ("place_landmark", ">= 0.70"), ("place_road", ">= 0.90"),
    ("place_number", ">= 0.90"), ("place_compound", ">= 0.90"), ("place", ">= 0.97"), ("time", ">= 0.90"), ("people", ">= 0.90"),
)  # fmt: skip
"""Targets by the beginning of a figure's name, for ordinary wording."""
SUFFIX = re.compile(r"(?:号楼|号院|幢|栋|座|#楼?|单元|室|号房?|楼|层|房间?|舍|门)$")


def records(name: str) -> list[dict]:
    with (DATA / f"{name}.dev.jsonl").open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def row(name: str, value: float, wanted: str, n: int) -> None:
    print(f"{name:<44} {value:7.3f}   {wanted:<10} n={n}")


def score_messages() -> None:
    source = DATA / "messages.dev.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as made:
        with source.open(encoding="utf8") as lines:
            made.writelines(f"{line}\n" for line in parse_lines(lines))
        made.flush()
        told = subprocess.run(
            [sys.executable, SHARED / "score_parsing.py", source, made.name], capture_output=True, text=True, check=True
        )
    for line in told.stdout.splitlines():
        name, value, *count = line.split()
        wanted = next((target for start, target in MESSAGES if name.startswith(start)), "")
        if count:
            row(f"messages: {name}", float(value), wanted, int(count[0].split("/")[1].rstrip(")")))


def score_silence(limit: int) -> None:
    for name, wanted in (
        ("chat_sms_zh", "<= 0.005"), ("chat_cped", "<= 0.005"), ("chat_lccc_toy", "<= 0.005"), ("chat_chatterbot_zh", "<= 0.005"),
        ("news_tnews", "<= 0.02"), ("review_waimai", "<= 0.02"),
    ):  # fmt: skip
        texts = sample(records(name), limit)
        opened = sum(parse_report(record["text"]).kind in OPENED for record in texts)
        row(f"{name}: opened as incident", opened / len(texts), wanted, len(texts))


def score_complaints(limit: int) -> None:
    for name in ("tipdm_topic_raw", "tipdm_events"):
        titles = [record["title"] for record in sample(records(name), limit) if record.get("title")]
        heard = sum(parse_report(title).kind in OPENED | {"question"} for title in titles)
        row(f"{name}: titles heard", heard / len(titles), ">= 0.95", len(titles))


def score_rescue() -> None:
    labelled = [record for record in records("henan_rescue") if rescue_label(record) in {"need_help", "invalid"}]
    hit = made = meant = 0
    for record in labelled:
        positive, guess = rescue_label(record) == "need_help", parse_report(record["text"]).kind in OPENED
        hit, made, meant = hit + (positive and guess), made + guess, meant + positive
    if hit:
        row("henan_rescue: need_help F1", 2 * hit / (made + meant), ">= 0.94", len(labelled))
    else:
        print("henan_rescue: no labelled record found")


def rescue_label(record: dict) -> str | None:
    return record.get("human_label")


def score_addresses(limit: int) -> None:
    hit = made = meant = 0
    texts = sample(records("addr_naacl"), limit)
    for record in texts:
        location = parse_report(record["text"]).location.as_json()
        got = {(part, element(part, value)) for part, value in location.items() if value and part in ELEMENTS.values()}
        want = {
            (ELEMENTS[span["tag"]], element(ELEMENTS[span["tag"]], span["text"]))
            for span in record["spans"]
            if span["tag"] in ELEMENTS
        }
        hit, made, meant = hit + len(got & want), made + len(got), meant + len(want)
    row("addr_naacl: six elements F1 (rules only)", 2 * hit / (made + meant), ">= 0.78", len(texts))


def element(part: str, words: str) -> str:
    plain = normalise(words).strip()
    if part in {"building", "unit", "room", "number"}:
        plain = SUFFIX.sub("", plain).strip("-第")
        value = to_int(plain) if plain else None
        return plain if value is None else str(value)
    return plain


def first_moment(text: str, at: datetime) -> tuple[datetime, datetime] | None:
    plain = normalise(text)
    spans = (resolve_words(plain[start:end], at) for start, end in find_moment(plain))
    return next((span for span in spans if span is not None), None) or resolve_words(plain, at)


def score_times() -> None:
    for name, pairs, wanted in (
        ("time_recognizers_zh", recognizers(), ">= 0.65"),
        ("time_duckling_zh", duckling(), ">= 0.55"),
        ("time_jionlp", jionlp(), ">= 0.70"),
    ):
        results = list(pairs)
        row(f"{name}: resolved", sum(results) / len(results), wanted, len(results))


def recognizers() -> Iterator[bool]:
    for record in records("time_recognizers_zh"):
        values = [
            value.get("value") or value.get("start")
            for gold in record["gold"][:1]
            for value in gold.get("values") or []
        ]
        values = [str(value) for value in values if value and value != "not resolved"]
        if values:
            at = datetime.fromisoformat(record["reference"])
            span = first_moment(record["text"], at)
            yield span is not None and any(agrees(span, value, at) for value in values)


def agrees(span: tuple[datetime, datetime], value: str, at: datetime) -> bool:
    if value.replace(".", "").isdigit():
        return any(
            abs(seconds - float(value)) < 1
            for seconds in ((span[1] - span[0]).total_seconds(), abs((span[0] - at).total_seconds()))
        )
    if value[2:3] == ":":
        return f"{span[0]:%H:%M:%S}" == value
    return f"{span[0]:%Y-%m-%d %H:%M:%S}"[: len(value)] == value


def duckling() -> Iterator[bool]:
    for record in records("time_duckling_zh"):
        if record["gold_start"]:
            span = first_moment(record["text"], datetime.fromisoformat(record["reference"]))
            length = GRAINS.get(record["grain"], 19)
            yield span is not None and span[0].isoformat()[:length] == record["gold_start"][:length]


def jionlp() -> Iterator[bool]:
    for record in records("time_jionlp"):
        gold = record["gold"].get("time")
        if isinstance(gold, list) and gold and str(gold[0])[:4].isdigit():
            span = first_moment(record["text"], datetime.fromisoformat(record["reference"]))
            length = 10 if gold[0].endswith("00:00:00") else 16
            yield span is not None and f"{span[0]:%Y-%m-%d %H:%M:%S}"[:length] == gold[0][:length]


def score_phones() -> None:
    hit = made = meant = 0
    for record in records("phone_recognizers_zh"):
        got = [contact.digits for contact in find_contacts(normalise(record["text"])) if contact.kind == "phone"]
        want = ["".join(sign for sign in phone if sign.isdigit()) for phone in record["gold"]]
        hit, made, meant = hit + sum(phone in want for phone in got), made + len(got), meant + len(want)
    row("phones: precision", hit / made, ">= 0.99", made)
    row("phones: recall", hit / meant, ">= 0.99", meant)


def score_duplicates() -> None:
    every = records("tipdm_events")
    told = [record for record in every if record.get("event")]
    near = [record for record in every if not record.get("event") and record.get("same_place_other_issue")]
    texts = told + near
    hit = made = meant = 0
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            same = bool(one.get("event")) and one.get("event") == other.get("event")
            guess = same_matter(f"{one['title']} {one['text']}", f"{other['title']} {other['text']}")
            hit, made, meant = hit + (same and guess), made + guess, meant + same
    if made and meant:
        row("tipdm_events: pairs F1", 2 * hit / (made + meant), ">= 0.93", meant)
        row("tipdm_events: pairs precision", hit / made, ">= 0.97", made)


def sample(every: list, limit: int) -> list:
    return random.Random(7).sample(every, limit) if limit and len(every) > limit else every


def main() -> None:
    """Prints the table; `--quick` takes at most 2,000 records of a set and trains nothing."""
    if "--quick" not in sys.argv:
        score_held_out(row)
    score_exams(row)
    score_brief(row)
    if not DATA.is_dir():
        print(f"nothing measured: {DATA} is absent (the texts for measuring are not part of the project)")
        return
    limit = 2000 if "--quick" in sys.argv else 0
    score_messages()
    score_silence(limit)
    score_complaints(limit)
    score_rescue()
    score_stated_people(row, records("henan_fields"))
    score_addresses(limit)
    score_times()
    score_phones()
    score_duplicates()
    score_speed(
        row,
        [record["text"] for record in records("messages")],
        [record["text"] for record in records("chat_sms_zh")[:3000]],
    )


if __name__ == "__main__":
    main()
