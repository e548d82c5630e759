"""What a decision needs besides its share: quorums, weights of groups, chambers, and a way out of ties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.deciding.counts import Counts
from app.voting.deciding.decision import ChairVote, decide
from app.voting.deciding.presets import ABSOLUTE_MAJORITY, AWMF, FSC, TWO_THIRDS, VWVFG
from app.voting.deciding.rule import (
    GROUPS_EQUAL,
    HALF,
    Chambers,
    ChamberScope,
    Effect,
    Quorum,
    Rule,
    Step,
    Threshold,
    Tie,
    Weights,
)
from app.voting.methods.consent import Denominator
from tests.voting.deciding.tables import EXAMPLES, many, tables

STEP = (Step("adopted", Threshold(HALF)),)


def together(yes: int, no: int, abstain: int = 0, not_cast: int = 0) -> dict:
    return {None: Counts(yes, no, abstain, not_cast=not_cast)}


def by_group(**votes: tuple[int, int, int, int]) -> dict:
    return {name: Counts(yes, no, abstain, not_cast=away) for name, (yes, no, abstain, away) in votes.items()}


@pytest.fixture
def four_groups() -> dict:
    return {group: Counts(*votes) for group, votes in EXAMPLES["gruppen_gewichtung"]["groups"].items()}


@pytest.mark.row("C7")
@pytest.mark.parametrize("example", EXAMPLES["beschlussfaehigkeit_vwvfg90"])
def test_v64_the_quorum_of_90_vwvfg_is_that_of_the_worked_examples(example):
    again = example.get("zweite_ladung_mit_hinweis", False)
    rule = Rule(STEP, quorum=Quorum(vwvfg=True), second_invitation=again)
    decision = decide(rule, together(example["anwesend"], 0, 0, example["mitglieder"] - example["anwesend"]))
    assert decision.has_result is example["beschlussfaehig"]
    assert decision.effect is (Effect.ADOPTED if example["beschlussfaehig"] else Effect.NO_RESULT)


@pytest.mark.row("C7")
@pytest.mark.parametrize(
    ("quorum", "entitled", "needed"),
    [
        (Quorum(), 20, 0),
        (Quorum(ballots=7), 20, 7),
        (Quorum(share=Threshold(HALF)), 20, 11),
        (Quorum(share=Threshold(HALF)), 21, 11),
        (Quorum(share=Threshold(HALF, reached=True)), 20, 10),
        (Quorum(share=Threshold(HALF, reached=True)), 21, 11),
        (Quorum(share=Threshold(Fraction(2, 3), reached=True)), 20, 14),
        (Quorum(share=Threshold(Fraction(1), reached=True)), 20, 20),
    ],
)
def test_v64_a_quorum_says_how_many_ballots_it_takes(quorum, entitled, needed):
    assert quorum.needed(entitled) == needed
    short, enough = max(needed - 1, 0), max(needed, 1)
    assert decide(Rule(STEP, quorum=quorum), together(short, 0, 0, entitled - short)).misses_quorum is (needed > 0)
    assert decide(Rule(STEP, quorum=quorum), together(enough, 0, 0, entitled - enough)).class_name == "adopted"


@pytest.mark.row("C7")
def test_v64_a_quorum_missed_in_one_group_is_named_and_gives_no_result():
    rule = Rule(STEP, group_quorum=Quorum(share=Threshold(HALF)), quorum_of=(("Kommunen", Quorum(ballots=4)),))
    votes = by_group(Länder=(6, 0, 0, 4), Kommunen=(3, 0, 0, 1), Wohlfahrt=(2, 0, 0, 2))
    decision = decide(rule, votes)
    missed = [(row.groups, row.counts.cast, row.quorum_needed) for row in decision.rows_without_quorum]
    assert missed == [(("Kommunen",), 3, 4), (("Wohlfahrt",), 2, 3)]
    assert (decision.misses_quorum, decision.class_name, decision.effect) == (False, "no_result", Effect.NO_RESULT)


def test_v64_the_second_invitation_does_not_lift_the_quorum_of_the_groups():
    rule = Rule(STEP, quorum=Quorum(vwvfg=True), second_invitation=True, group_quorum=Quorum(ballots=2))
    decision = decide(rule, by_group(Länder=(2, 0, 0, 8), Kommunen=(1, 0, 0, 9)))
    assert not decision.misses_quorum
    assert [row.groups for row in decision.rows_without_quorum] == [("Kommunen",)]


def test_v65_equal_weights_of_groups_give_the_share_of_the_worked_example(four_groups):
    example = EXAMPLES["gruppen_gewichtung"]
    decision = decide(Rule(STEP, weights=GROUPS_EQUAL), four_groups)
    assert (decision.share.yes, decision.share.whole) == (Fraction(89, 30), 4)
    assert round(float(100 * decision.share.yes / decision.share.whole), 3) == example["equal_group_weight_percent"]
    assert (decision.heads.yes, decision.heads.whole) == (22, 30)
    assert round(float(100 * decision.heads.yes / decision.heads.whole), 3) == example["unweighted_percent"]


def test_v65_given_weights_count_for_the_groups_that_voted():
    rule = Rule(STEP, weights=Weights(given=(("Länder", 3), ("Kommunen", 1), ("Wohlfahrt", 5))))
    votes = by_group(Länder=(1, 2, 0, 0), Kommunen=(4, 0, 0, 0), Wohlfahrt=(0, 0, 3, 2))
    assert vars(decide(rule, votes).share) == {"yes": 2, "whole": 4}


def test_v65_a_group_that_given_weights_forgot_is_named_and_stops_the_count():
    rule = Rule(STEP, weights=Weights(given=(("Länder", 3),)))
    assert rule.without_weight(["Länder", "Kommunen", None]) == ["Kommunen", None]
    assert AWMF.without_weight(["Länder"]) == []
    with pytest.raises(KeyError):
        decide(rule, by_group(Länder=(1, 0, 0, 0), Kommunen=(1, 0, 0, 0)))


@many
@given(tables(4), st.integers(1, 9))
def test_v65_equal_weights_are_given_weights_that_are_all_the_same(table, weight):
    given_ones = Rule(STEP, weights=Weights(given=tuple((group, weight) for group in table) or (("x", 1),)))
    equal, weighed = decide(Rule(STEP, weights=GROUPS_EQUAL), table), decide(given_ones, table)
    assert equal.share.yes * weight == weighed.share.yes
    assert equal.class_name == weighed.class_name


@pytest.mark.row("C8")
def test_v66_the_chambers_of_the_worked_example_fail_although_two_thirds_agree(four_groups):
    decision = decide(FSC, four_groups)
    assert 3 * decision.share.yes > 2 * decision.share.whole
    assert [row.groups for row in decision.failed_chambers] == [("Migrantenorganisationen",)]
    assert EXAMPLES["gruppen_gewichtung"]["every_group_simple_majority"] is False
    assert (decision.class_name, decision.effect) == ("rejected", Effect.REJECTED)
    one_more = {**four_groups, "Migrantenorganisationen": Counts(4, 2, 1)}
    assert decide(FSC, one_more).effect is Effect.ADOPTED


@pytest.mark.parametrize(
    ("scope", "wohlfahrt", "failed"),
    [
        (ChamberScope.VOTED, (0, 0, 0, 3), False),
        (ChamberScope.VOTED, (0, 0, 2, 1), False),
        (ChamberScope.VOTED, (1, 1, 0, 1), True),
        (ChamberScope.EXISTING, (0, 0, 0, 3), True),
        (ChamberScope.EXISTING, (0, 0, 2, 1), True),
        (ChamberScope.EXISTING, (2, 1, 0, 0), False),
        (ChamberScope.EXISTING, (0, 0, 0, 0), False),
    ],
)
def test_v66_the_rule_says_whether_silent_groups_are_chambers(scope, wohlfahrt, failed):
    rule = Rule(STEP, chambers=Chambers(Threshold(HALF), scope))
    decision = decide(rule, by_group(Länder=(9, 1, 0, 0), Wohlfahrt=wohlfahrt))
    assert bool(decision.failed_chambers) is failed


@pytest.mark.parametrize(
    ("denominator", "counts", "failed"),
    [
        (Denominator.WITHOUT_ABSTENTIONS, Counts(abstain=2, not_cast=1), False),
        (Denominator.WITH_ABSTENTIONS, Counts(abstain=2, not_cast=1), True),
        (Denominator.WITH_ABSTENTIONS, Counts(not_cast=3), False),
        (Denominator.ALL_ENTITLED, Counts(not_cast=3), True),
    ],
)
def test_v66_a_group_has_voted_if_the_denominator_counts_anybody_in_it(denominator, counts, failed):
    rule = Rule(STEP, denominator=denominator, chambers=Chambers(Threshold(HALF), ChamberScope.VOTED))
    assert bool(decide(rule, {"Länder": Counts(9), "Kommunen": counts}).failed_chambers) is failed


def test_v66_a_silent_chamber_does_not_agree_even_where_nobody_objects():
    rule = Rule(STEP, chambers=Chambers(Threshold(Fraction(1), reached=True), ChamberScope.EXISTING))
    assert decide(rule, by_group(Länder=(9, 0, 0, 0), Wohlfahrt=(0, 0, 2, 0))).effect is Effect.REJECTED


def test_v66_a_group_whose_people_are_all_recused_is_no_chamber():
    rule = Rule(STEP, chambers=Chambers(Threshold(HALF), ChamberScope.EXISTING))
    assert not decide(rule, {"Länder": Counts(2, 0), "Wohlfahrt": Counts(recused=2)}).failed_chambers


@pytest.mark.row("C6")
@pytest.mark.parametrize("example", EXAMPLES["stimmengleichheit_vwvfg91"])
def test_v67_a_tie_is_decided_as_in_the_worked_examples(example):
    chair = ChairVote.YES if example["vorsitz"] == "ja" else None
    decision = decide(VWVFG, together(example["ja"], example["nein"]), chair)
    assert decision.tie
    assert decision.effect is (Effect.ADOPTED if example["angenommen"] else Effect.REJECTED)


@pytest.mark.parametrize(
    ("tie", "chair", "effect"),
    [
        (Tie.REJECTION, ChairVote.YES, Effect.REJECTED),
        (Tie.CHAIR, ChairVote.NO, Effect.REJECTED),
        (Tie.ANOTHER_ROUND, None, Effect.ANOTHER_ROUND),
    ],
)
def test_v67_what_a_tie_leads_to_is_part_of_the_rule(tie, chair, effect):
    assert decide(Rule(STEP, tie=tie), together(5, 5, 2), chair).effect is effect


@pytest.mark.parametrize(("yes", "no"), [(6, 5), (5, 6), (0, 0)])
def test_v67_the_chair_changes_nothing_where_there_is_no_tie(yes, no):
    said = [decide(VWVFG, together(yes, no, 3), chair).class_name for chair in (None, *ChairVote)]
    assert len(set(said)) == 1


def test_v67_a_tie_is_nothing_where_a_class_does_not_begin_above_one_half():
    assert not decide(TWO_THIRDS, together(5, 5)).tie
    assert not decide(ABSOLUTE_MAJORITY, together(5, 2, 3)).tie
