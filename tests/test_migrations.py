"""The migrations make exactly the tables of the code, on both databases, there and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
)

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


def revisions(database: Database) -> list[str]:
    """The oldest first."""
    found: list[str] = []

    def read(config) -> None:
        found[:] = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()][::-1]

    schema._with_connection(database, read)
    return found


def something(column: Any) -> Any:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    values = {Integer: 1, Boolean: False, DateTime: moment, Date: moment.date(), LargeBinary: b"x", JSON: []}
    return next((value for kind, value in values.items() if isinstance(column.type, kind)), "x")


def fill(database: Database) -> list[Table]:
    """A row in every table that is empty; each hangs on those of the others."""
    present = MetaData()
    present.reflect(database.engine)
    made = [table for table in present.sorted_tables if table.name != "alembic_version"]
    with database.engine.begin() as connection:
        for table in made:
            if connection.scalar(select(func.count()).select_from(table)) == 0:
                needed = [one for one in table.columns if not one.nullable or one.foreign_keys]
                connection.execute(insert(table).values({one.name: something(one) for one in needed}))
    return made


def test_no_migration_loses_a_row(empty):
    for revision in revisions(empty):
        schema._with_connection(empty, lambda config, to=revision: command.upgrade(config, to))
        made = fill(empty)
    with empty.engine.connect() as connection:
        counts = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in made}
        assert connection.dialect.name != "sqlite" or not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    assert counts == dict.fromkeys(TABLES, 1)


def test_there_is_one_line_of_migrations(empty):
    heads: list[list[str]] = []
    schema._with_connection(empty, lambda config: heads.append(ScriptDirectory.from_config(config).get_heads()))
    assert len(heads[0]) == 1
