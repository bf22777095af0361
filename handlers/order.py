"""The order in which routers are asked: group words first, because each router before them costs every message."""

from collections.abc import Sequence

from aiogram import Dispatcher, Router

from handlers.buttons import setup as buttons
from handlers.enrolment import setup as enrolment
from handlers.membership import setup as membership
from handlers.middlewares import Introduction
from handlers.notice_dialogue import setup as notice_dialogue
from handlers.reports import setup as reports
from handlers.residents import setup as residents
from handlers.workers import setup as workers


def build_routers() -> Sequence[Router]:
    """Fresh routers: one that has joined a dispatcher cannot join another."""
    return (
        enrolment(),  # /bind in groups: one prefix test
        membership(),  # service messages of groups
        reports(),
        buttons(),
        notice_dialogue(),
        workers(),
        residents(),
    )


def build_dispatcher() -> Dispatcher:
    """All routers behind the introduction; aiogram's own state machine is not used."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Introduction())
    dispatcher.include_routers(*build_routers())
    return dispatcher
