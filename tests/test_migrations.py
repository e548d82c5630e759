"""The migrations make exactly the tables of the code, on both databases, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from app import schema
from app.db import Base, Database
from tests.conftest import DATABASES

TABLES = set(Base.metadata.tables)


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path):
    """A database without any table."""
    address = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server").new_database(f"migrations_{request.node.name}")
    database = Database(address)
    yield database
    database.engine.dispose()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def downgrade(database: Database) -> None:
    schema._with_connection(database, lambda config: command.downgrade(config, "base"))


def test_an_empty_database_is_brought_to_the_tables_of_the_code(empty):
    schema.upgrade(empty)
    schema.check(empty)
    assert tables(empty) == TABLES


def test_bringing_it_up_to_date_twice_is_the_same_as_once(empty):
    schema.upgrade(empty)
    schema.upgrade(empty)
    schema.check(empty)


def test_the_migrations_lead_back_to_nothing_and_up_again(empty):
    schema.upgrade(empty)
    downgrade(empty)
    assert tables(empty) == set()
    schema.upgrade(empty)
    schema.check(empty)


def test_there_is_one_line_of_migrations(empty):
    from alembic.script import ScriptDirectory

    heads: list[list[str]] = []
    schema._with_connection(empty, lambda config: heads.append(ScriptDirectory.from_config(config).get_heads()))
    assert len(heads[0]) == 1
