"""The consent vote: what counts, the class in exact arithmetic, quorum and warnings."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.methods import consent
from app.voting.methods.consent import ConsensusClass, Counts, Denominator, Problem, Quorum

EXAMPLES = json.loads((Path(__file__).parent / "worked_examples.json").read_text())
CLASSES = {
    "starker Konsens": ConsensusClass.STRONG_CONSENSUS,
    "Konsens": ConsensusClass.CONSENSUS,
    "mehrheitliche Zustimmung": ConsensusClass.MAJORITY,
    "keine mehrheitliche Zustimmung": ConsensusClass.NO_MAJORITY,
    "kein Ergebnis": ConsensusClass.NO_RESULT,
}
STRENGTH = list(reversed(CLASSES.values()))
WITHOUT, WITH, ALL = Denominator

small = st.integers(0, 60)
any_counts = st.builds(Counts, agree=small, reservation=small, stand_aside=small, object=small, not_cast=small)


def votes(yes: int, no: int, abstain: int = 0, not_cast: int = 0) -> Counts:
    return Counts(agree=yes, reservation=0, stand_aside=abstain, object=no, not_cast=not_cast)


@pytest.mark.row("C6")
@pytest.mark.parametrize("example", EXAMPLES["awmf_konsensstaerke"]["cases"])
def test_v9_the_class_is_that_of_the_worked_examples(example):
    counts = votes(example["ja"], example["nein"], example["enth"])
    assert consent.outcome(counts, WITHOUT).consensus_class is CLASSES[example["class"]]


@pytest.mark.parametrize(
    ("counts", "denominator", "expected"),
    [
        (votes(20, 1, 2), WITH, (ConsensusClass.CONSENSUS, 20, 23)),
        (votes(11, 10, 3), WITH, (ConsensusClass.NO_MAJORITY, 11, 24)),
        (votes(17, 2, 0, 1), ALL, (ConsensusClass.CONSENSUS, 17, 20)),
        (Counts(agree=19, reservation=0, stand_aside=0, object=0, not_cast=0, recused=1), ALL,
         (ConsensusClass.STRONG_CONSENSUS, 19, 19)),
        (votes(8, 4), WITHOUT, (ConsensusClass.MAJORITY, 8, 12)),
    ],
)  # fmt: skip
def test_v9_numerator_and_denominator_follow_the_rule_that_was_chosen(counts, denominator, expected):
    outcome = consent.outcome(counts, denominator)
    assert (outcome.consensus_class, outcome.numerator, outcome.denominator) == expected


@given(any_counts, st.sampled_from(Denominator))
def test_v9_the_class_agrees_with_fractions(counts, denominator):
    outcome = consent.outcome(counts, denominator)
    if counts.yes + counts.no == 0:
        assert outcome.consensus_class is ConsensusClass.NO_RESULT
        return
    share = Fraction(outcome.numerator, outcome.denominator)
    reached = sum(share > Fraction(percent, 100) for percent in (95, 75, 50))
    assert outcome.consensus_class is STRENGTH[reached + 1]


@given(any_counts)
def test_v9_one_more_agreement_never_lowers_the_class_and_one_more_objection_never_raises_it(counts):
    now = STRENGTH.index(consent.outcome(counts, WITHOUT).consensus_class)
    parts = vars(counts)
    more_yes = consent.outcome(Counts(**{**parts, "agree": counts.agree + 1}), WITHOUT)
    more_no = consent.outcome(Counts(**{**parts, "object": counts.object + 1}), WITHOUT)
    assert STRENGTH.index(more_yes.consensus_class) >= now
    assert counts.yes + counts.no == 0 or STRENGTH.index(more_no.consensus_class) <= now


@pytest.mark.row("C5")
@pytest.mark.parametrize(
    ("answer", "reason", "expected"),
    [
        ("agree", "", None),
        ("reservation", "", None),
        ("reservation", "Die Frist ist knapp.", None),
        ("stand_aside", "", None),
        ("object", "Die Kosten fehlen.", None),
        ("object", "x" * 2000, None),
        ("object", "", Problem.REASON_MISSING),
        ("object", " \n\t\u00a0", Problem.REASON_MISSING),
        ("object", "\u200b\u2060", Problem.REASON_MISSING),
        ("object", "… !?", Problem.REASON_MISSING),
        ("object", "غالٍ جدًا", None),
        ("object", "x" * 2001, Problem.REASON_TOO_LONG),
        ("agree", "Gern.", Problem.REASON_UNASKED),
        ("stand_aside", "Gern.", Problem.REASON_UNASKED),
        ("yes", "", Problem.UNKNOWN_ANSWER),
        ("", "", Problem.UNKNOWN_ANSWER),
    ],
)
def test_v8_an_objection_needs_a_reason_and_a_reservation_may_have_one(answer, reason, expected):
    assert consent.problem(answer, reason) == expected


def test_v10_yes_is_agreement_with_and_without_reservation_and_the_sum_is_the_electorate():
    counts = consent.count(["agree", "agree", "reservation", "stand_aside", "object"], entitled=8)
    assert (counts.yes, counts.no, counts.abstain, counts.not_cast, counts.entitled) == (3, 1, 1, 3, 8)


@given(st.lists(st.sampled_from([answer.value for answer in consent.Answer])), small)
def test_v10_the_sum_always_holds(answers, absent):
    counts = consent.count(answers, len(answers) + absent)
    parts = counts.yes + counts.no + counts.abstain + counts.recused + counts.invalid + counts.not_cast
    assert parts == counts.entitled == len(answers) + absent


def test_v10_more_answers_than_people_are_a_fault_and_no_result():
    with pytest.raises(ValueError, match="negative"):
        consent.count(["agree", "agree"], entitled=1)


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES["beschlussfaehigkeit_vwvfg90"] if "zweite_ladung_mit_hinweis" not in one]
)
def test_v11_the_quorum_of_90_vwvfg_is_more_than_half_and_at_least_three(example):
    needed = Quorum(vwvfg=True).needed(example["mitglieder"])
    assert (example["anwesend"] >= needed) is example["beschlussfaehig"]


@pytest.mark.parametrize(
    ("cast", "quorum", "expected"),
    [
        (10, Quorum(ballots=11), ConsensusClass.NO_RESULT),
        (11, Quorum(ballots=11), ConsensusClass.STRONG_CONSENSUS),
        (10, Quorum(vwvfg=True), ConsensusClass.NO_RESULT),
        (11, Quorum(vwvfg=True), ConsensusClass.STRONG_CONSENSUS),
        (1, Quorum(), ConsensusClass.STRONG_CONSENSUS),
    ],
)
def test_v11_without_its_quorum_a_vote_has_no_result(cast, quorum, expected):
    assert consent.outcome(votes(cast, 0, not_cast=20 - cast), WITHOUT, quorum).consensus_class is expected


def test_v11_abstentions_count_for_the_quorum():
    outcome = consent.outcome(votes(6, 0, 5, 9), WITHOUT, Quorum(ballots=11))
    assert outcome.consensus_class is ConsensusClass.STRONG_CONSENSUS


def test_v12_fewer_than_half_voting_yes_or_no_is_a_warning():
    assert consent.low_participation(votes(3, 0, 17))
    assert consent.low_participation(votes(9, 0, 0, 11))
    assert not consent.low_participation(votes(10, 0, 0, 10))


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("numerator", "denominator", "tenths"), [(17, 19, 895), (20, 21, 952), (96, 101, 950), (1, 3, 333), (1, 16, 63)]
)
def test_v9_a_percentage_is_rounded_for_display_only(numerator, denominator, tenths):
    assert consent.percent_tenths(numerator, denominator) == tenths
