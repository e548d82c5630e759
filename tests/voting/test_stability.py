"""Stability between two rounds: changed votes, coefficients of variation, kappa."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import stability
from app.voting.methods.stability import Weight
from tests.voting.profiles import few, many

steps = st.integers(1, 9)
two_rounds = st.lists(st.tuples(steps, steps), min_size=1, max_size=20)
one_round = st.lists(steps, min_size=2, max_size=20)


def test_v54_fewer_than_fifteen_percent_of_changed_votes_are_stable():
    pairs = [(7, 7)] * 17 + [(7, 8)] * 3
    assert stability.changed(pairs) == Fraction(3, 20)
    assert not stability.is_stable(pairs)
    assert stability.is_stable([(7, 7), *pairs])
    assert stability.is_stable(pairs, below=16)


def test_v54_without_anybody_in_both_rounds_nothing_is_known_to_be_stable():
    assert stability.changed([]) is None
    assert not stability.is_stable([])


def test_v54_the_coefficient_of_variation_is_deviation_by_mean():
    assert stability.squared_variation([2, 4, 6]) == Fraction(1, 4)
    assert stability.squared_variation([5, 5]) == 0
    assert stability.squared_variation([5]) is None
    assert stability.squared_variation([0, 0, 0]) is None


def test_v54_coefficients_are_compared_exactly_at_the_boundary():
    half, none = [2, 4, 6], [5, 5, 5]
    assert stability.variation_is_stable(half, none, Fraction(1, 2))
    assert not stability.variation_is_stable(half, none, Fraction(499_999_999_999, 10**12))
    assert not stability.variation_is_stable(none, half, Fraction(499_999_999_999, 10**12))
    assert stability.variation_is_stable(half, half, Fraction(0))
    assert not stability.variation_is_stable(half, [5], Fraction(1))
    assert not stability.variation_is_stable([5], half, Fraction(1))


def test_v58_kappa_of_a_known_table():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, expected 0.5.
    table = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert [stability.kappa(table, weight) for weight in Weight] == [Fraction(2, 5)] * 3


def test_v58_weights_forgive_small_changes():
    pairs = [(1, 2), (2, 3), (3, 3), (9, 9)]
    plain, linear, quadratic = (stability.kappa(pairs, weight) for weight in Weight)
    assert plain < linear < quadratic < 1


def test_v58_kappa_is_one_for_no_change_and_undefined_for_one_single_rating():
    assert stability.kappa([(1, 1), (9, 9)]) == 1
    assert stability.kappa([(5, 5), (5, 5)]) is None
    assert stability.kappa([]) is None
    assert stability.kappa([(1, 9), (9, 1)]) == -1


@given(two_rounds)
@many
def test_v58_kappa_agrees_with_the_table_of_shares(pairs):
    first, second = zip(*pairs, strict=True)
    share = {(a, b): pairs.count((a, b)) / len(pairs) for a in range(1, 10) for b in range(1, 10)}
    chance = {(a, b): first.count(a) * second.count(b) / len(pairs) ** 2 for a, b in share}
    weights = {Weight.PLAIN: lambda a, b: a != b, Weight.LINEAR: lambda a, b: abs(a - b) / 8}
    weights[Weight.QUADRATIC] = lambda a, b: ((a - b) / 8) ** 2
    for weight, weigh in weights.items():
        found = stability.kappa(pairs, weight)
        expected = sum(weigh(a, b) * part for (a, b), part in chance.items())
        if found is None:
            assert expected == 0
        else:
            observed = sum(weigh(a, b) * part for (a, b), part in share.items())
            assert float(found) == pytest.approx(1 - observed / expected)
    assert float(stability.changed(pairs)) == pytest.approx(sum(a != b for a, b in pairs) / len(pairs))


@given(one_round, one_round, st.fractions(0, 1, max_denominator=50))
@many
def test_v54_variation_agrees_with_roots(before, after, most):
    first, second = (statistics.stdev(one) / statistics.mean(one) for one in (before, after))
    assert float(stability.squared_variation(before)) == pytest.approx(first**2)
    gap = abs(first - second)
    if not math.isclose(gap, float(most), abs_tol=1e-9):
        assert stability.variation_is_stable(before, after, most) is (gap < most)


@given(two_rounds, st.randoms())
@few
def test_v54_the_order_of_people_and_the_direction_of_time_do_not_matter(pairs, random):
    turned = [(after, before) for before, after in pairs]
    assert stability.changed(random.sample(pairs, len(pairs))) == stability.changed(turned) == stability.changed(pairs)


@given(two_rounds, st.sampled_from(Weight), st.randoms())
@few
def test_v58_kappa_is_the_same_in_any_order_of_people_and_in_both_directions_of_time(pairs, weight, random):
    turned = [(after, before) for before, after in pairs]
    shuffled = stability.kappa(random.sample(pairs, len(pairs)), weight)
    assert shuffled == stability.kappa(pairs, weight) == stability.kappa(turned, weight)
