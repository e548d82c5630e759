"""The Borda count: points of places, ties, options that are not ranked."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import borda
from app.voting.methods.ranking import Problem, Settings
from tests.voting.profiles import (
    EXAMPLES,
    OPTIONS,
    by_option,
    check_order_does_not_matter,
    check_ranks_are_shared,
    few,
    many,
    matrix,
    places,
    profile,
)

pytestmark = pytest.mark.row("C3")

FREE = Settings()
STRICT = Settings(ties=False, complete=True)


def points(options, ballots) -> dict[int, Fraction]:
    return {row.option_id: row.points for row in borda.tally(FREE, options, ballots)}


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (FREE, {}, None),
        (FREE, {11: 1, 12: 1, 13: 4}, None),
        (STRICT, {11: 4, 12: 3, 13: 2, 14: 1}, None),
        (FREE, {99: 1}, Problem.UNKNOWN_OPTION),
        (FREE, {11: 0}, Problem.NOT_A_PLACE),
        (FREE, {11: 5}, Problem.NOT_A_PLACE),
        (FREE, {11: True}, Problem.NOT_A_PLACE),
        (STRICT, {11: 1, 12: 1, 13: 2, 14: 3}, Problem.SHARED_PLACE),
        (STRICT, {11: 1, 12: 2, 13: 3}, Problem.INCOMPLETE),
    ],
)
def test_v45_a_ranking_gives_places_to_options_that_are_up_for_the_vote(setting, choices, expected):
    assert borda.problem(setting, OPTIONS, choices) == expected


def test_v45_tennessee_has_its_known_points():
    example = EXAMPLES["borda_tennessee"]
    towns = list(example["scores"])
    ballots = profile([(voters, order.split(">")) for voters, order in example["profile"]])
    assert points(towns, ballots) == example["scores"]
    assert [row.option_id for row in borda.tally(FREE, towns, ballots)] == [
        "Nashville", "Chattanooga", "Memphis", "Knoxville",
    ]  # fmt: skip


def test_v45_the_45_voters_have_their_known_points():
    example = EXAMPLES["schulze_45"]
    assert points("ABCDE", profile(example["profile"])) == example["borda"]


def test_v45_debian_2010_has_its_points_from_the_pairs_alone():
    example = EXAMPLES["debian_2010_from_preflib"]
    found = borda.points(matrix(example["d"]), example["voters"])
    assert [sum(row.values()) for row in found.values()] == example["borda"]


def test_v45_the_steps_are_the_pairs_and_the_points_of_each_pair():
    steps = borda.steps(FREE, [11, 12, 13], [{11: 1, 12: 2, 13: 3}, {11: 1, 12: 1}, {12: 1, 11: 2, 13: 3}])
    assert steps.preferred == {11: {12: 1, 13: 3}, 12: {11: 1, 13: 3}, 13: {11: 0, 12: 0}}
    assert steps.points == {11: {12: Fraction(3, 2), 13: 3}, 12: {11: Fraction(3, 2), 13: 3}, 13: {11: 0, 12: 0}}


def test_v45_ties_share_the_mean_of_their_places_and_what_is_not_ranked_shares_the_rest():
    assert points(OPTIONS, [{11: 1, 12: 2, 13: 2}]) == {11: 3, 12: Fraction(3, 2), 13: Fraction(3, 2), 14: 0}
    assert points(OPTIONS, [{11: 2}]) == {11: 3, 12: 1, 13: 1, 14: 1}
    assert set(points(OPTIONS, [{}]).values()) == {Fraction(3, 2)}


def naive_points(ballot) -> dict[int, Fraction]:
    """Each option gets the mean of the points of the places that its group of equals takes."""
    groups = [[one for one in OPTIONS if ballot.get(one, 9) == place] for place in (1, 2, 3, 4, 9)]
    left, found = [3, 2, 1, 0], {}
    for group in filter(None, groups):
        found |= dict.fromkeys(group, Fraction(sum(left[: len(group)]), len(group)))
        left = left[len(group) :]
    return found


@given(places())
@many
def test_v45_borda_agrees_with_a_naive_count(ballots):
    each = [naive_points(ballot) for ballot in ballots]
    assert points(OPTIONS, ballots) == {option: sum(one[option] for one in each) for option in OPTIONS}


@given(places())
@few
def test_v45_every_ballot_gives_away_the_same_points(ballots):
    assert sum(points(OPTIONS, ballots).values()) == 6 * len(ballots)


@given(places(), st.sampled_from(OPTIONS), st.data())
@few
def test_v45_a_better_place_never_takes_points_or_makes_a_rank_worse(ballots, option, data):
    before = by_option(borda.tally(FREE, OPTIONS, ballots))[option]
    raised = [{**one, option: data.draw(st.integers(1, one.get(option, 4)))} for one in ballots]
    after = by_option(borda.tally(FREE, OPTIONS, raised))[option]
    assert after.points >= before.points
    assert after.rank <= before.rank


@given(places(), st.randoms())
@few
def test_v40_the_order_of_rankings_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(borda, FREE, OPTIONS, ballots, random)
    check_ranks_are_shared(borda.tally(FREE, OPTIONS, ballots))
