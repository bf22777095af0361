"""The order in which routers are asked: group words first, because each router before them costs every message."""

from collections.abc import Sequence

from aiogram import Dispatcher, Router

from handlers import buttons, enrolment, membership, notice_dialogue, reports, residents, workers
from handlers.middlewares import Introduction


def build_routers() -> Sequence[Router]:
    """Fresh routers: one that has joined a dispatcher cannot join another."""
    return (
        enrolment.setup(),  # /bind in groups: one prefix test
        membership.setup(),  # service messages of groups
        reports.setup(),
        buttons.setup(),
        notice_dialogue.setup(),
        workers.setup(),
        residents.setup(),
    )


def build_dispatcher() -> Dispatcher:
    """All routers behind the introduction; aiogram's own state machine is not used."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Introduction())
    dispatcher.include_routers(*build_routers())
    return dispatcher
