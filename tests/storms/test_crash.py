"""A server that dies at any moment has every edit that it acknowledged, once, and is soon back."""

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
def test_d7_twenty_crashes_lose_no_acknowledged_edit_and_double_none(
    hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    report = crashes(hall, seed=1, points=POINTS)
    record_property("seconds until a draft was open again (median)", statistics.median(report.up_after))
    assert not report.wrong
    assert report.acknowledged > POINTS
    assert max(report.up_after) < PATIENCE
