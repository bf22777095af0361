"""The order in which handlers are asked: group words first, because each question before them costs every message."""

from collections.abc import Sequence

from aiogram import Dispatcher, Router

from handlers.board import setup as board
from handlers.buttons import setup as buttons
from handlers.day_log import setup as day_log
from handlers.enrolment import setup as enrolment
from handlers.hands import setup as hands
from handlers.membership import setup as membership
from handlers.middlewares import Introduction
from handlers.my_data import setup as my_data
from handlers.notebook import setup as notebook
from handlers.notice_dialogue import setup as notice_dialogue
from handlers.patrol import setup as patrol
from handlers.reactions import setup as reactions
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
        reactions(),
        notice_dialogue(),
        workers(),
        day_log(),
        my_data(),
        board(),
        hands(),
        patrol(),
        notebook(),
        residents(),
    )


def build_dispatcher() -> Dispatcher:
    """All handlers behind the introduction, in this order; aiogram's own state machine is not used.

    They stand at the dispatcher itself: a router that is asked and knows nothing costs ten times as much as the question.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Introduction())
    for router in build_routers():
        for kind, observer in router.observers.items():
            dispatcher.observers[kind].handlers += observer.handlers
    return dispatcher
