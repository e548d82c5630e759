"""A rule applied to votes by group: the class, what it was computed from, and what follows from it.

One class for everybody: the first step whose threshold is met by the share of yes. There is no result if nobody voted
yes or no, or if a quorum was missed, overall or in a group. A chamber that does not agree brings the lowest class,
whatever the share: a class above it would be read as an agreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from app.voting.deciding.counts import Counts, Row, row_of, total
from app.voting.deciding.rule import ChamberScope, Effect, Group, Rule, Step, Tie, is_simple_majority
from app.voting.methods import consent
from app.voting.methods.consent import ConsensusClass, Denominator

NO_RESULT = ConsensusClass.NO_RESULT.value


class ChairVote(StrEnum):
    """What the chair says at a tie.

    It is said aloud and stands in the record. It is never read from a ballot that does not bear a name: the result
    would tell what the chair voted.
    """

    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Share:
    """`yes` of `whole`: ballots, or with weights the sum of weighted shares of the sum of the weights. Exact."""

    yes: Fraction
    whole: Fraction


@dataclass(frozen=True)
class Decision:
    """What `rule` makes of `rows`. `chair` is None if the chair may not vote or did not."""

    rule: Rule
    rows: tuple[Row, ...]
    chair: ChairVote | None = None

    @cached_property
    def counts(self) -> Counts:
        """Of everybody."""
        return total(row.counts for row in self.rows)

    @property
    def heads(self) -> Share:
        """The share if every ballot counts the same; beside a weighted one it is shown too."""
        counts = self.counts
        return Share(Fraction(counts.yes), Fraction(self.compared_with(counts)))

    @cached_property
    def share(self) -> Share:
        """The share that decides. A row without a denominator has not voted and weighs nothing."""
        if not self.rule.weights.by_group:
            return self.heads
        voted = [row for row in self.rows if self.compared_with(row.counts)]
        yes = (row.weight * Fraction(row.counts.yes, self.compared_with(row.counts)) for row in voted)
        return Share(sum(yes, Fraction(0)), Fraction(sum(row.weight for row in voted)))

    @property
    def quorum_needed(self) -> int:
        return self.rule.needed(self.counts.entitled)

    @property
    def misses_quorum(self) -> bool:
        """Whether too few voted overall."""
        return self.counts.cast < self.quorum_needed

    @cached_property
    def rows_without_quorum(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.counts.cast < row.quorum_needed)

    @cached_property
    def failed_chambers(self) -> tuple[Row, ...]:
        """The rows that do not agree by themselves, though the rule asks it of them."""
        return tuple(row for row in self.rows if self.must_agree(row) and not self.agrees(row.counts))

    @property
    def low_participation(self) -> bool:
        """Whether fewer than half of the entitled voted yes or no: the class stands, but with a warning."""
        return consent.low_participation(self.counts)

    @property
    def tie(self) -> bool:
        """Whether yes and no are equal where more than half was needed."""
        share, decides = self.share, any(map(is_simple_majority, self.rule.steps))
        without = self.rule.denominator is Denominator.WITHOUT_ABSTENTIONS
        return decides and without and self.has_result and 2 * share.yes == share.whole

    @cached_property
    def has_result(self) -> bool:
        return self.counts.decisive > 0 and not self.misses_quorum and not self.rows_without_quorum

    @property
    def class_name(self) -> str:
        """The class of everybody: a name of the rule, or `no_result`."""
        if not self.has_result:
            return NO_RESULT
        return self._step.name if self._step is not None else self.rule.below

    @property
    def effect(self) -> Effect:
        if not self.has_result:
            return Effect.NO_RESULT
        if self._step is not None:
            return self._step.leads_to
        again = self.tie and self.rule.tie is Tie.ANOTHER_ROUND and not self.failed_chambers
        return Effect.ANOTHER_ROUND if again else Effect.REJECTED

    def class_of(self, row: Row) -> str:
        """The class that the ballots of a row would have reached by themselves, without quorum and chambers."""
        if not row.counts.decisive:
            return NO_RESULT
        whole = self.compared_with(row.counts)
        reached = (step.name for step in self.rule.steps if step.threshold.is_met(row.counts.yes, whole))
        return next(reached, self.rule.below)

    def compared_with(self, counts: Counts) -> int:
        """How many votes the yes votes of `counts` are compared with."""
        return consent.compared_with(counts, self.rule.denominator)

    def must_agree(self, row: Row) -> bool:
        """Whether a row is a chamber whose agreement the rule asks for."""
        if self.rule.chambers is None:
            return False
        if self.rule.chambers.scope is ChamberScope.VOTED:
            return self.compared_with(row.counts) > 0
        return row.counts.entitled > row.counts.recused

    def agrees(self, counts: Counts) -> bool:
        """Whether a chamber with these counts reaches its threshold; a silent one does not."""
        chambers = self.rule.chambers
        return chambers is None or (
            counts.decisive > 0 and chambers.threshold.is_met(counts.yes, self.compared_with(counts))
        )

    def is_tie_enough(self, step: Step) -> bool:
        """§ 91 VwVfG: whether the chair's yes makes a tie into the majority that `step` needs."""
        return self.rule.tie is Tie.CHAIR and self.chair is ChairVote.YES and is_simple_majority(step)

    @cached_property
    def _step(self) -> Step | None:
        if self.failed_chambers:
            return None
        return next((step for step in self.rule.steps if self._reaches(step)), None)

    def _reaches(self, step: Step) -> bool:
        share = self.share
        return step.threshold.is_met(share.yes, share.whole) or (self.tie and self.is_tie_enough(step))


def decide(rule: Rule, votes: Mapping[Group, Counts], chair: ChairVote | None = None) -> Decision:
    """The decision on `votes` by group, every group for itself; KeyError if given weights forgot a group.

    For a poll whose minimum group is above zero this is not to be shown: use `masking.decide_masked`.
    """
    return decide_rows(rule, [row_of(rule, {group: counts}) for group, counts in votes.items()], chair)


def decide_rows(rule: Rule, rows: Sequence[Row], chair: ChairVote | None = None) -> Decision:
    """The decision on rows that are made already."""
    return Decision(rule, tuple(rows), chair)
