"""A server that dies at any moment has every edit and every ballot that it acknowledged, once, and is soon back."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import pytest

from tests.storms.crash import crashes
from tests.storms.hall import Hall

POINTS = 20
# The promise is five seconds from the start of the process; beside other tests a start alone can take half a minute.
PATIENCE = 60.0


@pytest.mark.row("D1")
@pytest.mark.row("G7")
@pytest.mark.row("C16")
def test_d7_twenty_crashes_lose_no_acknowledged_edit_and_no_ballot_and_double_none(
    hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    report = crashes(hall, seed=1, points=POINTS)
    record_property("seconds until a draft was open again (median)", statistics.median(report.up_after))
    record_property("killed while a log was put together", report.interrupted)
    assert not report.wrong
    assert report.acknowledged > POINTS
    assert report.ballots > POINTS
    assert report.snapshots > 0
    assert report.interrupted > 0
    assert max(report.up_after) < PATIENCE
