"""Which composer makes the words of which kind of row: every room lists its own, here they meet."""

from collections.abc import Callable

from broadcasts.composers import COMPOSERS as NOTICES
from console.compose_link import link_composer
from disputes.composers import COMPOSERS as DISPUTES
from duties.composers import COMPOSERS as DUTIES
from escalations.composers import COMPOSERS as ESCALATIONS
from escalations.quiet import hush
from handlers.composers import COMPOSERS as ANSWERS
from incidents.composers import COMPOSERS as INCIDENTS
from outbox.lanes import Composer
from privacy.composers import COMPOSERS as PRIVACY
from pyramid.composers import COMPOSERS as PYRAMID
from pyramid.policy import Policy


def all_composers(address: Callable[[], str], policy: Policy) -> dict[str, Composer]:
    """Kind → composer; ValueError if two rooms claim one kind.

    `address` is where the console listens; `policy` says when staff are left in peace.
    """
    together: dict[str, Composer] = {"console_link": link_composer(address)}
    for room in (PYRAMID, DISPUTES, DUTIES, INCIDENTS, ESCALATIONS, NOTICES, PRIVACY, ANSWERS):
        for kind, composer in room.items():
            if kind in together:
                raise ValueError(f"two rooms compose {kind!r}")
            together[kind] = composer
    return hush(together, policy)
