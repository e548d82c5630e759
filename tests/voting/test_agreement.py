"""Kendall's W: rank sums, ties, the known example."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import agreement
from tests.voting.profiles import EXAMPLES, OPTIONS, few, many, places

pytestmark = pytest.mark.row("C3")

EXAMPLE = EXAMPLES["kendall_w_zar_20_5"]


def test_v57_the_worked_example_has_its_sums_and_its_coefficients():
    items = list(range(EXAMPLE["items"]))
    # The ranks end in halves, so twice the ranks are places in the same order.
    ballots = [{item: int(2 * rank) for item, rank in enumerate(ranks)} for ranks in EXAMPLE["ranks"]]
    found = agreement.kendall(items, ballots)
    assert [agreement.mean_ranks(items, ballot)[item] for ballot in ballots for item in items] == [
        rank for ranks in EXAMPLE["ranks"] for rank in ranks
    ]
    assert list(found.rank_sums.values()) == EXAMPLE["rank_sums"]
    assert (found.raters, found.squares, found.ties) == (EXAMPLE["raters"], EXAMPLE["S"], EXAMPLE["T"])
    assert float(found.w_without_ties) == pytest.approx(EXAMPLE["W_without_tie_correction"], abs=5e-6)
    assert float(found.w) == pytest.approx(EXAMPLE["W_tie_corrected"], abs=5e-6)
    assert float(found.chi_squared) == pytest.approx(EXAMPLE["chi2"], abs=1e-4)


def test_v57_the_same_ranking_of_all_is_one_and_opposite_ones_are_nothing():
    order = {11: 1, 12: 2, 13: 3, 14: 4}
    turned = {option: 5 - place for option, place in order.items()}
    assert agreement.kendall(OPTIONS, [order] * 3).w == 1
    assert agreement.kendall(OPTIONS, [order, turned]).w == 0
    tied = {11: 1, 12: 1, 13: 2}
    assert agreement.kendall(OPTIONS, [tied] * 3).w == 1
    assert agreement.kendall(OPTIONS, [tied] * 3).w_without_ties < 1


def test_v57_where_nothing_is_ranked_there_is_no_coefficient():
    nothing = [agreement.kendall(OPTIONS, []), agreement.kendall([11], [{11: 1}]), agreement.kendall(OPTIONS, [{}, {}])]
    assert [found.w for found in nothing] == [None, None, None]
    assert [found.chi_squared for found in nothing] == [None, None, None]
    assert [found.w_without_ties for found in nothing] == [None, None, 0]


def test_v57_what_is_left_out_is_last_and_tied():
    assert agreement.mean_ranks(OPTIONS, {13: 2}) == {11: 3, 12: 3, 13: 1, 14: 3}
    assert agreement.kendall(OPTIONS, [{13: 2}]).ties == 24


@given(places())
@many
def test_v57_w_agrees_with_friedmans_statistic(ballots):
    """Friedman's with ties, Conover: (n - 1) S' / (sum of squared ranks - m n (n + 1)² / 4) = m (n - 1) W."""
    size, people = len(OPTIONS), len(ballots)
    sums, squares = Counter(), 0
    for ballot in ballots:
        order = sorted(ballot.get(option, 9) for option in OPTIONS)
        for option in OPTIONS:
            place = ballot.get(option, 9)
            taken = [position for position, one in enumerate(order, start=1) if one == place]
            rank = Fraction(sum(taken), len(taken))
            sums[option] += rank
            squares += rank**2
    found = agreement.kendall(OPTIONS, ballots)
    below = squares - Fraction(people * size * (size + 1) ** 2, 4)
    if below == 0:
        assert found.w is None
        return
    above = (size - 1) * sum((sums[option] - Fraction(people * (size + 1), 2)) ** 2 for option in OPTIONS)
    assert found.chi_squared == above / below
    assert 0 <= found.w_without_ties <= found.w <= 1


@given(places(), st.randoms())
@few
def test_v40_the_order_of_rankings_does_not_matter_for_their_agreement(ballots, random):
    found = agreement.kendall(OPTIONS, ballots)
    assert agreement.kendall(random.sample(OPTIONS, 4), random.sample(ballots, len(ballots))) == found
    assert sum(found.rank_sums.values()) == 10 * len(ballots)
