"""A decision where nobody may learn how a small group voted.

Everything that is decided or shown per group is computed from pooled rows: groups with fewer valid ballots than the
minimum share one (`rules.pool`), and without a table there is one row for all. So a pooled row has one weight (the sum
of those of its groups), one quorum (the sum of the ballots they need) and one voice as a chamber.

Why not compute with the true groups and only hide the table? A weighted share is an exact fraction: 74.166… percent
tells how a group of one voted as plainly as its row. A failed chamber or a missed class that no shown row explains
tells it too. Why not refuse such rules? A round with one small group, which most have, could then use none of them.
Hence the decision is a function of what is shown, and nothing can be derived from it that the rows do not say anyway.
The price: a small group alone stops nothing. People are told so before the vote.

What stays visible: the total, which is the decision; whether a group was small, which is turnout; what the chair says
aloud at a tie; and that a row was unanimous. Whether so few people vote in secret at all is asked at the opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.voting import rules
from app.voting.deciding.counts import Counts, Row, row_of, total
from app.voting.deciding.decision import ChairVote, Decision, decide_rows
from app.voting.deciding.rule import Group, Rule


def decide_masked(rule: Rule, votes: Mapping[Group, Counts], minimum: int, chair: ChairVote | None = None) -> Decision:
    """The decision on `votes` by group, in rows of at least `minimum` valid ballots, or in one row; KeyError as there.

    With a minimum of 0 it is the decision on the groups themselves; of a rule that knows no groups it always has the
    same class. Groups are pooled in the order of their names, as in the seal: of two that are equally large, another
    one beside the same small group would give it away to whoever compares the tables.
    """
    sizes = {group: votes[group].cast for group in sorted(votes, key=lambda name: name or "")}
    together = rules.pool(sizes, minimum) or [tuple(sizes)]
    rows = [row_of(rule, {group: votes[group] for group in groups}) for groups in together if groups]
    return decide_rows(rule, rows, chair)


@dataclass(frozen=True)
class ShiftRow:
    """What became of the votes of some groups from one round to another."""

    groups: tuple[Group, ...]
    before: Counts
    after: Counts


def shift(before: Decision, after: Decision) -> tuple[ShiftRow, ...]:
    """The shift between two masked rounds, in rows that hold for both.

    Groups that share a row in one of the rounds share one here, so every row is a sum of rows that are shown already.
    A table pooled anew for both rounds could be subtracted from them: A + C in the first round, A alone in this table.
    """
    joined = _joined(row.groups for row in (*before.rows, *after.rows))
    return tuple(ShiftRow(groups, _part(before.rows, groups), _part(after.rows, groups)) for groups in joined)


def _joined(rows: Iterable[tuple[Group, ...]]) -> list[tuple[Group, ...]]:
    """The finest table in which no row of `rows` is cut."""
    joined: list[tuple[Group, ...]] = []
    for groups in rows:
        touching = [one for one in joined if set(one) & set(groups)]
        apart = [one for one in joined if one not in touching]
        joined = [*apart, tuple(dict.fromkeys(group for one in (*touching, groups) for group in one))]
    return joined


def _part(rows: Iterable[Row], groups: tuple[Group, ...]) -> Counts:
    return total(row.counts for row in rows if set(row.groups) <= set(groups))
