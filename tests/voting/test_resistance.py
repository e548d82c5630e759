"""Systemic consensing: resistance, acceptance, ties, and the Passivlösung as the yardstick."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import resistance
from app.voting.methods.resistance import Problem, Settings
from tests.voting.profiles import (
    EXAMPLES,
    OPTIONS,
    by_option,
    check_order_does_not_matter,
    check_ranks_are_shared,
    few,
    many,
    of_columns,
    ratings,
)

pytestmark = pytest.mark.row("C2")

EXAMPLE = EXAMPLES["systemisches_konsensieren"]
PASSIVE = 14
TEN = Settings(passive=PASSIVE)
GAPS = Settings(passive=PASSIVE, gaps=True)
complete, with_gaps = ratings(0, 10, gaps=False), ratings(0, 10)


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (TEN, {11: 0, 12: 10, 13: 5, 14: 1}, None),
        (TEN, {11: 0, 12: 10, 13: 5, 99: 1}, Problem.UNKNOWN_OPTION),
        (TEN, {11: 0, 12: 11, 13: 5, 14: 1}, Problem.OUTSIDE_SCALE),
        (TEN, {11: 0, 12: -1, 13: 5, 14: 1}, Problem.OUTSIDE_SCALE),
        (TEN, {11: 0, 12: 10, 13: 5}, Problem.INCOMPLETE),
        (TEN, {}, Problem.INCOMPLETE),
        (GAPS, {11: 0, 12: None}, None),
        (Settings(passive=PASSIVE, highest=2, gaps=True), {11: 3}, Problem.OUTSIDE_SCALE),
    ],
)
def test_v43_everybody_says_how_much_they_resist_every_proposal(setting, choices, expected):
    assert resistance.problem(setting, OPTIONS, choices) == expected


@pytest.mark.parametrize("highest", [0, -1, 101])
def test_v43_a_scale_without_resistance_is_no_scale(highest):
    with pytest.raises(ValueError, match="highest"):
        Settings(passive=PASSIVE, highest=highest)


def test_v43_the_passive_solution_is_always_on_the_list():
    with pytest.raises(ValueError, match="Passivlösung"):
        resistance.tally(TEN, [11, 12], [])


def test_v43_v44_the_worked_example_has_its_resistance_and_acceptance_and_its_winner():
    names = dict(zip(EXAMPLE["ballots"], OPTIONS, strict=True))
    ballots = of_columns({names[name]: column for name, column in EXAMPLE["ballots"].items()})
    setting = Settings(passive=names["Passivloesung"], highest=EXAMPLE["max"])
    rows = by_option(resistance.tally(setting, OPTIONS, ballots))
    for name, expected in EXAMPLE["expected"].items():
        row = rows[names[name]]
        assert (row.resistance, row.maximum, row.rated) == (expected["R"], expected["max"], EXAMPLE["n"])
        assert row.acceptance == Fraction(str(expected["akzeptanz"])) / 100
    assert rows[names[EXAMPLE["winner_with_rule_lower_max"]]].rank == 1
    assert [rows[option].rank for option in OPTIONS] == [2, 1, 3, 4]


def test_v44_equal_resistance_is_ranked_by_maximum_then_by_strong_values_then_shared():
    columns = {11: [9, 9, 0, 2], 12: [9, 5, 3, 3], 13: [8, 8, 2, 2], 14: [9, 3, 3, 5]}
    rows = resistance.tally(TEN, OPTIONS, of_columns(columns))
    assert [(row.option_id, row.rank, row.maximum, row.strong) for row in rows] == [
        (13, 1, 8, 2), (12, 2, 9, 1), (14, 2, 9, 1), (11, 4, 9, 2),
    ]  # fmt: skip


def test_v44_strong_is_eight_of_ten_on_every_scale():
    rows = resistance.tally(Settings(passive=11, highest=5), [11], [{11: step} for step in range(6)])
    assert rows[0].strong == 2
    assert by_option(resistance.tally(TEN, OPTIONS, of_columns({11: [7, 8], 14: [0, 0]})))[11].strong == 1


def test_v44_a_proposal_is_flagged_only_if_it_meets_more_resistance_than_the_passive_solution():
    rows = resistance.tally(TEN, OPTIONS, of_columns({11: [5, 6], 12: [5, 5], 13: [5, 4], 14: [4, 6]}))
    assert {row.option_id for row in rows if row.worse_than_passive} == {11}


def test_v43_with_gaps_proposals_are_compared_by_resistance_for_each_person_who_rated_them():
    rows = resistance.tally(GAPS, OPTIONS, [{11: 4, 12: 3, 14: 4}, {12: 3}, {12: 3}, {11: None}])
    assert [(row.option_id, row.rank, row.resistance, row.rated) for row in rows] == [
        (12, 1, 9, 3), (11, 2, 4, 1), (14, 2, 4, 1), (13, 4, 0, 0),
    ]  # fmt: skip
    assert rows[3].acceptance is None
    assert not rows[3].worse_than_passive


@given(complete)
@many
def test_v43_v44_resistance_agrees_with_a_naive_count(ballots):
    rows = by_option(resistance.tally(TEN, OPTIONS, ballots))
    columns = {option: [ballot[option] for ballot in ballots] for option in OPTIONS}
    keys = {
        option: (sum(column), max(column, default=0), len([step for step in column if step in (8, 9, 10)]))
        for option, column in columns.items()
    }
    for option, key in keys.items():
        row = rows[option]
        assert (row.resistance, row.maximum, row.strong) == key
        assert row.rank == 1 + len([other for other in keys.values() if other < key])
        assert row.worse_than_passive is (key[0] > keys[PASSIVE][0])
        assert row.distribution == tuple(columns[option].count(step) for step in range(11))


@given(complete)
@few
def test_v43_acceptance_and_group_resistance_are_the_whole(ballots):
    for row in resistance.tally(TEN, OPTIONS, ballots):
        assert (
            row.acceptance is None
            if not ballots
            else (row.acceptance + Fraction(row.resistance, 10 * len(ballots)) == 1)
        )


@given(with_gaps, st.sampled_from(OPTIONS), st.integers(0, 10))
@few
def test_v43_less_resistance_never_makes_a_rank_worse(ballots, option, least):
    before = by_option(resistance.tally(GAPS, OPTIONS, ballots))[option]
    lowered = [
        {**ballot, option: min(ballot[option], least)} if ballot.get(option) is not None else ballot
        for ballot in ballots
    ]
    after = by_option(resistance.tally(GAPS, OPTIONS, lowered))[option]
    assert after.rank <= before.rank


@given(with_gaps, st.randoms())
@few
def test_v40_the_order_of_resistances_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(resistance, GAPS, OPTIONS, ballots, random)
    check_ranks_are_shared(resistance.tally(GAPS, OPTIONS, ballots))
