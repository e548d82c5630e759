"""How near the next class was: never guessed, always the fewest ballots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.deciding.counts import Counts
from app.voting.deciding.decision import Decision, decide
from app.voting.deciding.nearest import NextClass, ballots_missing, next_class
from app.voting.deciding.presets import AWMF, FSC, SIMPLE_MAJORITY, UNANIMOUS, VWVFG
from app.voting.deciding.rule import HALF, Chambers, ChamberScope, Quorum, Rule, Step, Threshold
from app.voting.methods.consent import Denominator
from tests.voting.deciding.tables import Table, any_chair, any_rule, many, rank, tables


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("rule", "counts", "expected"),
    [
        (AWMF, Counts(19, 1), NextClass("strong_consensus", 1)),
        (AWMF, Counts(15, 5), NextClass("consensus", 1)),
        (AWMF, Counts(10, 10, 4), NextClass("majority", 1)),
        (AWMF, Counts(4, 16), NextClass("majority", 7)),
        (AWMF, Counts(1, 1), NextClass("strong_consensus", 1)),
        (AWMF, Counts(abstain=5), NextClass("strong_consensus", 1)),
        (AWMF, Counts(20, 0), None),
        (AWMF, Counts(not_cast=5), None),
        (SIMPLE_MAJORITY, Counts(5, 5), NextClass("adopted", 1)),
        (UNANIMOUS, Counts(17, 3, 9), NextClass("adopted", 3)),
        (VWVFG, Counts(10, not_cast=20), None),
        (Rule(AWMF.steps, denominator=Denominator.ALL_ENTITLED), Counts(8, 2, not_cast=10), None),
        (Rule(AWMF.steps, denominator=Denominator.WITH_ABSTENTIONS), Counts(10, 0, 10), NextClass("majority", 1)),
    ],
)
def test_v71_the_next_class_says_how_many_more_yes_it_takes(rule, counts, expected):
    assert next_class(decide(rule, {None: counts})) == expected


def test_v71_with_chambers_every_group_that_does_not_agree_needs_its_own():
    votes = {"Länder": Counts(9, 0), "Kommunen": Counts(3, 3), "Wohlfahrt": Counts(1, 4)}
    assert next_class(decide(FSC, votes)) == NextClass("adopted", 3)
    silent = {**votes, "Wohlfahrt": Counts(invalid=1)}
    everyone = Chambers(Threshold(HALF), ChamberScope.EXISTING)
    assert next_class(decide(Rule(SIMPLE_MAJORITY.steps, chambers=everyone), silent)) is None


def test_v71_where_ballots_are_missing_their_number_is_said():
    rule = Rule(
        (Step("adopted", Threshold(HALF)),), quorum=Quorum(ballots=9), group_quorum=Quorum(share=Threshold(HALF))
    )
    votes = {"Länder": Counts(3, 1, not_cast=2), "Kommunen": Counts(1, not_cast=5)}
    assert ballots_missing(decide(rule, votes)) == 4
    assert ballots_missing(decide(rule, {**votes, "Länder": Counts(not_cast=6)})) == 8
    assert ballots_missing(decide(rule, {**votes, "Kommunen": Counts(6, 1)})) == 0


@many
@given(any_rule, tables(3), any_chair)
def test_v71_so_many_more_ballots_are_enough_for_every_quorum_and_one_fewer_is_not(rule, table, chair):
    decision = decide(rule, table, chair)
    missing = ballots_missing(decision)
    assert (missing > 0) is (decision.misses_quorum or bool(decision.rows_without_quorum))
    in_groups = {row.groups[0]: max(row.quorum_needed - row.counts.cast, 0) for row in decision.rows}
    assert missing >= sum(in_groups.values())
    assert decision.counts.cast + missing >= decision.quorum_needed
    assert missing in (0, sum(in_groups.values()), decision.quorum_needed - decision.counts.cast)


LOWEST = 1
"""The class below all steps is none to strive for, not even from no result at all."""


def with_more_yes(table: Table) -> Iterator[tuple[int, Table]]:
    """Every way to say yes instead of no or of an abstention, with the number of those who do."""
    ways = [
        [
            (no + abstain, replace(counts, yes=counts.yes + no + abstain, no=counts.no - no, abstain=left))
            for no in range(counts.no + 1)
            for abstain in range(counts.abstain + 1)
            for left in [counts.abstain - abstain]
        ]
        for counts in table.values()
    ]
    for way in product(*ways):
        yield sum(more for more, _ in way), dict(zip(table, (counts for _, counts in way), strict=True))


def counted_up(decision: Decision, table: Table) -> NextClass | None:
    """The next class by trying every table with more yes at as many ballots."""
    tried = [(more, decide(decision.rule, other, decision.chair)) for more, other in with_more_yes(table)]
    higher = [(more, other) for more, other in tried if rank(other) > max(rank(decision), LOWEST)]
    if not higher:
        return None
    fewest = min(more for more, _ in higher)
    best = max((other for more, other in higher if more == fewest), key=rank)
    return NextClass(best.class_name, fewest)


@many
@given(any_rule, tables(2, groups=2), any_chair)
def test_v71_counting_up_gives_the_same_number_and_class(rule, table, chair):
    decision = decide(rule, table, chair)
    assert next_class(decision) == counted_up(decision, table)


@many
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.sampled_from(Denominator))
def test_v71_counting_up_in_one_body_gives_the_same_number(yes, no, abstain, away, denominator):
    rule = Rule(AWMF.steps, denominator=denominator)
    now = decide(rule, {None: Counts(yes, no, abstain, not_cast=away)})
    nearest = next_class(now)
    for more in range(1, no + abstain + 1):
        counts = Counts(yes + more, no - min(more, no), abstain - max(more - no, 0), not_cast=away)
        then = decide(rule, {None: counts})
        if rank(then) > max(rank(now), LOWEST):
            assert nearest == NextClass(then.class_name, more)
            return
    assert nearest is None
