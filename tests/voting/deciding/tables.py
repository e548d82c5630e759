"""Random rules of decision and random votes by group, and everything that a decision tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from app.voting.deciding import problems
from app.voting.deciding.counts import Counts
from app.voting.deciding.decision import ChairVote, Decision
from app.voting.deciding.nearest import ballots_missing, next_class
from app.voting.deciding.rule import (
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

EXAMPLES = json.loads((Path(__file__).parent.parent / "worked_examples.json").read_text())
GROUPS = ["Länder", "Kommunen", "Migrantenorganisationen", None]
Table = dict[str | None, Counts]

many = settings(max_examples=60, deadline=None)

shares = st.sampled_from([Fraction(*parts) for parts in ((1, 4), (1, 2), (2, 3), (3, 4), (19, 20), (1, 1))])
thresholds = st.builds(lambda share, reached: Threshold(share, reached or share == 1), shares, st.booleans())
quorums = st.sampled_from([
    Quorum(), Quorum(vwvfg=True), Quorum(ballots=1), Quorum(ballots=3),
    *(Quorum(share=Threshold(Fraction(1, 2), reached)) for reached in (True, False)),
])  # fmt: skip
weights = st.sampled_from([
    Weights(), Weights(equal=True), Weights(given=tuple((group, place + 1) for place, group in enumerate(GROUPS)))
])  # fmt: skip


def _steps(chosen: list[Threshold]) -> tuple[Step, ...]:
    falling = sorted({one.share: one for one in chosen}.values(), key=lambda one: -one.share)
    effects = [Effect.ADOPTED, *[Effect.ANOTHER_ROUND] * (len(falling) - 1)]
    return tuple(
        Step(f"class {place}", one, effect)
        for place, (one, effect) in enumerate(zip(falling, effects, strict=True))
    )  # fmt: skip


def _with_tie(rule: Rule, tie: Tie) -> Rule:
    """The rule with this way out of a tie where there can be one."""
    chosen = replace(rule, tie=tie)
    return rule if problems.problem(chosen) is not None else chosen


any_rule = st.builds(
    _with_tie,
    st.builds(
        Rule,
        steps=st.lists(thresholds, min_size=1, max_size=3).map(_steps),
        denominator=st.sampled_from(Denominator),
        quorum=quorums,
        second_invitation=st.booleans(),
        group_quorum=quorums,
        quorum_of=st.sampled_from([(), (("Länder", Quorum(ballots=2)),)]),
        weights=weights,
        chambers=st.none() | st.builds(Chambers, thresholds, st.sampled_from(ChamberScope)),
    ),
    st.sampled_from(Tie),
)
any_chair = st.sampled_from([None, *ChairVote])


def tables(most: int, groups: int = len(GROUPS)) -> st.SearchStrategy[Table]:
    """Votes of up to `groups` groups, at most `most` of each kind in each of them."""
    few = st.integers(0, most)
    counts = st.builds(Counts, few, few, few, st.integers(0, 1), st.integers(0, 1), few)
    return st.dictionaries(st.sampled_from(GROUPS[:groups]), counts, max_size=groups)


def changed(table: Table, group: str | None, before: str, after: str) -> Table:
    """The table as it would be if one person of a group had done `after` instead of `before`."""
    counts = table[group]
    fewer = replace(counts, **{before: getattr(counts, before) - 1})
    return {**table, group: replace(fewer, **{after: getattr(fewer, after) + 1})}


def swaps(table: Table, one: str | None) -> Iterator[Table]:
    """Every table in which somebody of the group and somebody of another have exchanged their ballots."""
    for other in table:
        for given in ("yes", "no", "abstain"):
            for taken in ("yes", "no", "abstain"):
                possible = getattr(table[one], given) and getattr(table[other], taken)
                if other != one and given != taken and possible:
                    yield changed(changed(table, one, given, taken), other, taken, given)


def rank(decision: Decision) -> int:
    """The place of the class, 0 for no result."""
    names = ["no_result", decision.rule.below, *[step.name for step in reversed(decision.rule.steps)]]
    return names.index(decision.class_name)


def shown(decision: Decision) -> dict[str, object]:
    """All that can be read off a decision, as somebody who attacks it writes it down."""
    compared = [decision.compared_with(row.counts) for row in decision.rows]
    return {
        "total": decision.counts,
        "rows": [(row, decision.class_of(row), whole) for row, whole in zip(decision.rows, compared, strict=True)],
        "shares": (decision.share, decision.heads),
        "class": (decision.class_name, decision.effect, decision.tie, decision.low_participation),
        "quorum": (decision.quorum_needed, decision.misses_quorum, decision.rows_without_quorum),
        "chambers": decision.failed_chambers,
        "nearest": (next_class(decision), ballots_missing(decision)),
    }
