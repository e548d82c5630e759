"""Votes by stakeholder group: weighted shares beside heads, and the rule of the FSC chambers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import chambers
from app.voting.methods.chambers import Votes
from tests.voting.profiles import EXAMPLES, few, many

EXAMPLE = EXAMPLES["gruppen_gewichtung"]
GROUPS = {name: Votes(*votes) for name, votes in EXAMPLE["groups"].items()}
some = st.integers(0, 9)
any_groups = st.dictionaries(st.sampled_from("ABCD"), st.builds(Votes, yes=some, no=some, abstain=some, not_cast=some))


def test_v58_the_worked_example_has_its_two_shares_and_fails_the_rule_of_the_chambers():
    assert round(100 * chambers.by_heads(GROUPS), 3) == Fraction(str(EXAMPLE["unweighted_percent"]))
    assert round(100 * chambers.by_groups(GROUPS), 3) == Fraction(str(EXAMPLE["equal_group_weight_percent"]))
    assert chambers.has_every_majority(GROUPS) is EXAMPLE["every_group_simple_majority"]
    assert EXAMPLE["fsc_rule"].startswith("fails")
    assert not chambers.is_carried(GROUPS)
    assert chambers.by_groups(GROUPS) > Fraction(2, 3)


def test_v58_a_group_weighs_what_it_was_given_and_one_that_did_not_vote_nothing():
    groups = {"A": Votes(1, 0), "B": Votes(0, 1), "C": Votes(0, 0, abstain=5)}
    assert chambers.by_groups(groups, {"A": 3, "B": 1, "C": 9}) == Fraction(3, 4)
    assert chambers.by_groups(groups, {"A": Fraction(1, 3), "B": Fraction(2, 3), "C": 0}) == Fraction(1, 3)
    assert chambers.by_groups({"C": groups["C"]}) is None
    assert chambers.by_groups(groups, {"A": 0, "B": 0, "C": 1}) is None
    assert chambers.by_heads({"C": groups["C"]}) is None
    with pytest.raises(ValueError, match="weight"):
        chambers.by_groups(groups, {"A": -1, "B": 1, "C": 1})
    with pytest.raises(ValueError, match="negative"):
        Votes(-1, 0)


@pytest.mark.parametrize(
    ("groups", "is_carried"),
    [
        ({"A": Votes(2, 1), "B": Votes(2, 1)}, True),
        ({"A": Votes(6, 4), "B": Votes(6, 4)}, False),
        ({"A": Votes(9, 0), "B": Votes(2, 2)}, False),
        ({"A": Votes(9, 0), "B": Votes(2, 1, not_cast=3)}, False),
        ({"A": Votes(9, 0), "B": Votes(2, 1, not_cast=2)}, True),
        ({"A": Votes(9, 0), "B": Votes(2, 1, abstain=1, not_cast=3)}, True),
        ({"A": Votes(9, 0), "B": Votes(0, 0, abstain=3)}, False),
        ({}, False),
    ],
)
def test_v58_the_chambers_need_a_quorum_and_a_majority_each_and_two_thirds_together(groups, is_carried):
    assert chambers.is_carried(groups) is is_carried


@given(any_groups)
@many
def test_v58_shares_agree_with_a_naive_count(groups):
    shares = [votes.yes / (votes.yes + votes.no) for votes in groups.values() if votes.yes + votes.no]
    found = chambers.by_groups(groups)
    assert (found is None) is (shares == [])
    if shares:
        assert float(found) == pytest.approx(sum(shares) / len(shares))
        yes = sum(votes.yes for votes in groups.values())
        no = sum(votes.no for votes in groups.values())
        assert float(chambers.by_heads(groups)) == pytest.approx(yes / (yes + no))
        assert chambers.by_groups(groups, dict.fromkeys(groups, Fraction(1, 7))) == found


@given(any_groups.filter(bool), st.data())
@few
def test_v58_one_more_yes_never_lowers_a_share(groups, data):
    name = data.draw(st.sampled_from(sorted(groups)))
    votes = groups[name]
    more = {**groups, name: Votes(votes.yes + 1, votes.no, votes.abstain, votes.not_cast)}
    if votes.share is not None:
        assert chambers.by_groups(more) >= chambers.by_groups(groups)
    assert chambers.is_carried(more) or not chambers.is_carried(groups)
