"""All tables in one place. Pure: importing a models module is what makes its tables known."""

from models import broadcasts, duties, inbox, incidents, outbox, privacy, process, pyramid, services, workday
from models.base import Base

METADATA = Base.metadata
MODULES = (broadcasts, duties, inbox, incidents, outbox, privacy, process, pyramid, services, workday)
