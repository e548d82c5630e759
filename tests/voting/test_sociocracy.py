"""Consent of sociocracy: open objections, reasons, and the new round after an objection was integrated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import sociocracy
from app.voting.methods.sociocracy import Outcome, Problem, Row, Settings, Voice
from tests.voting.profiles import OPTIONS, ballots_of, check_order_does_not_matter, few, many

RULE = Settings()
CONSENT, CONCERN = Voice("consent"), Voice("concern", "Die Frist ist knapp.")
OBJECTION = Voice("objection", "Die Kosten fehlen.")
INTEGRATED = Voice("objection", "Die Kosten fehlen.", integrated=True)
complete = ballots_of([CONSENT, CONCERN, OBJECTION, INTEGRATED])


def row(*said: tuple[int, Voice]) -> Row:
    ballots = [{11: voice} for times, voice in said for _ in range(times)]
    return sociocracy.tally(RULE, [11], ballots)[0]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({11: CONSENT}, None),
        ({11: CONCERN}, None),
        ({11: Voice("concern")}, None),
        ({11: OBJECTION}, None),
        ({11: INTEGRATED}, None),
        ({11: Voice("objection", "x" * 2000)}, None),
        ({11: CONSENT, 99: CONSENT}, Problem.UNKNOWN_OPTION),
        ({11: Voice("abstain")}, Problem.UNKNOWN_ANSWER),
        ({}, Problem.INCOMPLETE),
        ({11: Voice("objection")}, Problem.REASON_MISSING),
        ({11: Voice("objection", " … ")}, Problem.REASON_MISSING),
        ({11: Voice("objection", "x" * 2001)}, Problem.REASON_TOO_LONG),
        ({11: Voice("concern", "x" * 2001)}, Problem.REASON_TOO_LONG),
        ({11: Voice("consent", "Gern.")}, Problem.REASON_UNASKED),
        ({11: Voice("concern", "Knapp.", integrated=True)}, Problem.NOTHING_TO_INTEGRATE),
    ],
)
def test_v52_an_objection_has_reasons_and_nobody_abstains(choices, expected):
    assert sociocracy.problem(RULE, [11], choices) == expected


def test_v52_the_first_fault_of_several_voices_is_named():
    choices = {11: CONSENT, 12: Voice("objection"), 13: Voice("maybe"), 14: CONSENT}
    assert sociocracy.problem(RULE, OPTIONS, choices) is Problem.REASON_MISSING


def test_v52_it_is_decided_with_concerns_but_not_with_one_open_objection():
    assert row((11, CONSENT), (3, CONCERN)) == Row(11, 11, 3, 0, (), Outcome.DECIDED)
    assert row((13, CONSENT), (1, OBJECTION)) == Row(11, 13, 0, 1, ("Die Kosten fehlen.",), Outcome.OPEN)


def test_v52_an_integrated_objection_asks_for_a_new_round_and_that_one_decides():
    assert row((13, CONSENT), (1, INTEGRATED)) == Row(11, 13, 0, 1, (), Outcome.NEW_ROUND)
    assert row((12, CONSENT), (1, INTEGRATED), (1, OBJECTION)).outcome is Outcome.OPEN
    assert row((14, CONSENT)).outcome is Outcome.DECIDED


def test_v52_silence_is_no_consent():
    assert row().outcome is Outcome.NO_RESULT


@given(complete)
@many
def test_v52_consent_agrees_with_a_naive_count(ballots):
    for found in sociocracy.tally(RULE, OPTIONS, ballots):
        said = [ballot[found.option_id] for ballot in ballots]
        assert found.consents + found.concerns + found.objections == len(said)
        assert found.consents == len([voice for voice in said if voice.answer == "consent"])
        assert found.objections == len([voice for voice in said if voice.answer == "objection"])
        assert len(found.open_objections) == said.count(OBJECTION)
        decided = said and {voice.answer for voice in said} <= {"consent", "concern"}
        assert (found.outcome is Outcome.DECIDED) is bool(decided)


@given(complete, st.randoms())
@few
def test_v40_the_order_of_voices_and_proposals_does_not_matter(ballots, random):
    check_order_does_not_matter(sociocracy, RULE, OPTIONS, ballots, random)
