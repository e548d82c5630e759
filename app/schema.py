"""The schema of the database: brought up to date by Alembic's migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.db import Database

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Bring the schema up to date. Twice is the same as once."""
    _with_connection(database, lambda config: command.upgrade(config, "head"))


def check(database: Database) -> None:
    """Raise alembic's CommandError if the tables of the code are not those that the migrations make."""
    _with_connection(database, command.check)


def write_revision(database: Database, message: str) -> None:
    """Write a new migration: what the code's tables have and the migrated database has not."""
    _with_connection(database, lambda config: command.revision(config, message, autogenerate=True))


def _with_connection(database: Database, run: Callable[[Config], object]) -> None:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    with database.engine.connect() as connection, _without_cascades(database, connection), connection.begin():
        config.attributes["connection"] = connection
        run(config)


@contextmanager
def _without_cascades(database: Database, connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; dropping the old one would delete all rows that hang on its own.

    The pragma does nothing inside of a transaction.
    """
    if not database.is_sqlite:
        yield
        return
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
