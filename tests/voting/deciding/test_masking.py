"""Small groups in a decision: whoever knows the roll, the turnout and all that is shown cannot tell their votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting import seal
from app.voting.deciding.counts import Counts
from app.voting.deciding.decision import Decision, decide
from app.voting.deciding.masking import decide_masked
from app.voting.deciding.presets import ADOPTED, AWMF, FSC, SIMPLE_MAJORITY
from app.voting.deciding.rule import GROUPS_EQUAL, HALF, Chambers, ChamberScope, Quorum, Rule, Step, Threshold, Weights
from app.voting.methods import consent
from app.voting.methods.consent import Denominator
from tests.voting.deciding.tables import Table, any_chair, any_rule, many, rank, shown, swaps, tables

pytestmark = pytest.mark.row("C8")
minimums = st.integers(2, 5)


def test_v74_small_groups_share_weight_quorum_and_voice():
    rule = replace(FSC, weights=Weights(given=(("Länder", 5), ("Kommunen", 2), ("Wohlfahrt", 1))))
    votes = {
        "Länder": Counts(6, 2, not_cast=1),
        "Kommunen": Counts(2, 0, not_cast=1),
        "Wohlfahrt": Counts(0, 1),
    }
    decision = decide_masked(rule, votes, 3)
    assert [(row.groups, row.counts, row.weight, row.quorum_needed) for row in decision.rows] == [
        (("Länder",), Counts(6, 2, not_cast=1), 5, 5),
        (("Kommunen", "Wohlfahrt"), Counts(2, 1, not_cast=1), 3, 3),
    ]
    assert decision.share.yes == 5 * Fraction(6, 8) + 3 * Fraction(2, 3)
    assert (decision.class_name, decision.failed_chambers) == (ADOPTED, ())


def test_v74_a_small_group_alone_stops_nothing_but_the_pool_does():
    votes = {"Länder": Counts(9, 0), "Kommunen": Counts(2, 0), "Wohlfahrt": Counts(0, 1)}
    assert decide(FSC, votes).class_name == "rejected"
    assert decide_masked(FSC, votes, 3).class_name == "adopted"
    against = {**votes, "Kommunen": Counts(1, 1)}
    assert [row.groups for row in decide_masked(FSC, against, 3).failed_chambers] == [("Kommunen", "Wohlfahrt")]


def test_v74_where_there_is_no_table_everybody_is_one_row():
    votes = {"Länder": Counts(9, 1), "Kommunen": Counts(0, 1)}
    decision = decide_masked(Rule(SIMPLE_MAJORITY.steps, weights=GROUPS_EQUAL), votes, 3)
    assert [(row.groups, row.weight) for row in decision.rows] == [(("Kommunen", "Länder"), 2)]
    assert decision.share.yes / decision.share.whole == decision.heads.yes / decision.heads.whole


@many
@given(any_rule, tables(4), any_chair)
def test_v74_without_a_minimum_the_groups_decide_themselves(rule, table, chair):
    by_name = {group: table[group] for group in sorted(table, key=lambda name: name or "")}
    assert shown(decide_masked(rule, table, 0, chair)) == shown(decide(rule, by_name, chair))


@many
@given(any_rule, tables(4), minimums, any_chair)
def test_v74_a_rule_that_knows_no_groups_decides_the_same_masked(rule, table, minimum, chair):
    plain = replace(rule, group_quorum=Quorum(), quorum_of=(), weights=Weights(), chambers=None)
    masked, open_to_all = decide_masked(plain, table, minimum, chair), decide(plain, table, chair)
    assert not plain.by_group
    assert (masked.class_name, masked.effect, masked.share) == (
        open_to_all.class_name, open_to_all.effect, open_to_all.share
    )  # fmt: skip
    assert masked.counts == open_to_all.counts


@many
@given(any_rule, tables(4), minimums)
def test_v74_every_row_has_the_ballots_of_its_groups_and_enough_of_them_or_is_the_only_one(rule, table, minimum):
    rows = decide_masked(rule, table, minimum).rows
    assert sorted(str(group) for row in rows for group in row.groups) == sorted(map(str, table))
    assert len(rows) <= 1 or all(row.counts.cast >= minimum for row in rows)


def test_v74_the_order_in_which_groups_come_does_not_choose_who_shares_a_row():
    votes = {"Länder": Counts(4), "Kommunen": Counts(1, 3), "Wohlfahrt": Counts(1)}
    backwards = dict(reversed(votes.items()))
    assert shown(decide_masked(AWMF, votes, 3)) == shown(decide_masked(AWMF, backwards, 3))


def test_v74_the_rows_are_those_that_the_seal_has():
    answers = {**dict.fromkeys(range(4), "agree"), **dict.fromkeys(range(4, 8), "object"), 8: "stand_aside"}
    groups = {voter: "Länder" if voter < 4 else "Kommunen" if voter < 8 else None for voter in reversed(range(9))}
    part = seal.consent_part(answers, groups, Denominator.WITHOUT_ABSTENTIONS, consent.NO_QUORUM, 3)
    votes = {"Länder": Counts(4), None: Counts(abstain=1), "Kommunen": Counts(0, 4)}
    assert [list(row.groups) for row in decide_masked(AWMF, votes, 3).rows] == [row["names"] for row in part["groups"]]


def is_unanimous(counts: Counts) -> bool:
    return counts.cast in (counts.yes, counts.no, counts.abstain)


def small_groups(table: Table, decision: Decision, minimum: int) -> Iterator[str | None]:
    """The groups below the minimum of which more is possible than what they did: others share a row of two answers."""
    for row in decision.rows:
        for group in row.groups:
            cast = table[group].cast
            if 0 < cast < minimum and cast < row.counts.cast and not is_unanimous(row.counts):
                yield group


@many
@given(any_rule, tables(3), minimums, any_chair)
def test_v75_a_small_group_and_another_could_have_exchanged_ballots_and_nothing_would_look_different(
    rule, table, minimum, chair
):
    decision = decide_masked(rule, table, minimum, chair)
    seen = shown(decision)
    for group in small_groups(table, decision, minimum):
        assert any(shown(decide_masked(rule, other, minimum, chair)) == seen for other in swaps(table, group))


RULES = {
    "classes": AWMF,
    "weights": Rule((Step("high", Threshold(Fraction(2, 3))), Step("low", Threshold(HALF))), weights=GROUPS_EQUAL),
    "chambers": replace(FSC, weights=Weights(), chambers=Chambers(Threshold(HALF), ChamberScope.VOTED)),
    "everything": replace(FSC, denominator=Denominator.WITH_ABSTENTIONS, group_quorum=Quorum(ballots=2)),
}
CAST = [(1, 3, 4), (2, 2, 5), (1, 1, 1, 4), (1, 4, 4), (2, 1, 1), (0, 1, 4)]


def possible(cast: tuple[int, ...]) -> Iterator[Table]:
    """Every table with so many valid ballots in each group, which is what turnout tells."""
    fillings = [[Counts(yes, no - yes) for yes in range(no + 1)] for no in cast]
    for filled in product(*fillings):
        yield {f"group {place}": counts for place, counts in enumerate(filled)}


def consistent(cast: tuple[int, ...], look: Callable[[Table], object]) -> list[list[Table]]:
    """The tables that nobody can tell apart who sees only `look`."""
    alike = defaultdict(list)
    for table in possible(cast):
        alike[str(look(table))].append(table)
    return list(alike.values())


def determined(tables_alike: list[Table], group: str) -> bool:
    return len({table[group] for table in tables_alike}) == 1


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("cast", CAST)
def test_v75_of_all_possible_tables_none_gives_a_small_group_away_that_is_not_in_a_unanimous_row(rule, cast):
    for alike in consistent(cast, lambda table: shown(decide_masked(rule, table, 3))):
        for group in small_groups(alike[0], decide_masked(rule, alike[0], 3), 3):
            assert not determined(alike, group)


@pytest.mark.parametrize("name", ["weights", "chambers"])
def test_v75_deciding_by_the_true_groups_and_only_hiding_the_table_would_give_them_away(name):
    def hidden(table: Table) -> object:
        true, masked = decide(RULES[name], table), decide_masked(RULES[name], table, 3)
        return true.share, true.class_name, len(true.failed_chambers), [row.counts for row in masked.rows]

    assert any(
        determined(alike, group)
        for alike in consistent((1, 3, 4), hidden)
        for group in small_groups(alike[0], decide_masked(RULES[name], alike[0], 3), 3)
    )


@many
@given(any_rule, tables(4), minimums, any_chair, st.data())
def test_v75_one_more_yes_at_the_same_turnout_never_lowers_the_masked_class(rule, table, minimum, chair, data):
    turned = [(group, part) for group in table for part in ("no", "abstain") if getattr(table[group], part)]
    before = decide_masked(rule, table, minimum, chair)
    for group, part in turned:
        counts = table[group]
        more = replace(counts, **{part: getattr(counts, part) - 1, "yes": counts.yes + 1})
        assert rank(decide_masked(rule, {**table, group: more}, minimum, chair)) >= rank(before)
