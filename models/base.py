"""The ground all tables stand on: naming of constraints, keys, moments in UTC, JSON."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment; kept as UTC. SQLite has no zones, so it keeps the bare UTC reading.

    Raises ValueError for a naive datetime: which clock it was read from would be a guess.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware in, UTC out."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Always aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _words(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


# SQLite numbers rows by itself only for INTEGER primary keys.
Key = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """All tables of Pagoda."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        # A status is stored as its word, in a plain column: a new word needs no new database type.
        StrEnum: Enum(StrEnum, native_enum=False, create_constraint=False, length=32, values_callable=_words),
        int: BigInteger,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }
