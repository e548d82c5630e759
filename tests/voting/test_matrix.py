"""The importance–urgency matrix: means, quadrants, the order by the exact product."""

import math
import statistics
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import matrix
from app.voting.methods.matrix import Problem, Quadrant, Settings
from tests.voting.profiles import (
    EXAMPLES,
    LEFT_OUT,
    OPTIONS,
    ballots_of,
    by_option,
    check_order_does_not_matter,
    check_ranks_are_shared,
    few,
    many,
)

pytestmark = pytest.mark.row("C4")

FIVE = Settings()
EXAMPLE = EXAMPLES["wichtigkeit_dringlichkeit"]
QUADRANTS = {
    "A sofort": Quadrant.NOW,
    "B planen": Quadrant.PLAN,
    "C delegieren": Quadrant.DELEGATE,
    "D zurückstellen": Quadrant.DEFER,
}
marked = ballots_of([*product(range(1, 6), repeat=2), LEFT_OUT])


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (FIVE, {}, None),
        (FIVE, {11: (1, 5)}, None),
        (FIVE, {99: (1, 5)}, Problem.UNKNOWN_OPTION),
        (FIVE, {11: (0, 5)}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: (1, 6)}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: (1,)}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: (1, 2, 3)}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: (1, None)}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: (1.5, 2)}, Problem.OUTSIDE_SCALE),
        (Settings(0, 10), {11: (0, 10)}, None),
        (Settings(no_opinion=False), {11: (1, 5)}, Problem.INCOMPLETE),
    ],
)
def test_v49_each_option_gets_two_marks_on_the_scale_or_none(setting, choices, expected):
    assert matrix.problem(setting, OPTIONS, choices) == expected


def test_v49_the_worked_examples_are_in_their_quadrants():
    ballots = [
        {need: (marks["w"][person], marks["d"][person]) for need, marks in EXAMPLE.items()} for person in range(5)
    ]
    rows = by_option(matrix.tally(FIVE, list(EXAMPLE), ballots))
    for need, expected in EXAMPLE.items():
        assert rows[need].importance == Fraction(str(expected["mw"]))
        assert rows[need].urgency == Fraction(str(expected["md"]))
        assert rows[need].quadrant is QUADRANTS[expected["quadrant"]]
    assert [rows[need].rank for need in EXAMPLE] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([(3, 3)], Quadrant.DEFER),
        ([(4, 3)], Quadrant.PLAN),
        ([(3, 4)], Quadrant.DELEGATE),
        ([(3, 3), (3, 4), (4, 3)], Quadrant.NOW),
        ([(2, 5), (4, 1)], Quadrant.DEFER),
    ],
)
def test_v49_a_mean_in_the_middle_of_the_scale_counts_as_low(marks, expected):
    rows = matrix.tally(FIVE, [11], [{11: mark} for mark in marks])
    assert rows[0].quadrant is expected


def test_v49_the_middle_of_a_scale_may_lie_between_two_steps():
    rows = matrix.tally(Settings(1, 4), [11, 12], [{11: (3, 2), 12: (2, 3)}])
    assert [row.quadrant for row in rows] == [Quadrant.PLAN, Quadrant.DELEGATE]
    assert [row.rank for row in rows] == [1, 1]


def test_v49_products_are_compared_exactly_and_what_nobody_rated_is_last():
    thirds = [(1, 3), (1, 3), (2, 3)]
    ballots = [{11: one, 12: (2, 2)} for one in thirds]
    rows = matrix.tally(FIVE, [13, 12, 11], ballots)
    assert [(row.option_id, row.rank, row.product) for row in rows] == [(12, 1, 4), (11, 1, 4), (13, 3, None)]
    assert vars(rows[2]) == {
        "option_id": 13,
        "rank": 3,
        "rated": 0,
        "importance": None,
        "urgency": None,
        "product": None,
        "quadrant": None,
    }


@given(marked)
@many
def test_v49_the_matrix_agrees_with_a_naive_count(ballots):
    rows = matrix.tally(FIVE, OPTIONS, ballots)
    for row in rows:
        given_marks = [ballot[row.option_id] for ballot in ballots if row.option_id in ballot]
        assert row.rated == len(given_marks)
        if given_marks:
            importance = statistics.mean(Fraction(mark[0]) for mark in given_marks)
            urgency = statistics.mean(Fraction(mark[1]) for mark in given_marks)
            assert (row.importance, row.urgency) == (importance, urgency)
            names = {(True, True): "now", (True, False): "plan", (False, True): "delegate", (False, False): "defer"}
            assert row.quadrant == names[importance > 3, urgency > 3]
    roots = [math.sqrt(row.product) if row.rated else 0.0 for row in rows]
    assert roots == sorted(roots, reverse=True)


@given(marked, st.sampled_from(OPTIONS))
@few
def test_v49_higher_marks_never_make_a_rank_worse(ballots, option):
    before = by_option(matrix.tally(FIVE, OPTIONS, ballots))[option]
    raised = [{**one, option: (one[option][0], 5)} if option in one else one for one in ballots]
    after = by_option(matrix.tally(FIVE, OPTIONS, raised))[option]
    assert after.rank <= before.rank


@given(marked, st.randoms())
@few
def test_v40_the_order_of_marks_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(matrix, FIVE, OPTIONS, ballots, random)
    check_ranks_are_shared(matrix.tally(FIVE, OPTIONS, ballots))
