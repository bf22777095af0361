"""What people said of the service guide's cards."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class GuideOpinion(Base):
    """Whether a card helped; one word per person and card."""

    __tablename__ = "guide_opinion"

    guide: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_useful: Mapped[bool]
    at: Mapped[datetime]
