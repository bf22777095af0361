"""All tables in one place. Pure: importing a models module is what makes its tables known."""

from models import broadcasts, inbox, incidents, outbox, process, pyramid
from models.base import Base

METADATA = Base.metadata
MODULES = (broadcasts, inbox, incidents, outbox, process, pyramid)
