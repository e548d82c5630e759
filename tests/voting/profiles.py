"""Random votes for the tests of the counting methods, and what is true of all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

EXAMPLES = json.loads((Path(__file__).parent / "worked_examples.json").read_text())
OPTIONS = [11, 12, 13, 14]
LEFT_OUT = object()

many = settings(max_examples=200, deadline=None)
"""As many votes as every method is counted anew for, beside its own counting."""
few = settings(max_examples=40, deadline=None)
"""For what is true of every count."""


def ballots_of(answers: list[Any], most: int = 7) -> st.SearchStrategy[list[dict[int, Any]]]:
    """Ballots with one of the answers to every option, or without it where that is LEFT_OUT."""
    ballot = st.tuples(*[st.sampled_from(answers)] * len(OPTIONS)).map(
        lambda given: {one: answer for one, answer in zip(OPTIONS, given, strict=True) if answer is not LEFT_OUT}
    )
    return st.lists(ballot, max_size=most)


def ratings(lowest: int, highest: int, *, gaps: bool = True, most: int = 7) -> st.SearchStrategy[list[dict]]:
    """Ballots {option: step}; with gaps there is „no opinion“, said or left out."""
    steps = list(range(lowest, highest + 1))
    return ballots_of([*steps, None, LEFT_OUT] if gaps else steps, most)


def places() -> st.SearchStrategy[list[dict[int, int]]]:
    """Ballots {option: place}, with ties and with options that are not ranked."""
    return ballots_of([*range(1, len(OPTIONS) + 1), LEFT_OUT])


def by_option(rows: list[Any]) -> dict[int, Any]:
    return {row.option_id: row for row in rows}


def check_order_does_not_matter(
    method: ModuleType, setting: Any, options: list[int], ballots: list[Any], random: Any
) -> None:
    """Every option gets the same row if ballots and options are counted in another order."""
    rows = method.tally(setting, options, ballots)
    again = method.tally(setting, random.sample(options, len(options)), random.sample(ballots, len(ballots)))
    assert by_option(again) == by_option(rows)
    assert len(rows) == len(options)


def check_ranks_are_shared(rows: list[Any]) -> None:
    """1, 2, 2, 4: each rank is one more than the options before it, and rows come by rank."""
    given = [row.rank for row in rows]
    assert given == sorted(given)
    assert all(rank == 1 + sum(other < rank for other in given) for rank in given)


def profile(groups: Iterable[tuple[int, Iterable[Any]]]) -> list[dict[Any, int]]:
    """A ballot for each voter, from groups of so many voters with the same order of all options."""
    return [
        {option: place for place, option in enumerate(order, start=1)}
        for voters, order in groups
        for _ in range(voters)
    ]


def matrix(rows: list[list[int | None]]) -> dict[int, dict[int, int]]:
    """{x: {y: number}} over options from 1, from rows whose diagonal does not matter."""
    numbered = [list(enumerate(row, start=1)) for row in rows]
    return {x: {y: number for y, number in row if y != x} for x, row in enumerate(numbered, start=1)}


def of_columns(columns: dict[int, list[int]]) -> list[dict[int, int]]:
    """One ballot for each position of the columns {option: what each person gave it}."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
