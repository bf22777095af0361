"""Coming in and going out: a ticket becomes a session once, a session ends by itself or by a button."""

from datetime import timedelta

from console.guards import hash_of, inside, new_cookie
from console.store import sessions
from console.visit import Answer, Goto, Page, Visit
from models.kinds import Tier
from pyramid.lookup import actor_of
from pyramid.permissions import Action, Thing, may

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)  # so often a visitor's last step is written down

# The console as such lies at no place in the tree.
ANYWHERE = Thing(path="", tier=Tier.HQ)


async def see_entry(visit: Visit) -> Answer:
    """The page behind the link. It only shows a button: what previews a link must not use it up."""
    ticket = visit.query.get("ticket", "")
    person_id = await sessions.person_of_ticket(visit.session, hash_of(ticket))
    if person_id is None:
        return Page("enter.html", {"ticket": "", "is_void": bool(ticket)}, status=410 if ticket else 200)
    return Page("enter.html", {"ticket": ticket, "is_void": False})


async def enter(visit: Visit) -> Answer:
    """The button is pressed: the ticket ends, and a session with a new id begins."""
    person_id = await sessions.take_ticket(visit.session, hash_of(visit.form.get("ticket", "")), visit.now)
    if person_id is None:
        return Page("enter.html", {"ticket": "", "is_void": True}, status=410)
    user_id = await sessions.user_of_person(visit.session, person_id)
    actor = await actor_of(visit.session, user_id or 0, language=visit.desk.language)
    refusal = may(actor, Action.SEE_CONSOLE, ANYWHERE)
    if refusal is not None:
        return refusal
    machine_now = visit.session.info["machine_now"]
    await sessions.forget_sessions(visit.session, hash_of(visit.cookie), machine_now - IDLE, machine_now - LONGEST)
    cookie = new_cookie()
    await sessions.add_session(visit.session, hash_of(cookie), person_id, csrf=new_cookie())
    return Goto("/console", cookie=cookie)


async def leave(visit: Visit) -> Answer:
    """Sign out: the session is gone for whoever has the cookie."""
    await sessions.end_session(visit.session, hash_of(visit.cookie))
    return Goto("/console/enter", cookie="")


async def choose_language(visit: Visit) -> Answer:
    """Remember in which language this browser reads, and go back."""
    word = visit.parts["language"]
    return Goto(inside(visit.query.get("next", "")), language=word) if word in {"zh", "en"} else None
