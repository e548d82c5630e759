"""The straw poll: votes and shares, and nothing that looks like a decision."""

from collections import Counter
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import straw_poll
from app.voting.methods.straw_poll import Problem, Row, Settings
from tests.voting.profiles import OPTIONS, check_order_does_not_matter, few, many

ONE, SEVERAL = Settings(), Settings(several=True)
leanings = st.lists(st.lists(st.sampled_from(OPTIONS), unique=True), max_size=7)


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (ONE, [], None),
        (ONE, [11], None),
        (SEVERAL, [11, 12], None),
        (ONE, [99], Problem.UNKNOWN_OPTION),
        (SEVERAL, [11, 11], Problem.TWICE),
        (ONE, [11, 12], Problem.TOO_MANY),
    ],
)
def test_v56_a_straw_ballot_names_one_option_or_none_or_several_where_allowed(setting, choices, expected):
    assert straw_poll.problem(setting, OPTIONS, choices) == expected


def test_v56_shares_are_of_all_ballots_with_the_undecided_among_them():
    rows = straw_poll.tally(ONE, [12, 11, 13], [[11], [11], [12], []])
    assert rows == [Row(12, 1, Fraction(1, 4)), Row(11, 2, Fraction(1, 2)), Row(13, 0, Fraction(0))]
    assert [row.share for row in straw_poll.tally(ONE, [11], [])] == [None]


def test_v56_nothing_is_ranked():
    assert {field.name for field in fields(Row)} == {"option_id", "votes", "share"}
    assert [row.option_id for row in straw_poll.tally(SEVERAL, OPTIONS, [[14]])] == OPTIONS


@given(leanings)
@many
def test_v56_the_straw_poll_agrees_with_a_naive_count(ballots):
    votes = Counter(option for ballot in ballots for option in ballot)
    rows = straw_poll.tally(SEVERAL, OPTIONS, ballots)
    assert [row.votes for row in rows] == [votes[option] for option in OPTIONS]
    assert all(row.share * len(ballots) == row.votes for row in rows if ballots)


@given(leanings, st.randoms())
@few
def test_v40_the_order_of_leanings_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(straw_poll, SEVERAL, OPTIONS, ballots, random)
