"""What is true of every counting method: how it is called, what it refuses, and that it counts exactly."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from inspect import signature
from types import ModuleType
from typing import Any

import pytest

from app.voting.methods import approval, borda, matrix, nominal_group, resistance, schulze, score, star
from tests.voting.profiles import OPTIONS

ASKED = [11, 12]
# A method, settings of it, two ballots that count, and a ballot for every problem.
METHODS: list[tuple[ModuleType, Any, list[Any], dict[str, Any]]] = [
    (
        score,
        score.Settings(1, 5, no_opinion=False),
        [{11: 2, 12: 5}, {11: 3, 12: 3}],
        {"unknown_option": {99: 1}, "outside_scale": {11: 6, 12: 1}, "incomplete": {11: 1}},
    ),
    (
        resistance,
        resistance.Settings(passive=12),
        [{11: 2, 12: 5}, {11: 10, 12: 3}],
        {"unknown_option": {99: 1}, "outside_scale": {11: 11, 12: 1}, "incomplete": {11: 1}},
    ),
    *(
        (
            method,
            method.Settings(ties=False, complete=True),
            [{11: 2, 12: 1}, {11: 1, 12: 2}],
            {
                "unknown_option": {99: 1},
                "not_a_place": {11: 3, 12: 1},
                "shared_place": {11: 1, 12: 1},
                "incomplete": {11: 1},
            },
        )
        for method in (borda, schulze)
    ),
    (
        star,
        star.Settings(gaps=False),
        [{11: 2, 12: 5}, {11: 5, 12: 3}],
        {"unknown_option": {99: 1}, "outside_scale": {11: 6, 12: 1}, "incomplete": {11: 1}},
    ),
    (
        nominal_group,
        nominal_group.Settings(picks=2),
        [[11, 12], [12, 11]],
        {"unknown_option": [11, 99], "twice": [11, 11], "wrong_number": [11]},
    ),
    (
        matrix,
        matrix.Settings(no_opinion=False),
        [{11: (2, 5), 12: (1, 1)}, {11: (3, 4), 12: (1, 2)}],
        {"unknown_option": {99: (1, 1)}, "outside_scale": {11: (0, 1), 12: (1, 1)}, "incomplete": {11: (1, 1)}},
    ),
    (
        approval,
        approval.Settings(most=1),
        [[11], []],
        {"unknown_option": [99], "twice": [11, 11], "too_many": [11, 12]},
    ),
]
EXACT = (int, str, bool, Fraction, StrEnum, type(None))

every_method = pytest.mark.parametrize(
    ("method", "setting", "ballots", "faulty"), METHODS, ids=[method.__name__.split(".")[-1] for method, *_ in METHODS]
)


def parts(value: Any) -> list[Any]:
    """All that a result is made of, down to what has no parts."""
    if is_dataclass(value):
        return [part for field in fields(value) for part in parts(getattr(value, field.name))]
    if isinstance(value, dict):
        return [part for pair in value.items() for one in pair for part in parts(one)]
    return [part for one in value for part in parts(one)] if isinstance(value, list | tuple) else [value]


@every_method
def test_v38_every_problem_of_a_method_has_a_name_and_a_ballot_that_has_it(method, setting, ballots, faulty):
    assert set(faulty) == set(method.Problem)
    assert {name: method.problem(setting, ASKED, choices) for name, choices in faulty.items()} == {
        name: method.Problem(name) for name in faulty
    }
    assert [method.problem(setting, ASKED, choices) for choices in ballots] == [None, None]


@every_method
def test_v38_all_methods_are_called_alike(method, setting, ballots, faulty):
    assert list(signature(method.problem).parameters) == ["settings", "options", "choices"]
    assert list(signature(method.tally).parameters)[:3] == ["settings", "options", "ballots"]
    assert isinstance(setting, method.Settings)


@every_method
def test_v39_no_result_of_a_method_holds_a_rounded_number(method, setting, ballots, faulty):
    rows = method.tally(setting, ASKED, ballots)
    assert {row.option_id for row in rows} == set(ASKED)
    assert all(type(row).__dataclass_params__.frozen for row in rows)
    assert all(isinstance(part, EXACT) for part in parts(rows))


@every_method
def test_v39_without_a_ballot_there_is_a_row_for_every_option_and_nothing_fails(method, setting, ballots, faulty):
    options = [*ASKED, *OPTIONS[2:]]
    assert {row.option_id for row in method.tally(setting, options, [])} == set(options)
