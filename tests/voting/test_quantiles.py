"""Percentiles and quartiles: type 7, exact."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import quantiles
from app.voting.methods.quantiles import Quartiles
from tests.voting.profiles import few, many

QUARTERS = [Fraction(quarter, 4) for quarter in range(5)]


def test_v41_between_two_values_a_percentile_is_on_the_line_between_them():
    assert [quantiles.percentile([40, 10, 20], share) for share in QUARTERS] == [10, 15, 20, 30, 40]
    assert quantiles.percentile([1, 1, 2, 3, 5, 7, 8, 9, 9], Fraction(3, 10)) == Fraction(12, 5)


def test_v41_one_value_is_every_percentile_and_the_median_of_two_is_their_middle():
    assert {quantiles.percentile([7], share) for share in QUARTERS} == {7}
    assert quantiles.median([3, 4]) == Fraction(7, 2)


@pytest.mark.parametrize(("values", "share"), [([], Fraction(1, 2)), ([1], Fraction(-1, 9)), ([1], Fraction(10, 9))])
def test_v41_without_values_or_with_another_share_there_is_no_percentile(values, share):
    with pytest.raises(ValueError, match="share from 0 to 1"):
        quantiles.percentile(values, share)
    assert quantiles.quartiles([]) is None


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40))
@many
def test_v41_quartiles_are_those_of_the_standard_library(values):
    exact = [Fraction(value) for value in values]
    assert quantiles.quartiles(values) == Quartiles(*statistics.quantiles(exact, n=4, method="inclusive"))
    assert quantiles.median(values) == statistics.median(exact)
    tenths = statistics.quantiles(exact, n=10, method="inclusive")
    assert [quantiles.percentile(values, Fraction(tenth, 10)) for tenth in range(1, 10)] == tenths


@given(st.lists(st.integers(0, 9), min_size=1), st.integers(0, 9))
@few
def test_v41_quartiles_are_in_order_and_within_the_values(values, more):
    found = quantiles.quartiles(values)
    assert min(values) <= found.lower <= found.median <= found.upper <= max(values)
    assert found.range == found.upper - found.lower
    raised = quantiles.quartiles([value + more for value in values])
    assert (raised.median, raised.range) == (found.median + more, found.range)
