"""The approval vote: any number of options, or at most so many."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import approval
from app.voting.methods.approval import Problem, Row, Settings
from tests.voting.profiles import OPTIONS, by_option, check_order_does_not_matter, check_ranks_are_shared, few, many

FREE = Settings()
TWO = Settings(most=2)
approvals = st.lists(st.lists(st.sampled_from(OPTIONS), unique=True), max_size=7)


@pytest.mark.parametrize(
    ("setting", "choices", "expected"),
    [
        (FREE, [], None),
        (FREE, OPTIONS, None),
        (TWO, [11, 12], None),
        (FREE, [11, 99], Problem.UNKNOWN_OPTION),
        (FREE, [11, 11], Problem.TWICE),
        (TWO, [11, 12, 13], Problem.TOO_MANY),
    ],
)
def test_v50_an_approval_names_each_option_once_and_not_more_than_allowed(setting, choices, expected):
    assert approval.problem(setting, OPTIONS, choices) == expected


@pytest.mark.parametrize("most", [0, -1])
def test_v50_nobody_can_be_asked_for_fewer_than_one_option(most):
    with pytest.raises(ValueError, match="most"):
        Settings(most)


def test_v50_votes_are_counted_and_equal_votes_share_a_rank():
    rows = approval.tally(FREE, [13, 12, 11, 14], [[11, 12], [11, 13], [11], []])
    assert rows == [Row(11, 1, 3), Row(13, 2, 1), Row(12, 2, 1), Row(14, 4, 0)]


@given(approvals)
@many
def test_v50_approval_agrees_with_a_naive_count(ballots):
    votes = Counter(option for ballot in ballots for option in ballot)
    rows = by_option(approval.tally(FREE, OPTIONS, ballots))
    assert {option: row.votes for option, row in rows.items()} == {option: votes[option] for option in OPTIONS}
    assert sum(row.votes for row in rows.values()) == sum(map(len, ballots))


@given(approvals, st.sampled_from(OPTIONS))
@few
def test_v50_one_more_approval_never_makes_a_rank_worse(ballots, option):
    before = by_option(approval.tally(FREE, OPTIONS, ballots))[option]
    after = by_option(approval.tally(FREE, OPTIONS, [*ballots, [option]]))[option]
    assert after.votes == before.votes + 1
    assert after.rank <= before.rank


@given(approvals, st.randoms())
@few
def test_v40_the_order_of_approvals_and_options_does_not_matter(ballots, random):
    check_order_does_not_matter(approval, FREE, OPTIONS, ballots, random)
    check_ranks_are_shared(approval.tally(FREE, OPTIONS, ballots))
