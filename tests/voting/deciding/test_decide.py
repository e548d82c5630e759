"""Deciding: the class in exact arithmetic, its denominator, and how the known rules have it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.voting.deciding.counts import Counts, row_of, total
from app.voting.deciding.decision import decide
from app.voting.deciding.presets import (
    ABSOLUTE_MAJORITY,
    AWMF,
    PRESETS,
    SIMPLE_MAJORITY,
    THREE_QUARTERS,
    TWO_THIRDS,
    UNANIMOUS,
    VWVFG,
)
from app.voting.deciding.problems import problem
from app.voting.deciding.rule import Effect, Quorum, Rule, Step, Threshold
from app.voting.methods import consent
from app.voting.methods.consent import Denominator
from tests.voting.deciding.tables import EXAMPLES, any_chair, any_rule, changed, many, rank, tables

GERMAN = {
    "starker Konsens": "strong_consensus",
    "Konsens": "consensus",
    "mehrheitliche Zustimmung": "majority",
    "keine mehrheitliche Zustimmung": "no_majority",
    "kein Ergebnis": "no_result",
}
few = st.integers(0, 60)


def together(yes: int, no: int, abstain: int = 0, not_cast: int = 0) -> dict:
    return {None: Counts(yes, no, abstain, not_cast=not_cast)}


@pytest.mark.row("C6")
@pytest.mark.parametrize("example", EXAMPLES["awmf_konsensstaerke"]["cases"])
def test_v60_the_awmf_class_is_that_of_the_worked_examples(example):
    decision = decide(AWMF, together(example["ja"], example["nein"], example["enth"]))
    assert decision.class_name == GERMAN[example["class"]]
    assert decision.low_participation is ("low-participation" in example.get("note", "") or not decision.has_result)


@pytest.mark.row("C6")
@given(st.integers(1, 100), st.booleans(), st.integers(0, 300), st.integers(0, 300))
def test_v60_a_threshold_is_met_in_whole_numbers_at_its_very_boundary(percent, reached, yes, no):
    assume(yes + no > 0 and (reached or percent < 100))
    rule = Rule((Step("adopted", Threshold(Fraction(percent, 100), reached)),))
    beyond = 100 * yes >= percent * (yes + no) if reached else 100 * yes > percent * (yes + no)
    assert (decide(rule, together(yes, no)).effect is Effect.ADOPTED) is beyond


@pytest.mark.parametrize(
    ("denominator", "expected"),
    [
        (Denominator.WITHOUT_ABSTENTIONS, (11, 21, "majority")),
        (Denominator.WITH_ABSTENTIONS, (11, 24, "no_majority")),
        (Denominator.ALL_ENTITLED, (11, 30, "no_majority")),
    ],
)
def test_v60_yes_is_compared_with_what_the_rule_names(denominator, expected):
    decision = decide(Rule(AWMF.steps, denominator=denominator), together(11, 10, 3, 6))
    assert (decision.share.yes, decision.share.whole, decision.class_name) == expected


def test_v60_the_recused_are_in_no_denominator():
    votes = {None: Counts(yes=19, recused=1)}
    assert decide(Rule(AWMF.steps, denominator=Denominator.ALL_ENTITLED), votes).share.whole == 19


@many
@given(any_rule, tables(4), any_chair)
def test_v61_the_six_parts_add_up_to_the_entitled_in_every_row_and_overall(rule, table, chair):
    decision = decide(rule, table, chair)
    for counts in (decision.counts, *(row.counts for row in decision.rows)):
        parts = counts.yes + counts.no + counts.abstain + counts.recused + counts.invalid + counts.not_cast
        assert parts == counts.entitled
    assert decision.counts.entitled == sum(counts.entitled for counts in table.values())
    assert decision.counts == total(table.values())


def test_v61_fewer_than_nobody_is_a_fault():
    with pytest.raises(ValueError, match="negative"):
        Counts(yes=3, not_cast=-1)


@many
@given(any_rule, tables(4), any_chair, st.data())
def test_v62_one_more_yes_never_lowers_the_class_or_what_follows(rule, table, chair, data):
    answers = [(group, part) for group in table for part in ("no", "abstain", "not_cast", "invalid")]
    possible = [(group, part) for group, part in answers if getattr(table[group], part)]
    assume(possible)
    group, part = data.draw(st.sampled_from(possible))
    before, after = decide(rule, table, chair), decide(rule, changed(table, group, part, "yes"), chair)
    assert rank(after) >= rank(before)
    effects = [Effect.NO_RESULT, Effect.REJECTED, Effect.ANOTHER_ROUND, Effect.ADOPTED]
    assert effects.index(after.effect) >= effects.index(before.effect)


@many
@given(few, few, few, few, st.integers(0, 5), st.sampled_from(Denominator), st.integers(0, 70), st.booleans())
def test_v63_the_awmf_rule_decides_as_a_consent_poll_does(yes, no, abstain, away, recused, denominator, ballots, law):
    counts = consent.Counts(agree=yes, reservation=0, stand_aside=abstain, object=no, not_cast=away, recused=recused)
    quorum = {"vwvfg": True} if law else {"ballots": ballots}
    old = consent.outcome(counts, denominator, consent.Quorum(**quorum))
    rule = Rule(AWMF.steps, denominator=denominator, quorum=Quorum(**quorum))
    new = decide(rule, {None: Counts(yes, no, abstain, recused=recused, not_cast=away)})
    assert (new.class_name, new.share.yes, new.share.whole) == (old.consensus_class, old.numerator, old.denominator)
    assert new.low_participation is consent.low_participation(counts)
    assert new.quorum_needed == consent.Quorum(**quorum).needed(counts.entitled)


@pytest.mark.parametrize(
    ("yes", "no", "effect"),
    [
        (20, 0, Effect.ADOPTED),
        (16, 4, Effect.ADOPTED),
        (15, 5, Effect.ANOTHER_ROUND),
        (10, 10, Effect.REJECTED),
        (0, 0, Effect.NO_RESULT),
    ],
)
def test_v68_a_mere_majority_leads_to_another_round_and_not_to_adoption(yes, no, effect):
    assert decide(AWMF, together(yes, no)).effect is effect


@pytest.mark.row("C8")
def test_v69_a_group_has_the_class_that_its_own_ballots_reach():
    groups = {name: Counts(*votes) for name, votes in EXAMPLES["gruppen_gewichtung"]["groups"].items()}
    decision = decide(AWMF, {**groups, "Religion": Counts(abstain=2)})
    assert [decision.class_of(row) for row in decision.rows] == [
        "consensus", "majority", "no_majority", "strong_consensus", "no_result"
    ]  # fmt: skip


@many
@given(any_rule, tables(4))
def test_v69_a_group_has_the_class_that_it_would_have_alone(rule, table):
    plain = Rule(rule.steps, rule.below, rule.denominator)
    for group, counts in table.items():
        alone = decide(plain, {group: counts})
        assert decide(rule, table).class_of(row_of(rule, {group: counts})) == alone.class_name


@pytest.mark.parametrize(
    ("rule", "adopted", "rejected"),
    [
        (SIMPLE_MAJORITY, (6, 5, 9, 9), (5, 5, 9, 9)),
        (ABSOLUTE_MAJORITY, (6, 0, 0, 5), (5, 0, 0, 5)),
        (TWO_THIRDS, (8, 4, 9, 9), (7, 4, 0, 0)),
        (THREE_QUARTERS, (9, 3, 9, 9), (8, 3, 0, 0)),
        (UNANIMOUS, (1, 0, 9, 9), (99, 1, 0, 0)),
        (VWVFG, (6, 5, 0, 10), (5, 6, 0, 10)),
    ],
)
def test_v70_a_preset_adopts_and_rejects_at_its_boundary(rule, adopted, rejected):
    assert decide(rule, together(*adopted)).class_name == "adopted"
    assert decide(rule, together(*rejected)).class_name == "rejected"


def test_v70_every_preset_can_be_used():
    assert {name: problem(rule) for name, rule in PRESETS.items()} == dict.fromkeys(PRESETS)


def test_v70_nobody_at_all_is_no_result():
    assert {decide(rule, {}).class_name for rule in PRESETS.values()} == {"no_result"}
