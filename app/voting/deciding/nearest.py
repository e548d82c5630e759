"""What would have had to change for a higher class: how many ballots with a yes instead of a no or an abstention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from app.voting.deciding.counts import Counts, Row
from app.voting.deciding.decision import NO_RESULT, Decision
from app.voting.deciding.rule import Step
from app.voting.methods.consent import Denominator


@dataclass(frozen=True)
class NextClass:
    """`more_yes` ballots with a yes instead of another answer, in the rows where they do most, would be `name`."""

    name: str
    more_yes: int


def next_class(decision: Decision) -> NextClass | None:
    """The fewest more yes votes for a higher step, with as many ballots as there were, and the highest they reach.

    None if the class is the highest, if the same ballots cannot reach another one (those who stayed away count against
    it), or if a quorum was missed: there it takes more ballots, see `ballots_missing`.
    """
    if ballots_missing(decision) or not decision.counts.cast:
        return None
    needed = [(step.name, _more_yes(decision, step)) for step in _steps_above(decision)]
    possible = [(name, more) for name, more in needed if more is not None]
    if not possible:
        return None
    fewest = min(more for _, more in possible)
    return NextClass(next(name for name, more in possible if more == fewest), fewest)


def ballots_missing(decision: Decision) -> int:
    """How many more ballots would have met every quorum, if they come where they are missing."""
    in_groups = sum(row.quorum_needed - row.counts.cast for row in decision.rows_without_quorum)
    return max(in_groups, decision.quorum_needed - decision.counts.cast, 0)


def _steps_above(decision: Decision) -> tuple[Step, ...]:
    """From the highest class down to the one above the present one."""
    names = [step.name for step in decision.rule.steps]
    if decision.class_name in (NO_RESULT, decision.rule.below):
        return decision.rule.steps
    return decision.rule.steps[: names.index(decision.class_name)]


def _more_yes(decision: Decision, step: Step) -> int | None:
    """The fewest ballots for `step`; None if all of them are too few.

    First every chamber gets what it needs. What then is missing of yes - share * whole is filled with the ballots that
    add most to it. In a row no ballot adds more than the one before it, so taking the greatest is also the fewest.
    """
    chambers = [_for_chamber(decision, row) for row in decision.rows]
    forced = [more for more in chambers if more is not None]
    if len(forced) < len(chambers):
        return None
    gains = [_gains(decision, row, step.threshold.share) for row in decision.rows]
    rest = sorted(gain for row, more in zip(gains, forced, strict=True) for gain in row[more:])
    share, taken = decision.share, sum(forced)
    above = share.yes - step.threshold.share * share.whole
    above += sum((gain for row, more in zip(gains, forced, strict=True) for gain in row[:more]), Fraction(0))
    enough = step.threshold.reached or decision.is_tie_enough(step)
    while not taken or above < 0 or (above == 0 and not enough):
        if not rest:
            return None
        above += rest.pop()
        taken += 1
    return taken


def _for_chamber(decision: Decision, row: Row) -> int | None:
    """The fewest ballots of a row that bring its own agreement; None if all of them do not."""
    if not decision.must_agree(row):
        return 0
    most = row.counts.no + row.counts.abstain
    return next((more for more in range(most + 1) if decision.agrees(_with_more_yes(row.counts, more))), None)


def _with_more_yes(counts: Counts, more: int) -> Counts:
    """A no turned into a yes does at least as much as an abstention turned into one, so those come first."""
    from_no = min(more, counts.no)
    abstain = counts.abstain - (more - from_no)
    return replace(counts, yes=counts.yes + more, no=counts.no - from_no, abstain=abstain)


def _gains(decision: Decision, row: Row, share: Fraction) -> list[Fraction]:
    """What each further ballot of a row adds to yes - share * whole, the greatest first."""
    no, abstain = row.counts.no, row.counts.abstain
    abstaining_counts = decision.rule.denominator is not Denominator.WITHOUT_ABSTENTIONS
    if not decision.rule.weights.by_group:
        return [Fraction(1)] * no + [Fraction(1) if abstaining_counts else 1 - share] * abstain
    whole = decision.compared_with(row.counts)
    if not whole:
        return ([row.weight * (1 - share)] + [Fraction(0)] * abstain)[:abstain]
    each = Fraction(row.weight, whole)
    return [each] * no + [each if abstaining_counts else Fraction(0)] * abstain
