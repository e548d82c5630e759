"""The schema of the database: brought up to date by Alembic's migrations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config

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
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        run(config)
