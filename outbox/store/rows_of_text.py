"""Many rows travel to the database as one JSON text, so that a statement is one and the same whatever their number.

On PostgreSQL the text is taken apart once (jsonb): a plain json is read anew for each value, which costs three times as much.
"""

from typing import Any

from sqlalchemy import ColumnElement, TableValuedAlias, Text, bindparam, column, func, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB


class RowsOfText:
    """The text, bound as "rows", as a table: one array for each row, its values by place."""

    def __init__(self, dialect: str) -> None:
        self.is_sqlite = dialect == "sqlite"
        name = "json_each" if self.is_sqlite else "jsonb_array_elements"
        rows = bindparam("rows", type_=Text)
        given = rows if self.is_sqlite else sql_cast(rows, JSONB)
        self.table: TableValuedAlias = getattr(func, name)(given).table_valued(column("value"), name="v")
        if not self.is_sqlite:
            self.table = self.table.render_derived()

    def get(self, place: int, kind: Any) -> ColumnElement[Any]:
        """The value at that place, as the type `kind` keeps it."""
        if self.is_sqlite:
            return type_coerce(func.json_extract(self.table.c.value, f"$[{place}]"), kind)
        told = self.table.c.value.op("->>")(place)
        return sql_cast(told, kind)
