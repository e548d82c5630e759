"""Halls for the storms, one on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PostgresqlServer
from tests.storms.hall import Hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path, f"sqlite:///{tmp_path / 'konsenswerk.sqlite'}")
    yield hall
    hall.close()


@pytest.fixture
def hall_on_postgresql(tmp_path: Path, postgresql_server: PostgresqlServer) -> Iterator[Hall]:
    hall = Hall(tmp_path, postgresql_server.new_database("storm"), "threading")
    yield hall
    hall.close()
