"""People in usual places, for tests of rights."""

from models.kinds import Role, Tier
from pyramid.actor import Actor, Hat
from pyramid.permissions import Thing, may
from pyramid.tree import ids_on

ME, SOMEBODY = 1, 2
# hq 1 · streets 2, 3 · communities 4, 5 below 2 · grids 6, 7 below 4 · micro-grids 8, 9 below 6
PATHS = {
    "hq": "/1/",
    "street": "/1/2/",
    "other_street": "/1/3/",
    "community": "/1/2/4/",
    "other_community": "/1/2/5/",
    "grid": "/1/2/4/6/",
    "other_grid": "/1/2/4/7/",
    "micro": "/1/2/4/6/8/",
    "other_micro": "/1/2/4/6/9/",
}
OWN = {
    Role.MICRO_GRID_LEADER: "micro",
    Role.GRID_WORKER: "grid",
    Role.PART_TIME_WORKER: "grid",
    Role.GRID_HEAD: "grid",
    Role.COMMUNITY_SECRETARY: "community",
    Role.STREET_COMMAND: "street",
    Role.HQ_OFFICE: "hq",
    Role.DEPARTMENT: "street",
    Role.MEDIATOR: "community",
}
SHORT = {
    "MG": Role.MICRO_GRID_LEADER,
    "GW": Role.GRID_WORKER,
    "PT": Role.PART_TIME_WORKER,
    "GH": Role.GRID_HEAD,
    "CS": Role.COMMUNITY_SECRETARY,
    "ST": Role.STREET_COMMAND,
    "HQ": Role.HQ_OFFICE,
    "DP": Role.DEPARTMENT,
    "MD": Role.MEDIATOR,
}


def tier(path):
    return list(Tier)[len(ids_on(path)) - 1]


def hat(role, where, field=""):
    path = PATHS[where]
    return Hat(role, ids_on(path)[-1], tier(path), path, field)


def actor(*hats, user_id=ME, anonymous=False):
    return Actor(user_id, hats, is_anonymous=anonymous)


def thing(where="grid", **values):
    path = PATHS.get(where, where)
    return Thing(path=path, tier=tier(path), **values)


def allowed(action, on, field=""):
    """The roles, each in its usual place, that may do this; with R, a resident without any post."""
    roles = {short for short, role in SHORT.items() if may(actor(hat(role, OWN[role], field)), action, on) is None}
    return roles | ({"R"} if may(actor(), action, on) is None else set())
