"""The database refuses: nobody is told "saved", everybody is warned, and afterwards all is there once, by itself."""

from __future__ import annotations

import pytest

from tests.storms.faults import full, gone, locked, nothing_is_lost
from tests.storms.hall import Hall


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d8_while_the_database_is_locked_everybody_is_warned_and_nothing_is_lost(hall: Hall) -> None:
    nothing_is_lost(hall, locked(hall.server))


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d8_while_the_disk_is_full_everybody_is_warned_and_nothing_is_lost(hall: Hall) -> None:
    nothing_is_lost(hall, full(hall.server))


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d8_while_the_database_is_gone_everybody_is_warned_and_nothing_is_lost(hall_on_postgresql: Hall) -> None:
    nothing_is_lost(hall_on_postgresql, gone(hall_on_postgresql.server))
