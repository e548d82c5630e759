"""The nominal group technique: k of n in order, points, ties, ideas that people see differently."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import nominal_group
from app.voting.methods.nominal_group import Problem, Settings
from tests.voting.profiles import (
    EXAMPLES,
    OPTIONS,
    by_option,
    check_order_does_not_matter,
    check_ranks_are_shared,
    few,
    many,
)

pytestmark = pytest.mark.row("C3")

THREE = Settings(picks=3)
picks_of_three = st.permutations(OPTIONS).map(lambda order: order[:3])
ballots_of_three = st.lists(picks_of_three, max_size=7)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ([11, 12, 13], None),
        ([14, 11, 12], None),
        ([11, 12, 99], Problem.UNKNOWN_OPTION),
        ([11, 12, 12], Problem.TWICE),
        ([11, 12], Problem.WRONG_NUMBER),
        ([11, 12, 13, 14], Problem.WRONG_NUMBER),
        ([], Problem.WRONG_NUMBER),
    ],
)
def test_v48_everybody_picks_exactly_k_different_ideas(choices, expected):
    assert nominal_group.problem(THREE, OPTIONS, choices) == expected


@pytest.mark.parametrize("picks", [0, -1, 21])
def test_v48_nobody_can_pick_nothing_or_more_than_twenty(picks):
    with pytest.raises(ValueError, match="picks"):
        Settings(picks)


def test_v48_the_worked_example_has_its_scores_and_mentions():
    example = EXAMPLES["ngt_top5"]
    rows = by_option(nominal_group.tally(Settings(), "ABCDEF", example["ballots"]))
    assert {idea: row.score for idea, row in rows.items()} == example["scores"]
    assert {idea: row.mentions for idea, row in rows.items()} == example["mentions"]
    assert [rows[idea].rank for idea in "CABDFE"] == [1, 2, 3, 4, 5, 6]
    assert sum(row.score for row in rows.values()) == 7 * 15


def test_v48_equal_scores_are_ranked_by_mentions_then_by_first_places_then_shared():
    by_mentions = nominal_group.tally(Settings(picks=2), OPTIONS, [[11, 12], [13, 12]])
    assert [(row.option_id, row.rank) for row in by_mentions] == [(12, 1), (11, 2), (13, 2), (14, 4)]
    by_firsts = nominal_group.tally(THREE, OPTIONS, [[11, 12, 13], [14, 12, 11]])
    assert [(row.option_id, row.score, row.mentions, row.firsts, row.rank) for row in by_firsts] == [
        (11, 4, 2, 1, 1), (12, 4, 2, 0, 2), (14, 3, 1, 1, 3), (13, 1, 1, 0, 4),
    ]  # fmt: skip


def test_v48_an_idea_that_three_put_on_top_and_three_at_the_bottom_or_nowhere_is_polarised():
    on_top, nowhere = [[11, 12, 13]], [[12, 13, 14]]
    last = [[12, 13, 11]]
    assert by_option(nominal_group.tally(THREE, OPTIONS, on_top * 3 + nowhere * 2 + last))[11].is_polarised
    assert not by_option(nominal_group.tally(THREE, OPTIONS, on_top * 3 + nowhere * 2))[11].is_polarised
    assert not by_option(nominal_group.tally(THREE, OPTIONS, on_top * 2 + nowhere * 3))[11].is_polarised
    assert not by_option(nominal_group.tally(Settings(picks=2), OPTIONS, [[12, 11]] * 6))[11].is_polarised
    assert by_option(nominal_group.tally(Settings(picks=1), OPTIONS, [[11]] * 3 + [[12]] * 3))[11].is_polarised


@given(ballots_of_three)
@many
def test_v48_the_nominal_group_agrees_with_a_naive_count(ballots):
    score, mentions, firsts = defaultdict(int), defaultdict(int), defaultdict(int)
    for first, second, third in ballots:
        firsts[first] += 1
        for idea, points in ((first, 3), (second, 2), (third, 1)):
            score[idea] += points
            mentions[idea] += 1
    rows = by_option(nominal_group.tally(THREE, OPTIONS, ballots))
    key = {one: (score[one], mentions[one], firsts[one]) for one in OPTIONS}
    for one, row in rows.items():
        assert (row.score, row.mentions, row.firsts) == key[one]
        assert row.rank == 1 + len([other for other in OPTIONS if key[other] > key[one]])
        top = len([ballot for ballot in ballots if one in ballot[:2]])
        assert row.is_polarised is (top >= 3 and len(ballots) - top >= 3)


@given(ballots_of_three)
@few
def test_v48_every_ballot_gives_away_the_same_points_and_mentions(ballots):
    rows = nominal_group.tally(THREE, OPTIONS, ballots)
    assert sum(row.score for row in rows) == 6 * len(ballots)
    assert sum(row.mentions for row in rows) == 3 * len(ballots)
    assert sum(row.firsts for row in rows) == len(ballots)


@given(st.lists(picks_of_three, min_size=1, max_size=7))
@few
def test_v48_moving_up_on_a_ballot_never_makes_a_rank_worse(ballots):
    _, second, _ = ballots[0]
    raised = [[second, ballots[0][0], ballots[0][2]], *ballots[1:]]
    before = by_option(nominal_group.tally(THREE, OPTIONS, ballots))[second]
    after = by_option(nominal_group.tally(THREE, OPTIONS, raised))[second]
    assert after.score == before.score + 1
    assert after.rank <= before.rank


@given(ballots_of_three, st.randoms())
@few
def test_v40_the_order_of_picks_of_persons_and_of_ideas_does_not_matter(ballots, random):
    check_order_does_not_matter(nominal_group, THREE, OPTIONS, ballots, random)
    check_ranks_are_shared(nominal_group.tally(THREE, OPTIONS, ballots))
