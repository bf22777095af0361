"""Every handler gets what it asks for: aiogram fills parameters by name, and a wrong name would fail only when it is met."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject

from handlers.middlewares import PROVIDED
from handlers.order import build_routers
from tests.house.sources import ROOT

# What aiogram itself offers to every handler, filter and middleware.
BY_AIOGRAM = {"bot", "bots", "dispatcher", "event_update", "event_router", "event_from_user", "event_chat", "handler"}


def routers() -> Iterator[Router]:
    waiting = list(build_routers())
    while waiting:
        router = waiting.pop()
        yield router
        waiting += router.sub_routers


def callables() -> Iterator[tuple[str, CallableObject, set[str]]]:
    """Each handler and each of its filters, with what filters that run before it may add."""
    for router in routers():
        for observer in router.observers.values():
            for handler in observer.handlers:
                added: set[str] = set()
                for asked in handler.filters or ():
                    added |= offered_by(asked.callback)
                    yield f"filter of {handler.callback.__qualname__}", asked, added
                yield f"{handler.callback.__module__}.{handler.callback.__qualname__}", handler, added


def offered_by(asked: object) -> set[str]:
    """Keys of the dictionary that a filter of ours may return, and those of aiogram's own."""
    kind = type(asked)
    if kind.__module__.startswith("aiogram"):
        return {"command", "callback_data"}
    source = Path(ROOT, *kind.__module__.split(".")).with_suffix(".py")
    if not source.exists():
        return set()
    returned = (node.value for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Return))
    keys = (key for value in returned if isinstance(value, ast.Dict) for key in value.keys)
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def test_there_are_handlers() -> None:
    assert len(list(callables())) > 10


def test_every_parameter_of_every_handler_is_provided() -> None:
    missing = [
        f"{name}: {parameter}"
        for name, asked, added in callables()
        for parameter in sorted(asked.params - event_name(asked) - set(PROVIDED) - BY_AIOGRAM - added)
    ]
    assert missing == []


def event_name(asked: CallableObject) -> set[str]:
    """The first parameter is the event itself, whatever it is called."""
    return set(list(inspect.signature(asked.callback).parameters)[:1])


def test_routers_are_made_anew_each_time() -> None:
    """A router that stands in a module cannot join a second dispatcher: tests and the demo need several."""
    first, second = list(build_routers()), list(build_routers())
    assert not {id(router) for router in first} & {id(router) for router in second}


def test_every_handler_is_named_by_what_the_person_did() -> None:
    names = [
        handler.callback.__name__
        for router in routers()
        for observer in router.observers.values()
        for handler in observer.handlers
    ]
    assert [name for name in names if not name.startswith("on_")] == []


def test_no_handler_and_no_filter_is_handed_to_a_thread() -> None:
    """aiogram does so with whatever is not awaitable, a bare `F` among it: four times for each word in a group."""
    assert [name for name, asked, _ in callables() if not asked.awaitable] == []
