"""Statements straight to the driver, for what comes with every keystroke.

SQLAlchemy's session needs eight times as long around one UPDATE and one INSERT as the database for the two. So the
statements are SQLAlchemy's, worded once for the database that is there, and the driver runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

Row = Mapping[str, Any]


class Wording(NamedTuple):
    """A statement in the driver's own words, and how it wants the values that it does not take as they are."""

    text: str
    processors: Mapping[str, Callable[[Any], Any]]

    def values(self, row: Row) -> Row:
        return {**row, **{name: process(row[name]) for name, process in self.processors.items()}}


class Cursor:
    """A driver's cursor that takes SQLAlchemy's statements, and fails with SQLAlchemy's errors."""

    def __init__(self, cursor: Any, dialect: Dialect) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def run(self, statement: UpdateBase, rows: Sequence[Row]) -> int:
        """Run an INSERT or an UPDATE once for each of the rows; returns how many it wrote."""
        wording = _worded(statement, self._dialect)
        with failures_of(self._dialect):
            self._cursor.executemany(wording.text, [wording.values(row) for row in rows])
        return int(self._cursor.rowcount)


def cursor_of(db: Session) -> Cursor:
    """A cursor in the transaction of a session."""
    connection = db.connection()
    return Cursor(connection.connection.cursor(), connection.dialect)


@lru_cache
def _worded(statement: UpdateBase, dialect: Dialect) -> Wording:
    compiled = statement.compile(dialect=dialect)
    found = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    return Wording(str(compiled), {name: process for name, process in found.items() if process})


@contextmanager
def failures_of(dialect: Dialect) -> Iterator[None]:
    """The driver's errors come out as SQLAlchemy's, which are the same for every driver, and show no values."""
    errors = dialect.loaded_dbapi.Error
    try:
        yield
    except errors as error:
        raise DBAPIError.instance(None, None, error, errors, hide_parameters=True, dialect=dialect) from error
