"""What is true of every counting method: how it is called, what it refuses, and that it counts exactly."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.voting.methods import (
    approval,
    borda,
    delphi,
    matrix,
    nominal_group,
    rand_ucla,
    resistance,
    schulze,
    score,
    sociocracy,
    star,
    straw_poll,
    yes_no,
)
from app.voting.methods.sociocracy import Voice
from tests.voting.profiles import EXAMPLES, OPTIONS

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
    (
        yes_no,
        yes_no.Settings(),
        [{11: "yes", 12: "no"}, {11: "abstain", 12: "no"}],
        {"unknown_option": {99: "yes"}, "unknown_answer": {11: "yes", 12: "maybe"}, "incomplete": {11: "yes"}},
    ),
    (
        sociocracy,
        sociocracy.Settings(),
        [
            {11: Voice("consent"), 12: Voice("concern", "Knapp.")},
            {11: Voice("objection", "Nein."), 12: Voice("concern")},
        ],
        {
            "unknown_option": {99: Voice("consent")},
            "unknown_answer": {11: Voice("abstain"), 12: Voice("consent")},
            "incomplete": {11: Voice("consent")},
            "reason_missing": {11: Voice("objection"), 12: Voice("consent")},
            "reason_too_long": {11: Voice("objection", "x" * 2001), 12: Voice("consent")},
            "reason_unasked": {11: Voice("consent", "Gern."), 12: Voice("consent")},
            "nothing_to_integrate": {11: Voice("consent", integrated=True), 12: Voice("consent")},
        },
    ),
    (
        straw_poll,
        straw_poll.Settings(),
        [[11], []],
        {"unknown_option": [99], "twice": [11, 11], "too_many": [11, 12]},
    ),
    *(
        (
            method,
            method.Settings(no_opinion=False),
            [{11: 2, 12: 9}, {11: 8, 12: 3}],
            {"unknown_option": {99: 1}, "outside_scale": {11: 0, 12: 1}, "incomplete": {11: 1}},
        )
        for method in (delphi, rand_ucla)
    ),
]
REMARKS = {"note", "rule", "source", "fsc_rule", "drucksache", "abstimmungsart"}
NAMES_OF_OPTIONS = {"H1", "H2", "H3", "H4"}
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


def fields_of(examples: dict[str, Any]) -> set[str]:
    """The keys of the worked examples and of the records in them, without remarks and names of options."""
    records = [record for value in examples.values() for record in (value if isinstance(value, list) else [value])]
    return {*examples, *(key for record in records for key in record)} - REMARKS - NAMES_OF_OPTIONS


def test_v59_every_worked_example_and_every_value_of_it_is_named_in_a_test():
    tests = "".join(path.read_text() for path in Path(__file__).parent.rglob("test_*.py"))
    assert {key for key in fields_of(EXAMPLES) if f'"{key}"' not in tests} == set()
    assert {key for key in EXAMPLES if f'["{key}"]' not in tests} == set()
    assert len(EXAMPLES) == 16
