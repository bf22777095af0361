"""All tables in one place. Pure: importing a models module is what makes its tables known."""

from models import (
    broadcasts,
    disputes,
    duties,
    fieldwork,
    inbox,
    incidents,
    outbox,
    privacy,
    process,
    pyramid,
    services,
    workday,
)
from models.base import Base

METADATA = Base.metadata
MODULES = (
    broadcasts,
    disputes,
    duties,
    fieldwork,
    inbox,
    incidents,
    outbox,
    privacy,
    process,
    pyramid,
    services,
    workday,
)
