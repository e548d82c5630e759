"""Rating on a scale: what counts, median, quartiles, distribution, ranks."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import score
from app.voting.methods.quantiles import Quartiles
from app.voting.methods.score import Problem, Settings
from tests.voting.profiles import (
    OPTIONS,
    by_option,
    check_order_does_not_matter,
    check_ranks_are_shared,
    few,
    many,
    ratings,
)

pytestmark = pytest.mark.row("C2")

TEN = Settings(0, 10)
LIKERT = Settings(1, 5)
EVERYTHING = Settings(1, 5, no_opinion=False)
ten, likert = ratings(0, 10), ratings(1, 5)


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (TEN, {}, None),
        (TEN, {11: 0, 12: 10, 13: None}, None),
        (TEN, {99: 1}, Problem.UNKNOWN_OPTION),
        (TEN, {99: None}, Problem.UNKNOWN_OPTION),
        (TEN, {11: -1}, Problem.OUTSIDE_SCALE),
        (TEN, {11: 11}, Problem.OUTSIDE_SCALE),
        (TEN, {11: 2.5}, Problem.OUTSIDE_SCALE),
        (TEN, {11: True}, Problem.OUTSIDE_SCALE),
        (LIKERT, {11: 0}, Problem.OUTSIDE_SCALE),
        (EVERYTHING, {11: 1, 12: 2, 13: 3, 14: 5}, None),
        (EVERYTHING, {11: 1, 12: 2, 13: 3}, Problem.INCOMPLETE),
        (EVERYTHING, {11: 1, 12: 2, 13: 3, 14: None}, Problem.INCOMPLETE),
    ],
)
def test_v42_a_rating_counts_on_its_scale_and_no_opinion_only_where_it_is_allowed(setting, choices, expected):
    assert score.problem(setting, OPTIONS, choices) == expected


@pytest.mark.parametrize(("lowest", "highest"), [(5, 5), (5, 1), (-1, 3), (0, 101)])
def test_v42_a_scale_without_two_steps_or_beyond_a_hundred_is_no_scale(lowest, highest):
    with pytest.raises(ValueError, match="lowest < highest"):
        Settings(lowest, highest)


def test_v42_median_quartiles_and_distribution_leave_no_opinion_out():
    rows = by_option(score.tally(LIKERT, [11, 12], [{11: 2}, {11: 5, 12: None}, {11: 3}, {12: 4}, {11: 3}]))
    assert vars(rows[11]) == {
        "option_id": 11,
        "rank": 2,
        "rated": 4,
        "no_opinion": 1,
        "total": 13,
        "mean": Fraction(13, 4),
        "quartiles": Quartiles(Fraction(11, 4), Fraction(3), Fraction(7, 2)),
        "distribution": (0, 1, 2, 0, 1),
    }
    assert (rows[12].rank, rows[12].rated, rows[12].no_opinion) == (1, 1, 4)


def test_v42_the_median_leads_the_mean_decides_between_equal_medians_and_equal_options_share_a_rank():
    steps = {11: (4, 4, 0), 12: (3, 3, 5), 13: (3, 3, 3), 14: (5, 3, 3)}
    ballots = [{option: given[person] for option, given in steps.items()} for person in range(3)]
    assert [(row.option_id, row.rank) for row in score.tally(LIKERT, OPTIONS, ballots)] == [
        (11, 1), (12, 2), (14, 2), (13, 4),
    ]  # fmt: skip


def test_v42_what_nobody_rated_comes_last_behind_a_zero():
    rows = score.tally(TEN, [11, 12, 13], [{12: 0}, {11: None}])
    assert [(row.option_id, row.rank, row.mean) for row in rows] == [(12, 1, 0), (11, 2, None), (13, 2, None)]
    assert [row.quartiles for row in rows[1:]] == [None, None]


@given(likert)
@many
def test_v42_score_agrees_with_a_naive_count(ballots):
    rows = score.tally(LIKERT, OPTIONS, ballots)
    standing = {}
    for row in rows:
        given_steps = [Fraction(one[row.option_id]) for one in ballots if one.get(row.option_id) is not None]
        assert row.distribution == tuple(given_steps.count(step) for step in (1, 2, 3, 4, 5))
        assert row.mean == (statistics.mean(given_steps) if given_steps else None)
        if len(given_steps) > 1:
            quartiles = statistics.quantiles(given_steps, n=4, method="inclusive")
            assert row.quartiles == Quartiles(*quartiles)
        standing[row.option_id] = (statistics.median(given_steps), row.mean) if given_steps else (0, 0)
    assert [row.option_id for row in rows] == sorted(OPTIONS, key=lambda one: standing[one], reverse=True)


@given(ten)
@few
def test_v42_every_ballot_is_a_step_or_no_opinion_and_the_steps_add_up_to_the_total(ballots):
    for row in score.tally(TEN, OPTIONS, ballots):
        assert row.rated + row.no_opinion == len(ballots)
        assert sum(row.distribution) == row.rated
        assert sum(step * persons for step, persons in enumerate(row.distribution)) == row.total


@given(ten, st.sampled_from(OPTIONS), st.data())
@few
def test_v42_a_higher_step_never_lowers_a_total_or_makes_a_rank_worse(ballots, option, data):
    before = by_option(score.tally(TEN, OPTIONS, ballots))[option]
    raised = [
        {**ballot, option: data.draw(st.integers(ballot[option], 10))} if ballot.get(option) is not None else ballot
        for ballot in ballots
    ]
    after = by_option(score.tally(TEN, OPTIONS, raised))[option]
    assert after.total >= before.total
    assert after.rank <= before.rank


@given(ten, st.randoms())
@few
def test_v40_the_order_of_ratings_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(score, TEN, OPTIONS, ballots, random)
    check_ranks_are_shared(score.tally(TEN, OPTIONS, ballots))
