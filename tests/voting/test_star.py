"""STAR: totals, final, runoff, and ties that stay visible."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import star
from app.voting.methods.star import Problem, Settings
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

pytestmark = pytest.mark.row("C3")

FIVE = Settings()
scores = ratings(0, 5)


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (FIVE, {}, None),
        (FIVE, {11: 5, 12: None}, None),
        (FIVE, {99: 5}, Problem.UNKNOWN_OPTION),
        (FIVE, {11: 6}, Problem.OUTSIDE_SCALE),
        (FIVE, {11: -1}, Problem.OUTSIDE_SCALE),
        (Settings(gaps=False), {11: 5}, Problem.INCOMPLETE),
        (Settings(highest=10), {11: 10}, None),
    ],
)
def test_v47_a_star_ballot_scores_options_from_0_to_5(setting, choices, expected):
    assert star.problem(setting, OPTIONS, choices) == expected


def test_v47_a_scale_without_a_score_is_no_scale():
    with pytest.raises(ValueError, match="highest"):
        Settings(highest=0)


def test_v47_the_worked_example_has_its_totals_finalists_and_runoff():
    example = EXAMPLES["star_small"]
    names = sorted(example["scores"])
    steps = star.steps(FIVE, names, example["ballots"])
    assert steps.totals == example["scores"]
    assert list(steps.finalists) == example["finalists"]
    assert steps.votes == example["runoff"]
    assert (steps.winner, steps.tied, steps.no_preference) == (example["winner"], (), 0)
    rows = star.tally(FIVE, names, example["ballots"])
    assert [(row.option_id, row.rank, row.is_finalist) for row in rows] == [
        ("Berta", 1, True), ("Carl", 2, True), ("Dora", 3, False),
    ]  # fmt: skip


def test_v47_what_is_not_scored_has_zero_and_equal_scores_prefer_nobody():
    steps = star.steps(FIVE, [11, 12], [{11: 1}, {11: 3, 12: 3}, {12: None}])
    assert steps.totals == {11: 4, 12: 3}
    assert (steps.votes, steps.no_preference, steps.winner) == ({11: 1, 12: 0}, 2, 11)


@pytest.mark.parametrize(
    ("columns", "finalists", "winner", "tied"),
    [
        # 12 and 13 are equal in points; more persons prefer 13.
        ({11: [5, 5, 5], 12: [5, 0, 0], 13: [0, 2, 3]}, (11, 13), 11, ()),
        # 12 and 13 are equal in points and preferences; 13 has a five.
        ({11: [5, 5], 12: [2, 4], 13: [5, 1]}, (11, 13), 11, ()),
        # 12 and 13 cannot be told apart: there is no runoff.
        ({11: [5, 5], 12: [2, 4], 13: [4, 2]}, (11,), None, (12, 13)),
        # All three are equal in points; 12 is preferred most, and of the other two 13 has a five.
        ({11: [4, 4, 4], 12: [5, 5, 2], 13: [3, 4, 5]}, (12, 13), 12, ()),
        # As many prefer 11 as 12; 11 has more points.
        ({11: [5, 1], 12: [1, 4]}, (11, 12), 11, ()),
        # As many prefer 11 as 12, with as many points; 12 has a five.
        ({11: [4, 3], 12: [2, 5]}, (11, 12), 12, ()),
        # Nothing tells 11 and 12 apart.
        ({11: [5, 1], 12: [1, 5]}, (11, 12), None, (11, 12)),
        ({11: [2]}, (11,), 11, ()),
    ],
)
def test_v47_ties_are_broken_by_preferences_points_and_highest_scores_and_else_stay_visible(
    columns, finalists, winner, tied
):
    steps = star.steps(FIVE, list(columns), of_columns(columns))
    assert (set(steps.finalists), steps.winner, steps.tied) == (set(finalists), winner, tied)
    assert bool(steps.votes) is (len(finalists) == 2)


def test_v47_options_that_are_still_tied_share_the_first_rank():
    for_the_final = star.tally(FIVE, [11, 12, 13, 14], of_columns({11: [5, 5], 12: [2, 4], 13: [4, 2], 14: [1, 0]}))
    assert [(row.option_id, row.rank, row.is_finalist) for row in for_the_final] == [
        (11, 1, True), (12, 1, False), (13, 1, False), (14, 4, False),
    ]  # fmt: skip
    for_victory = star.tally(FIVE, [11, 12, 13], of_columns({11: [5, 1], 12: [1, 5], 13: [0, 0]}))
    assert [(row.option_id, row.rank) for row in for_victory] == [(11, 1), (12, 1), (13, 3)]


def test_v47_without_options_nobody_wins():
    assert star.steps(FIVE, [], []).winner is None


@given(scores)
@many
def test_v47_star_agrees_with_a_naive_count_where_nothing_is_tied(ballots):
    steps = star.steps(FIVE, OPTIONS, ballots)
    totals = Counter({option: sum(one.get(option) or 0 for one in ballots) for option in OPTIONS})
    assert steps.totals == totals
    (first, _), (second, border), (_, third), _ = totals.most_common()
    if border == third:
        return
    assert set(steps.finalists) == {first, second}
    for one, other in ((first, second), (second, first)):
        assert steps.votes[one] == len([given for given in ballots if (given.get(one) or 0) > (given.get(other) or 0)])
    if steps.votes[first] != steps.votes[second]:
        assert steps.winner == max((first, second), key=lambda one: steps.votes[one])


@given(scores)
@few
def test_v47_there_is_a_winner_or_a_visible_tie_and_the_runoff_has_every_ballot(ballots):
    steps = star.steps(FIVE, OPTIONS, ballots)
    assert (steps.winner is None) is (len(steps.tied) > 1)
    assert len(steps.finalists) <= 2
    assert sum(steps.votes.values()) + steps.no_preference == len(ballots)
    if steps.winner is not None:
        loser = next(one for one in steps.finalists if one != steps.winner)
        assert steps.votes[steps.winner] >= steps.votes[loser]
        first = [row.option_id for row in star.tally(FIVE, OPTIONS, ballots) if row.rank == 1]
        assert first == [steps.winner]


@given(scores, st.sampled_from(OPTIONS))
@few
def test_v47_one_more_highest_score_never_lowers_a_total(ballots, option):
    before = by_option(star.tally(FIVE, OPTIONS, ballots))
    after = by_option(star.tally(FIVE, OPTIONS, [*ballots, {option: 5}]))
    assert after[option].total == before[option].total + 5


@given(scores, st.randoms())
@few
def test_v40_the_order_of_scores_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(star, FIVE, OPTIONS, ballots, random)
    check_ranks_are_shared(star.tally(FIVE, OPTIONS, ballots))
