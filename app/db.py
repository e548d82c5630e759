"""Transactions. `reading()` sees one snapshot; `writing()` commits all or nothing and then tells what was recorded;
`writing_quickly()` is the same for what comes with every keystroke.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from flask import current_app
from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import JSON, TypeDecorator

from app.quick import Cursor, failures_of

# How a row is held against everybody who wants to change it. On PostgreSQL that is FOR NO KEY UPDATE: the stronger FOR
# UPDATE would also stop rows that only refer to this one. Every fact refers to its workshop and is written by whoever
# holds the fact counter, for which the holder of the workshop waits in turn: a circle.
ALONE: dict[str, Any] = {"key_share": True}
# How long a writer waits for another process that writes to SQLite (a command on the side), and how often it asks.
SQLITE_WAIT = 5.0
SQLITE_PAUSE = 0.05
# What SQLite itself may wait: meanwhile no green thread of the process runs.
SQLITE_BLOCK_MS = 50


class Moment(TypeDecorator[datetime]):
    """A point in time: aware, UTC, in both databases (SQLite forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TYPES: dict[Any, Any] = {dict[str, Any]: JSON, list[Any]: JSON, datetime: Moment}


class Base(DeclarativeBase):
    """Base of all tables; constraints are named so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = TYPES


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Database:
    """The engine and the two kinds of transaction. `before_commit` and `after_commit` are set by the factory."""

    def __init__(self, address: str) -> None:
        self.engine = _engine(address)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._snapshot = self._variant(isolation_level="REPEATABLE READ")
        self._writer = self._variant(isolation_level="READ COMMITTED", konsenswerk_immediate=True)
        # SQLite has one writer; whoever waits for it inside the process waits here, where green threads can switch.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()
        # Writes what was recorded, and says whether there is something to tell.
        self.before_commit: Callable[[Session], bool] = lambda _db: False
        self.after_commit: Callable[[], None] = lambda: None

    def _variant(self, **options: Any) -> Engine:
        if self.is_sqlite:
            options.pop("isolation_level")
        return self.engine.execution_options(**options)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot, never committed. Open no second one inside: a full pool would stop everybody."""
        with Session(self._snapshot, autoflush=False, expire_on_commit=False) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or rolls back and raises. Emit and wait only after it."""
        with self._turn, Session(self._writer, expire_on_commit=False) as db, db.begin():
            yield db
            db.flush()
            is_news = self.before_commit(db)
        if is_news:
            self.after_commit()

    @contextmanager
    def writing_quickly(self) -> Iterator[Cursor]:
        """Like `writing`, with the driver's own cursor: no objects, no facts, an eighth of the time."""
        dialect = self.engine.dialect
        with self._turn, failures_of(dialect), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            if self.is_sqlite:
                _begin_writing(cursor.execute)
            yield Cursor(cursor, dialect)
            connection.commit()  # whatever is not committed is rolled back when the connection returns to the pool

    def is_alive(self) -> bool:
        """Whether the database answers a query."""
        with self.engine.connect() as connection:
            return bool(connection.scalar(text("SELECT 1")))


def _engine(address: str) -> Engine:
    """An engine whose errors do not show parameters: logs hold no names and no texts."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # Parameters by name, as the other driver has them: app/quick.py gives both of them the same rows.
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True, paramstyle="named")
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={SQLITE_BLOCK_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("konsenswerk_immediate", False):
        _begin_writing(connection.exec_driver_sql)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(execute: Callable[[str], object]) -> None:
    """Become the one writer; OperationalError if another process does not let us within SQLITE_WAIT seconds."""
    deadline = time.monotonic() + SQLITE_WAIT
    while True:
        try:
            execute("BEGIN IMMEDIATE")
            return
        except (OperationalError, sqlite3.OperationalError) as error:
            if not _is_locked(error) or time.monotonic() > deadline:
                raise
        time.sleep(SQLITE_PAUSE)  # green threads can switch here


def _is_locked(error: Exception) -> bool:
    failure = error.orig if isinstance(error, OperationalError) else error
    code = failure.sqlite_errorcode if isinstance(failure, sqlite3.Error) else 0
    return code & 0xFF == sqlite3.SQLITE_BUSY  # the low byte, of all its kinds: sqlite.org/rescode.html


def database() -> Database:
    """The database of the running application."""
    return cast(Database, current_app.extensions["konsenswerk.database"])
