"""Forged and broken updates, messages and frames: nobody else notices, and no text becomes unreadable."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.storms import fuzz, gate_fuzz
from tests.storms.hall import Hall

AT_THE_GATE = 2_000
AT_THE_SERVER = 1_500
# Nobody may wait longer than 200 ms for nonsense of others; `make soak KIND=fuzz` says how long it was. Here other
# tests are running beside.
PATIENCE = 5.0


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d2_what_passes_the_gate_can_be_read_written_and_loaded_by_pycrdt_and_by_yjs() -> None:
    report = gate_fuzz.fuzz(seed=1, count=AT_THE_GATE)
    assert not report.wrong, "\n".join(report.wrong)
    assert report.taken > AT_THE_GATE / 50
    assert report.torn <= AT_THE_GATE / 1_000


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_d2_nonsense_at_the_server_stops_nobody_and_spoils_no_text(
    hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    report = fuzz.fuzz(hall, seed=1, count=AT_THE_SERVER)
    record_property("longest wait of the well-behaved in seconds", max(report.waits))
    assert not report.wrong, "\n".join(report.wrong)
    assert max(report.waits) < PATIENCE
