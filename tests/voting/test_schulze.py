"""The Schulze method: pairs, strongest paths, who is before whom."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import schulze
from app.voting.methods.ranking import Settings
from app.voting.methods.schulze import Row
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


def order(rows: list[Row]) -> list[int]:
    return [row.option_id for row in rows]


def test_v46_the_45_voters_have_their_known_pairs_paths_and_ranks():
    example = EXAMPLES["schulze_45"]
    ballots = profile(example["profile"])
    steps = schulze.steps(FREE, "ABCDE", ballots)
    for known, found in ((example["d"], steps.preferred), (example["p"], steps.strengths)):
        assert found == {x: {y: votes for y, votes in zip("ABCDE", known[x], strict=True) if y != x} for x in "ABCDE"}
    rows = schulze.tally(FREE, "ABCDE", ballots)
    assert order(rows) == example["ranking"].split()
    assert [row.rank for row in rows] == [1, 2, 3, 4, 5]
    assert by_option(rows)["C"] == Row("C", 3, beats=("B", "D"), beaten_by=("A", "E"))


def test_v46_the_debian_votes_of_2010_and_2002_have_their_ranking():
    of_2010, of_2002 = EXAMPLES["debian_2010_from_preflib"], EXAMPLES["debian_2002_from_preflib"]
    rows = schulze.placed(range(1, 6), schulze.strengths(matrix(of_2010["d"])))
    assert order(rows) == of_2010["ranking_by_schulze"]
    assert rows[0].option_id == of_2010["schulze_winner"] == of_2010["condorcet_winner"]
    for pairs in (of_2002["d"], of_2002["official_beat_matrix"]):
        rows = schulze.placed(range(1, 5), schulze.strengths(matrix(pairs)))
        assert order(rows) == of_2002["ranking"]
        assert rows[0].option_id == of_2002["winner"]


def test_v46_the_condorcet_winner_of_debian_2010_wins_every_pair():
    example = EXAMPLES["debian_2010_from_preflib"]
    pairs = matrix(example["d"])
    winner = example["condorcet_winner"]
    assert all(votes > pairs[other][winner] for other, votes in pairs[winner].items())


def test_v46_what_is_not_ranked_is_below_what_is_ranked_and_equal_to_its_like():
    steps = schulze.steps(FREE, OPTIONS, [{11: 3, 12: 3}])
    assert steps.preferred[11] == {12: 0, 13: 1, 14: 1}
    assert [row.rank for row in schulze.tally(FREE, OPTIONS, [{11: 3, 12: 3}])] == [1, 1, 3, 3]


def test_v46_a_tied_pair_is_nobodys_victory():
    steps = schulze.steps(FREE, [11, 12], [{11: 1, 12: 2}, {12: 1, 11: 2}])
    assert steps.strengths == {11: {12: 0}, 12: {11: 0}}


def test_v46_options_that_cannot_be_told_apart_are_ranked_by_how_many_are_before_them():
    unrelated = {1: {2: 3, 3: 0}, 2: {1: 0, 3: 0}, 3: {1: 0, 2: 0}}
    assert [(row.option_id, row.rank) for row in schulze.placed([1, 2, 3], unrelated)] == [(1, 1), (3, 1), (2, 3)]


def strongest(pairs, start, end) -> int:
    """The strength of the strongest of all paths, each of them walked."""
    between = [one for one in OPTIONS if one not in (start, end)]
    stops = [way for length in range(len(between) + 1) for way in permutations(between, length)]
    paths = [list(zip((start, *way), (*way, end), strict=True)) for way in stops]
    return max(min(pairs[x][y] if pairs[x][y] > pairs[y][x] else 0 for x, y in path) for path in paths)


@given(places())
@many
def test_v46_schulze_agrees_with_walking_every_path(ballots):
    steps = schulze.steps(FREE, OPTIONS, ballots)
    for x, y in permutations(OPTIONS, 2):
        assert steps.preferred[x][y] == len([one for one in ballots if one.get(x, 9) < one.get(y, 9)])
        assert steps.strengths[x][y] == strongest(steps.preferred, x, y)
    rows = by_option(schulze.tally(FREE, OPTIONS, ballots))
    for x, y in permutations(OPTIONS, 2):
        is_before = strongest(steps.preferred, x, y) > strongest(steps.preferred, y, x)
        assert (y in rows[x].beats) is (x in rows[y].beaten_by) is is_before
        assert rows[x].rank < rows[y].rank or not is_before


@given(places())
@few
def test_v46_whoever_wins_every_pair_is_alone_in_front(ballots):
    pairs = schulze.steps(FREE, OPTIONS, ballots).preferred
    winners = [x for x in OPTIONS if all(pairs[x][y] > pairs[y][x] for y in pairs[x])]
    first = [row.option_id for row in schulze.tally(FREE, OPTIONS, ballots) if row.rank == 1]
    assert not winners or first == winners


@given(places(), st.sampled_from(OPTIONS), st.data())
@few
def test_v46_a_better_place_never_takes_the_victory_away(ballots, option, data):
    before = by_option(schulze.tally(FREE, OPTIONS, ballots))[option]
    raised = [{**one, option: data.draw(st.integers(1, one.get(option, 4)))} for one in ballots]
    after = by_option(schulze.tally(FREE, OPTIONS, raised))[option]
    assert set(before.beats) <= set(after.beats)
    assert after.rank == 1 or before.rank > 1


@given(places())
@few
def test_v46_every_voter_of_a_pair_prefers_one_or_neither(ballots):
    pairs = schulze.steps(FREE, OPTIONS, ballots).preferred
    assert all(pairs[x][y] + pairs[y][x] <= len(ballots) for x, y in combinations(OPTIONS, 2))


@given(places(), st.randoms())
@few
def test_v40_the_order_of_ballots_and_options_does_not_matter_for_the_paths(ballots, random):
    check_order_does_not_matter(schulze, FREE, OPTIONS, ballots, random)
    check_ranks_are_shared(schulze.tally(FREE, OPTIONS, ballots))
