"""Whatever the line and the server do: no keystroke is lost, none is doubled, and all texts become equal."""

from __future__ import annotations

import pytest

from tests.storms.convergence import failures, kept_seeds
from tests.storms.hall import Hall

SCHEDULES = 200
ON_POSTGRESQL = 20


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d11_two_hundred_schedules_of_yjs_clients_lose_nothing_and_double_nothing(hall: Hall) -> None:
    found = failures(hall, [*kept_seeds(), *range(SCHEDULES)])
    assert not found, "\n\n".join(map(str, found))
    assert hall.snapshots() > SCHEDULES / 2
    assert "Traceback" not in hall.server.log()


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d11_schedules_lose_nothing_with_threads_on_postgresql(hall_on_postgresql: Hall) -> None:
    found = failures(hall_on_postgresql, range(1_000, 1_000 + ON_POSTGRESQL))
    assert not found, "\n\n".join(map(str, found))
