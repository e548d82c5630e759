"""The dot vote: what counts, how it is added up, how many points are a good number."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import dot
from app.voting.methods.dot import Problem, Row, Settings

EXAMPLES = json.loads((Path(__file__).parent / "worked_examples.json").read_text())["mehrpunktabfrage_anzahl"]
OPTIONS = [11, 12, 13]
SIX_AT_MOST_THREE = Settings(points=6, limit=3)

ballots_of_six = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 3)).filter(lambda ballot: sum(ballot.values()) <= 6),
    max_size=12,
)


@pytest.mark.row("C1")
@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, None),
        ({11: 0}, None),
        ({11: 3, 12: 3}, None),
        ({11: 1}, None),
        ({99: 1}, Problem.UNKNOWN_OPTION),
        ({11: -1, 12: 3}, Problem.NEGATIVE),
        ({11: 4}, Problem.OVER_LIMIT),
        ({11: 3, 12: 3, 13: 1}, Problem.OVER_BUDGET),
    ],
)
def test_v1_a_dot_ballot_counts_within_its_points_and_limit(choices, expected):
    assert dot.problem(SIX_AT_MOST_THREE, OPTIONS, choices) == expected


@pytest.mark.parametrize(("points", "limit"), [(0, 0), (3, 0), (3, 4), (101, 3), (-1, -1)])
def test_v1_settings_that_cannot_be_met_are_no_settings(points, limit):
    with pytest.raises(ValueError, match="limit"):
        Settings(points=points, limit=limit)


def test_v2_equal_points_share_a_rank_and_persons_are_counted_beside_points():
    ballots = [{1: 3, 2: 1, 3: 1}, {1: 1, 2: 1, 3: 1, 4: 1}, {}]
    assert dot.tally([4, 3, 2, 1], ballots) == [
        Row(option_id=1, rank=1, points=4, persons=2),
        Row(option_id=3, rank=2, points=2, persons=2),
        Row(option_id=2, rank=2, points=2, persons=2),
        Row(option_id=4, rank=4, points=1, persons=1),
    ]


def test_v2_the_published_example_of_4_8_and_6_dots_ranks_3_1_2():
    ballots = [{1: 4, 2: 8, 3: 6}]
    assert {row.option_id: row.rank for row in dot.tally([1, 2, 3], ballots)} == {1: 3, 2: 1, 3: 2}


def test_v2_without_ballots_every_option_is_first_with_nothing():
    assert [(row.rank, row.points, row.persons) for row in dot.tally(OPTIONS, [])] == [(1, 0, 0)] * 3


@given(ballots_of_six, st.randoms())
def test_v2_the_order_of_ballots_does_not_matter(ballots, random):
    shuffled = random.sample(ballots, len(ballots))
    assert dot.tally(OPTIONS, shuffled) == dot.tally(OPTIONS, ballots)


@given(ballots_of_six)
def test_v2_no_point_is_lost_or_added(ballots):
    rows = dot.tally(OPTIONS, ballots)
    assert sum(row.points for row in rows) == sum(sum(ballot.values()) for ballot in ballots)
    assert all(row.persons <= row.points <= 3 * row.persons for row in rows)


@given(ballots_of_six, st.sampled_from(OPTIONS))
def test_v2_one_more_point_never_makes_a_rank_worse(ballots, option):
    before = {row.option_id: row.rank for row in dot.tally(OPTIONS, ballots)}
    after = {row.option_id: row.rank for row in dot.tally(OPTIONS, [*ballots, {option: 1}])}
    assert after[option] <= before[option]


@pytest.mark.row("C1")
@pytest.mark.parametrize("example", EXAMPLES)
def test_v3_the_suggested_number_of_points_is_that_of_the_worked_examples(example):
    assert dot.rule_of_thumb(example["optionen"], example["personen"]) == example["formel"]
    assert dot.half_rule(example["optionen"]) == example["haelfte"]


def test_v3_nobody_is_suggested_less_than_one_or_by_halves_more_than_ten_points():
    assert dot.rule_of_thumb(2, 500) == 1
    assert dot.rule_of_thumb(1, 1) == 1
    assert dot.half_rule(1) == 1
    assert dot.half_rule(60) == 10


@pytest.mark.parametrize(("options", "persons"), [(0, 5), (5, 0)])
def test_v3_without_options_or_persons_there_is_nothing_to_suggest(options, persons):
    with pytest.raises(ValueError, match="at least one"):
        dot.rule_of_thumb(options, persons)
    with pytest.raises(ValueError, match="at least one"):
        dot.half_rule(0)
