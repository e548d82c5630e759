"""RAND/UCLA: percentiles, disagreement index, the classic rule, classes."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import rand_ucla
from app.voting.methods.rand_ucla import Panel, Problem, Region, Rule, Settings
from tests.voting.profiles import EXAMPLES, OPTIONS, check_order_does_not_matter, few, many, ratings

pytestmark = pytest.mark.row("C2")

IPRAS, CLASSIC = Settings(), Settings(rule=Rule.CLASSIC)
nine = ratings(1, 9, most=17)


def row(setting, steps) -> rand_ucla.Row:
    return rand_ucla.tally(setting, [11], [{11: step} for step in steps])[0]


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (IPRAS, {11: 1, 12: 9, 13: None}, None),
        (IPRAS, {99: 1}, Problem.UNKNOWN_OPTION),
        (IPRAS, {11: 0}, Problem.OUTSIDE_SCALE),
        (IPRAS, {11: 10}, Problem.OUTSIDE_SCALE),
        (Settings(no_opinion=False), {11: 1}, Problem.INCOMPLETE),
    ],
)
def test_v55_appropriateness_is_rated_from_1_to_9(setting, choices, expected):
    assert rand_ucla.problem(setting, OPTIONS, choices) == expected


@pytest.mark.parametrize(("lowest", "highest"), [(0, 9), (1, 10), (1, 5)])
def test_v55_there_is_no_other_scale(lowest, highest):
    with pytest.raises(ValueError, match="1 to 9"):
        Settings(lowest, highest)


@pytest.mark.parametrize("example", EXAMPLES["rand_ucla"])
def test_v55_the_worked_examples_have_their_percentiles_and_index(example):
    found = row(IPRAS, example["ratings"])
    spread = found.range
    for value, key in [
        (found.median, "median"),
        (spread.p30, "p30"),
        (spread.p70, "p70"),
        (spread.ipr, "ipr"),
        (spread.ipras, "ipras"),
    ]:
        assert value == Fraction(str(example[key]))
    assert round(spread.index, 3) == Fraction(str(example["di"]))
    assert (spread.index > 1) is example["disagreement"]
    assert (found.region is Region.MIDDLE) is (example["disagreement"] or 4 <= example["median"] <= 6)


def test_v55_the_published_panel_of_fifteen_agrees_with_three_outside():
    example = EXAMPLES["rand_ucla"][0]
    found = row(CLASSIC, example["ratings"])
    assert (found.outside, found.panel.value) == (example["outside_region"], example["panel_rule"].split()[0])
    assert found.region is Region.HIGH


@pytest.mark.parametrize(
    ("steps", "panel", "region"),
    [
        ([7] * 6 + [1] * 2, Panel.AGREEMENT, Region.HIGH),
        ([7] * 5 + [1] * 3, Panel.DISAGREEMENT, Region.MIDDLE),
        ([7] * 5 + [1] * 2 + [5], Panel.NEITHER, Region.HIGH),
        ([1] * 7 + [9] * 3, Panel.DISAGREEMENT, Region.MIDDLE),
        ([1] * 8 + [9] * 3, Panel.AGREEMENT, Region.LOW),
        ([1] * 7 + [9] * 4, Panel.DISAGREEMENT, Region.MIDDLE),
        ([1] * 9 + [9] * 4, Panel.DISAGREEMENT, Region.MIDDLE),
        ([1] * 10 + [9] * 4, Panel.AGREEMENT, Region.LOW),
        ([1] * 9 + [9] * 5, Panel.DISAGREEMENT, Region.MIDDLE),
        ([1] * 11 + [9] * 5, Panel.DISAGREEMENT, Region.MIDDLE),
        ([1] * 11 + [9] * 4 + [5], Panel.NEITHER, Region.LOW),
        ([5] * 7, None, None),
        ([5] * 17, None, None),
    ],
)
def test_v55_the_classic_rule_has_its_numbers_for_panels_of_8_to_16(steps, panel, region):
    found = row(CLASSIC, steps)
    assert (found.panel, found.region) == (panel, region)


@pytest.mark.parametrize(
    ("steps", "median", "region"),
    [
        ([3, 3], 3, Region.LOW),
        ([3, 4], Fraction(7, 2), Region.MIDDLE),
        ([6, 6], 6, Region.MIDDLE),
        ([6, 7], Fraction(13, 2), Region.HIGH),
        ([7, 7], 7, Region.HIGH),
    ],
)
def test_v55_a_median_between_two_regions_belongs_to_the_higher_one(steps, median, region):
    found = row(IPRAS, steps)
    assert (found.median, found.region) == (median, region)
    assert found.outside == len([step for step in steps if rand_ucla.region_of(Fraction(step)) is not region])


def test_v55_what_nobody_rated_has_no_class():
    assert vars(row(IPRAS, [None, None])) == {
        "option_id": 11,
        "rated": 0,
        "median": None,
        "range": None,
        "outside": None,
        "panel": None,
        "region": None,
    }


@given(st.lists(st.integers(1, 9), min_size=2, max_size=20))
@many
def test_v55_the_index_agrees_with_the_standard_library(steps):
    found = row(IPRAS, steps)
    tenths = statistics.quantiles(map(Fraction, steps), n=10, method="inclusive")
    p30, p70 = tenths[2], tenths[6]
    needed = Fraction("2.35") + Fraction("1.5") * abs(5 - (p30 + p70) / 2)
    assert (found.range.p30, found.range.p70, found.range.ipras) == (p30, p70, needed)
    middle = statistics.median(map(Fraction, steps))
    third = "inappropriate" if middle < 3.5 else "uncertain" if middle < 6.5 else "appropriate"
    assert found.region == ("uncertain" if p70 - p30 > needed else third)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20))
@few
def test_v55_turning_the_scale_around_keeps_the_disagreement(steps):
    found, turned = row(IPRAS, steps), row(IPRAS, [10 - step for step in steps])
    assert turned.range.index == found.range.index
    assert turned.median == 10 - found.median


@given(nine, st.sampled_from([IPRAS, CLASSIC]), st.randoms())
@few
def test_v40_the_order_of_panellists_and_statements_does_not_matter(ballots, setting, random):
    check_order_does_not_matter(rand_ucla, setting, OPTIONS, ballots, random)
