"""Delphi: when the ratings of a round are consensus, by each of the four rules."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import delphi
from app.voting.methods.delphi import Direction, Problem, Rule, Settings
from app.voting.methods.quantiles import Quartiles
from tests.voting.profiles import OPTIONS, check_order_does_not_matter, few, many, ratings

pytestmark = pytest.mark.row("C2")

MEDIAN_IQR = Settings()
PERCENT = Settings(rule=Rule.PERCENT)
CORE = Settings(rule=Rule.CORE_OUTCOME)
APMO = Settings(rule=Rule.APMO)
AGREEMENT, DISAGREEMENT, NEITHER = Direction
nine = ratings(1, 9)


def row(setting, steps) -> delphi.Row:
    return delphi.tally(setting, [11], [{11: step} for step in steps])[0]


def verdict(setting, *, agree=0, neutral=0, disagree=0) -> Direction:
    found = row(setting, [9] * agree + [5] * neutral + [1] * disagree)
    assert found.is_consensus is (found.direction is not NEITHER)
    return found.direction


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (MEDIAN_IQR, {11: 1, 12: 9, 13: None}, None),
        (MEDIAN_IQR, {99: 1}, Problem.UNKNOWN_OPTION),
        (MEDIAN_IQR, {11: 0}, Problem.OUTSIDE_SCALE),
        (MEDIAN_IQR, {11: 10}, Problem.OUTSIDE_SCALE),
        (Settings(no_opinion=False), {11: 1}, Problem.INCOMPLETE),
    ],
)
def test_v53_a_statement_is_rated_on_the_scale_or_not_at_all(setting, choices, expected):
    assert delphi.problem(setting, OPTIONS, choices) == expected


@pytest.mark.parametrize(
    "impossible",
    [
        {"agree_from": 3},
        {"agree_from": 10},
        {"disagree_to": 0},
        {"disagree_to": 7},
        {"percent": 50},
        {"percent": 101},
        {"widest": -1},
        {"lowest": 9},
    ],
)
def test_v53_a_rule_that_can_never_or_always_be_met_is_no_rule(impossible):
    with pytest.raises(ValueError, match="does not hold"):
        Settings(**impossible)


@pytest.mark.parametrize(
    ("steps", "quartiles", "direction", "is_consensus"),
    [
        # dft3_a_s7
        ([9, 9, 7, 3, 9, 9, 7, 7, 3, 5, 5, 9, 9, 9, 8, 5, 5, 9, 9, 1, 1], (5, 7, 9), AGREEMENT, False),
        ([7], (7, 7, 7), AGREEMENT, True),
        ([3, 3, 1], (2, 3, 3), DISAGREEMENT, True),
        ([4, 4, 7, 7], (4, Fraction(11, 2), 7), NEITHER, True),
        ([1, 4, 7, 8], (Fraction(13, 4), Fraction(11, 2), Fraction(29, 4)), NEITHER, False),
    ],
)
def test_v53_by_median_and_iqr_direction_and_consensus_are_two_things(steps, quartiles, direction, is_consensus):
    found = row(MEDIAN_IQR, steps)
    assert found.quartiles == Quartiles(*map(Fraction, quartiles))
    assert (found.direction, found.is_consensus, found.rated) == (direction, is_consensus, len(steps))


@pytest.mark.parametrize(
    ("quartiles", "direction", "is_consensus"),
    [
        # The published quartiles of dft3_z_s6 and dft3_z_s4, then some at the boundaries.
        ((Fraction(11, 4), 3, 7), DISAGREEMENT, False),
        ((4, 6, 7), NEITHER, True),
        ((4, 7, 7), AGREEMENT, True),
        ((4, Fraction(13, 2), 7), NEITHER, True),
        ((4, 5, Fraction(29, 4)), NEITHER, False),
    ],
)
def test_v53_published_quartiles_have_their_published_group(quartiles, direction, is_consensus):
    lower, middle, upper = (int(4 * value) for value in quartiles)
    in_quarters = Settings(lowest=4, highest=36, agree_from=28, disagree_to=12, widest=12)
    found = row(in_quarters, [lower, lower, middle, upper, upper])
    assert found.quartiles == Quartiles(Fraction(lower), Fraction(middle), Fraction(upper))
    assert (found.direction, found.is_consensus) == (direction, is_consensus)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"agree": 3, "disagree": 1}, AGREEMENT),
        ({"agree": 74, "neutral": 26}, NEITHER),
        ({"agree": 75, "disagree": 25}, AGREEMENT),
        ({"disagree": 75, "neutral": 25}, DISAGREEMENT),
        ({"neutral": 4}, NEITHER),
        ({}, NEITHER),
    ],
)
def test_v53_percent_agreement_is_reached_at_the_percent(votes, expected):
    assert verdict(PERCENT, **votes) is expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"agree": 70, "neutral": 16, "disagree": 14}, AGREEMENT),
        ({"agree": 70, "neutral": 15, "disagree": 15}, NEITHER),
        ({"agree": 69, "neutral": 31}, NEITHER),
        ({"agree": 85, "disagree": 15}, NEITHER),
        ({"disagree": 70, "neutral": 16, "agree": 14}, DISAGREEMENT),
        ({"disagree": 70, "neutral": 15, "agree": 15}, NEITHER),
        ({}, NEITHER),
    ],
)
def test_v53_a_core_outcome_has_seventy_percent_for_it_and_fewer_than_fifteen_against_it(votes, expected):
    assert verdict(CORE, **votes) is expected


def test_v53_by_apmo_the_items_above_the_average_majority_have_consensus():
    statements = {11: [9] * 9 + [1], 12: [9] * 6 + [5] * 4, 13: [1] * 8 + [9] * 2, 14: [9] * 5 + [1] * 5}
    ballots = [{option: steps[person] for option, steps in statements.items()} for person in range(10)]
    assert delphi.cut_off(APMO, list(statements.values())) == Fraction(9 + 6 + 8, 40)
    rows = delphi.tally(APMO, OPTIONS, ballots)
    assert [one.direction for one in rows] == [AGREEMENT, AGREEMENT, DISAGREEMENT, NEITHER]
    all_alike = delphi.tally(APMO, [11, 12], [{11: 9, 12: 9}, {11: 9, 12: 1}, {11: 9, 12: 5}])
    assert [one.direction for one in all_alike] == [AGREEMENT, NEITHER]
    assert verdict(APMO, agree=2, disagree=1) is NEITHER
    assert delphi.cut_off(APMO, [[], []]) is None
    assert verdict(APMO) is NEITHER


def test_v53_no_opinion_is_shown_and_left_out():
    (found,) = delphi.tally(PERCENT, [11], [{11: 9}, {11: None}, {}, {11: 7}, {11: 2}])
    assert (found.rated, found.no_opinion, found.agree, found.disagree) == (3, 2, 2, 1)
    assert found.distribution == (0, 1, 0, 0, 0, 0, 1, 0, 1)


@given(nine)
@many
def test_v53_delphi_agrees_with_a_naive_count(ballots):
    for setting in (MEDIAN_IQR, PERCENT, CORE):
        for found in delphi.tally(setting, OPTIONS, ballots):
            steps = [one[found.option_id] for one in ballots if one.get(found.option_id)]
            if len(steps) < 2:
                continue
            high = Fraction(len([step for step in steps if step in (7, 8, 9)]), len(steps))
            low = Fraction(len([step for step in steps if step in (1, 2, 3)]), len(steps))
            q1, q2, q3 = statistics.quantiles(map(Fraction, steps), n=4, method="inclusive")
            verdicts = {
                Rule.MEDIAN_IQR: (q2 >= 7, q2 <= 3),
                Rule.PERCENT: (high >= Fraction(3, 4), low >= Fraction(3, 4)),
                Rule.CORE_OUTCOME: (
                    high >= Fraction(7, 10) and low < Fraction(15, 100),
                    low >= Fraction(7, 10) and high < Fraction(15, 100),
                ),
            }
            is_for, is_against = verdicts[setting.rule]
            assert found.direction is (AGREEMENT if is_for else DISAGREEMENT if is_against else NEITHER)
            assert found.is_consensus is (q3 - q1 <= 3 if setting is MEDIAN_IQR else is_for or is_against)


@given(nine)
@few
def test_v53_every_ballot_is_a_rating_or_no_opinion(ballots):
    for found in delphi.tally(APMO, OPTIONS, ballots):
        assert found.rated + found.no_opinion == len(ballots)
        assert sum(found.distribution) == found.rated >= found.agree + found.disagree


@given(nine, st.sampled_from([MEDIAN_IQR, PERCENT, CORE, APMO]), st.randoms())
@few
def test_v40_the_order_of_experts_and_statements_does_not_matter(ballots, setting, random):
    check_order_does_not_matter(delphi, setting, OPTIONS, ballots, random)
