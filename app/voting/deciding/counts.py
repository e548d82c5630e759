"""Votes of a body or a group, and the rows that a table by stakeholder group has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from app.voting.deciding.rule import Group, Rule


@dataclass(frozen=True)
class Counts:
    """People by what became of their vote. All six add up to the entitled; a negative part is a ValueError."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    invalid: int = 0
    not_cast: int = 0

    def __post_init__(self) -> None:
        if min(astuple(self)) < 0:
            raise ValueError("a count is negative")

    @property
    def cast(self) -> int:
        """Valid ballots."""
        return self.yes + self.no + self.abstain

    @property
    def decisive(self) -> int:
        """Ballots that say yes or no."""
        return self.yes + self.no

    @property
    def entitled(self) -> int:
        return self.cast + self.recused + self.invalid + self.not_cast


def total(parts: Iterable[Counts]) -> Counts:
    """The sum; nothing but zeros for nobody."""
    return Counts(*(sum(column) for column in zip(*map(astuple, [Counts(), *parts]), strict=True)))


@dataclass(frozen=True)
class Row:
    """One or, pooled, several groups that a decision treats as one.

    They weigh together what they weigh alone, and their quorum is the sum of the ballots that each of them needs.
    """

    groups: tuple[Group, ...]
    counts: Counts
    weight: int
    quorum_needed: int


def row_of(rule: Rule, groups: Mapping[Group, Counts]) -> Row:
    """The row of these groups; KeyError if the rule gives weights and forgot one of them."""
    weight = sum(rule.weights.of(group) for group in groups)
    needed = sum(rule.quorum_in(group).needed(counts.entitled) for group, counts in groups.items())
    return Row(tuple(groups), total(groups.values()), weight, needed)
