"""Logs: one JSON line per event, and nothing in them that is secret or personal."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRETS = (
    (re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"/bot\d+:[^/\s\"']+"), "/bot<token>"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"), "<phone>"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "<id number>"),
)


def clean(text: str) -> str:
    """The text without tokens, phone numbers and identity numbers."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def _clean_event(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _cleaned(value) for key, value in event.items()}


def _cleaned(value: Any) -> Any:
    """Words wherever they stand; numbers and booleans are what they are."""
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_cleaned(inner) for inner in value]
    return value if value is None or isinstance(value, int | float) else clean(str(value))


class _CleanFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record))


def set_up_logs(*, is_verbose: bool = False, is_human: bool = False) -> None:
    """Structured lines on stderr; other libraries' warnings pass through the same cleaning."""
    level = logging.DEBUG if is_verbose else logging.INFO
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if is_human else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _clean_event,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_CleanFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").disabled = True
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a beat that was skipped is caught up by the next
