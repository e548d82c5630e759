"""Whatever the line and the server do: no keystroke is lost, none is doubled, and all texts become equal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PostgresqlServer
from tests.storms.convergence import Failure, failures, kept_seeds
from tests.storms.hall import Hall

SCHEDULES = 200
ON_POSTGRESQL = 20


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


def told(found: list[Failure]) -> str:
    return "\n\n".join(str(failure) for failure in found)


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d11_two_hundred_schedules_of_yjs_clients_lose_nothing_and_double_nothing(hall: Hall) -> None:
    found = failures(hall, [*kept_seeds(), *range(SCHEDULES)])
    assert not found, told(found)
    assert "Traceback" not in hall.server.log()


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d11_schedules_lose_nothing_with_threads_on_postgresql(hall_on_postgresql: Hall) -> None:
    found = failures(hall_on_postgresql, range(1_000, 1_000 + ON_POSTGRESQL))
    assert not found, told(found)
