"""Yes, no, abstain: the majority of the votes, ties, and the chair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import yes_no
from app.voting.methods.yes_no import Majority, Outcome, Problem, Row, Settings, Tie
from tests.voting.profiles import EXAMPLES, OPTIONS, ballots_of, by_option, check_order_does_not_matter, few, many

MOTION = 11
SIMPLE = Settings()
BY_CHAIR = Settings(tie=Tie.CHAIR)
TWO_THIRDS = Settings(majority=Majority.TWO_THIRDS)
VOTES = ["yes", "no", "abstain"]
complete = ballots_of(VOTES)


def outcome(setting, yes, no, abstain=0, chair=None) -> Outcome:
    ballots = [{MOTION: "yes"}] * yes + [{MOTION: "no"}] * no + [{MOTION: "abstain"}] * abstain
    (row,) = yes_no.tally(setting, [MOTION], ballots, chair and {MOTION: chair})
    assert (row.yes, row.no, row.abstain) == (yes, no, abstain)
    return row.outcome


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({11: "yes", 12: "abstain"}, None),
        ({11: "yes", 99: "no"}, Problem.UNKNOWN_OPTION),
        ({11: "yes", 12: "maybe"}, Problem.UNKNOWN_ANSWER),
        ({11: "yes", 12: ""}, Problem.UNKNOWN_ANSWER),
        ({11: "yes"}, Problem.INCOMPLETE),
        ({}, Problem.INCOMPLETE),
    ],
)
def test_v51_a_ballot_says_yes_no_or_abstain_to_every_motion(choices, expected):
    assert yes_no.problem(SIMPLE, [11, 12], choices) == expected


@pytest.mark.parametrize(
    ("setting", "yes", "no", "abstain", "expected"),
    [
        (SIMPLE, 6, 5, 20, Outcome.ACCEPTED),
        (SIMPLE, 5, 5, 0, Outcome.REJECTED),
        (SIMPLE, 5, 6, 0, Outcome.REJECTED),
        (SIMPLE, 1, 0, 9, Outcome.ACCEPTED),
        (SIMPLE, 0, 0, 9, Outcome.NO_RESULT),
        (SIMPLE, 0, 0, 0, Outcome.NO_RESULT),
        (TWO_THIRDS, 2, 1, 5, Outcome.ACCEPTED),
        (TWO_THIRDS, 66, 34, 0, Outcome.REJECTED),
        (TWO_THIRDS, 67, 33, 0, Outcome.ACCEPTED),
        (TWO_THIRDS, 0, 0, 3, Outcome.NO_RESULT),
    ],
)
def test_v51_the_majority_is_of_those_who_voted_and_abstentions_do_not_vote(setting, yes, no, abstain, expected):
    assert outcome(setting, yes, no, abstain) is expected


@pytest.mark.parametrize("example", EXAMPLES["stimmengleichheit_vwvfg91"])
def test_v51_a_tie_is_decided_by_the_chair_or_rejected_as_in_the_worked_examples(example):
    chair = {"ja": "yes", "nicht stimmberechtigt": None}[example["vorsitz"]]
    expected = Outcome.ACCEPTED if example["angenommen"] else Outcome.REJECTED
    assert outcome(BY_CHAIR, example["ja"], example["nein"], chair=chair) is expected


def test_v51_the_chair_decides_a_tie_only_where_that_was_set_and_only_a_tie():
    assert outcome(SIMPLE, 5, 5, chair="yes") is Outcome.REJECTED
    assert outcome(BY_CHAIR, 5, 5, chair="no") is Outcome.REJECTED
    assert outcome(BY_CHAIR, 5, 5, 1, chair="abstain") is Outcome.REJECTED
    assert outcome(BY_CHAIR, 4, 5, chair="yes") is Outcome.REJECTED
    assert outcome(BY_CHAIR, 5, 4, chair="no") is Outcome.ACCEPTED
    assert outcome(BY_CHAIR, 0, 0, 2, chair="abstain") is Outcome.NO_RESULT


def test_v51_it_is_said_when_the_chair_has_decided():
    ballots = [{11: "yes", 12: "yes"}, {11: "no", 12: "yes"}]
    assert yes_no.tally(BY_CHAIR, [11, 12], ballots, {11: "yes", 12: "no"}) == [
        Row(11, 1, 1, 0, Outcome.ACCEPTED, by_chair=True),
        Row(12, 2, 0, 0, Outcome.ACCEPTED, by_chair=False),
    ]


def test_v51_the_chair_decides_no_two_thirds():
    with pytest.raises(ValueError, match="chair"):
        Settings(majority=Majority.TWO_THIRDS, tie=Tie.CHAIR)


def test_v51_a_recorded_vote_of_the_bundestag_has_its_two_thirds():
    example = EXAMPLES["dip_real"]
    yes, no, abstain = map(int, example["ergebnis"].split(":"))
    assert example["mehrheit"] == "Zweidrittelmehrheit"
    assert outcome(TWO_THIRDS, yes, no, abstain) is Outcome.ACCEPTED


@given(complete)
@many
def test_v51_yes_and_no_agree_with_a_naive_count(ballots):
    for setting, needed in ((SIMPLE, 0.5 + 1e-9), (TWO_THIRDS, 2 / 3 - 1e-9)):
        for row in yes_no.tally(setting, OPTIONS, ballots):
            said = [ballot[row.option_id] for ballot in ballots]
            assert [row.yes, row.no, row.abstain] == [said.count(vote) for vote in VOTES]
            assert row.yes + row.no + row.abstain == len(ballots)
            voted = [vote for vote in said if vote != "abstain"]
            share = said.count("yes") / len(voted) if voted else None
            expected = "no_result" if share is None else "accepted" if share > needed else "rejected"
            assert row.outcome == expected


@given(complete, st.sampled_from(OPTIONS))
@few
def test_v51_one_more_yes_never_turns_an_acceptance_into_a_rejection(ballots, option):
    before = by_option(yes_no.tally(SIMPLE, OPTIONS, ballots))[option]
    after = by_option(yes_no.tally(SIMPLE, OPTIONS, [*ballots, dict.fromkeys(OPTIONS, "yes")]))[option]
    assert after.outcome is Outcome.ACCEPTED or before.outcome is not Outcome.ACCEPTED


@given(complete, st.randoms())
@few
def test_v40_the_order_of_votes_and_motions_does_not_matter(ballots, random):
    check_order_does_not_matter(yes_no, SIMPLE, OPTIONS, ballots, random)
