"""The load generator of `make bench`, on our own server: a benchmark that does not measure would not fail by itself."""

from __future__ import annotations

import pytest

from bench.loads import chosen
from bench.play import Result, play
from bench.run import Wish
from bench.tables import as_markdown, table


def played(name: str) -> Result:
    (load,) = chosen(name, exchanges=1)
    return play(load, "konsenswerk", seconds=1)


@pytest.mark.row("G7")
def test_every_key_of_two_typists_reaches_the_four_others_and_all_end_with_the_same_text() -> None:
    result = played("2+3c")
    assert result["failures"] == {}
    assert result["converged"]
    assert result["edits"] > 0
    assert result["missing"] == 0
    assert result["latency"]["count"] == 4 * result["edits"]
    assert result["saving"]["count"] > 0
    assert result["cpu"] > 0


@pytest.mark.row("D1")
def test_a_killed_server_has_lost_no_key_that_others_had_seen() -> None:
    result = played("crash")
    assert result["seen"] > 0
    assert result["saved"] > 0
    assert (result["seenLost"], result["savedLost"]) == (0, 0)


def test_a_table_has_our_row_beside_the_peer_and_their_ratio() -> None:
    run = {"each": 30.0, "cpu": 2.0, "memory": 100.0}
    peer = {"each": 20.0, "cpu": 1.0, "memory": 80.0}
    rows = table("idle", {"konsenswerk": [run, {**run, "each": 34.0}, run], "hocuspocus": [peer]})
    assert rows[0] == ["", "KB each", "CPU %", "MB", "same text"]
    assert rows[1][:2] == ["konsenswerk", "30.0 (30.0–34.0)"]
    assert rows[3][:2] == ["ours / Hocuspocus", "1.50"]
    assert as_markdown(rows).splitlines()[1] == "| --- | ---: | ---: | ---: | ---: |"


def test_what_was_not_reached_is_a_dash_and_not_a_crash() -> None:
    run = {"each": 30.0, "cpu": 2.0, "memory": 100.0}
    rows = table("idle", {"konsenswerk": [run, {**run, "each": None}], "hocuspocus": [run]})
    assert rows[1][:3] == ["konsenswerk", "–", "2"]
    assert rows[3][:3] == ["ours / Hocuspocus", "–", "1.00"]


def test_what_make_does_not_know_is_refused_with_what_there_is() -> None:
    with pytest.raises(LookupError, match="LOAD, SERVERS"):
        Wish.of(["LAOD=10"])
    with pytest.raises(LookupError, match="10\\+50"):
        chosen("viele", 1)
