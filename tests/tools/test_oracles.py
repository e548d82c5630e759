"""The comparison of `make oracles`: one that sees no difference would not fail by itself."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tools.oracles import votes
from tools.oracles.comparing import Oracle, first_difference, is_same, run

HONEST = Oracle("sum", votes.ratings, sum, sum)
WRONG = Oracle("length", votes.ratings, len, lambda steps: len(steps) - (len(steps) == 7))


def test_a_difference_is_found_and_shown_with_the_votes_and_both_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([HONEST, WRONG], count=300, seed=0) == 1
    said = capsys.readouterr().out
    assert "sum: 300 votes counted alike" in said
    assert "ours   7\n  theirs 6" in said


def test_the_same_seed_draws_the_same_votes() -> None:
    assert first_difference(WRONG, 300, 1) == first_difference(WRONG, 300, 1) != first_difference(WRONG, 300, 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (Fraction(1, 2), Fraction(1, 2), True),
        (Fraction(1, 3), 1 / 3, True),
        (Fraction(1, 3), 0.3333, False),
        (None, float("nan"), True),
        (Fraction(0), float("nan"), False),
        (None, 0.0, False),
        ([Fraction(1), Fraction(2)], [1.0, 2.0], True),
        ([Fraction(1)], [1.0, 2.0], False),
        ([(1, 2)], [(2, 1)], False),
        ([1], [2], False),
    ],
)
def test_exact_results_are_equal_and_floats_nearly(ours: object, theirs: object, same: bool) -> None:
    assert is_same(ours, theirs) is same


def test_random_votes_have_ties_gaps_and_clear_orders() -> None:
    chance = random.Random(0)  # noqa: S311  # no secret
    drawn = [votes.rankings(chance) for _ in range(100)]
    ballots = [(len(options), ballot) for options, ballots in drawn for ballot in ballots]
    assert {size for size, _ in ballots} == {2, 3, 4, 5, 6}
    assert any(len(set(ballot.values())) < len(ballot) for _, ballot in ballots)
    assert any(len(ballot) < size for size, ballot in ballots)
    assert any(len(set(ballot.values())) == size for size, ballot in ballots)
    scored = [ballot for _, ballots in (votes.scores(chance) for _ in range(100)) for ballot in ballots]
    assert {score for ballot in scored for score in ballot.values()} == {0, 1, 2, 3, 4, 5}
