"""A draft in which people have written for a long time opens as it was, and soon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.storms.hall import Hall
from tests.storms.long import open_long

EDITS = 5_000
# `make soak KIND=long COUNT=200000` holds the promise of a second; beside other tests everything takes its time.
PATIENCE = 10.0


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d22_a_draft_with_thousands_of_edits_opens_at_once_after_a_start_and_says_the_same(
    hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    opening = open_long(hall, seed=1, count=EDITS)
    record_property("seconds until the draft was open", opening.cold)
    assert opening.is_same
    assert hall.snapshots() == 1
    assert opening.characters > EDITS / 10
    assert opening.cold < PATIENCE
