"""What is wrong with a rule that somebody put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import pairwise

from app.voting.deciding.rule import Effect, Quorum, Rule, Threshold, Tie, is_simple_majority
from app.voting.methods.consent import ConsensusClass, Denominator

MOST_STEPS = 6
MOST_GROUPS = 100
MOST_NAME = 60
"""Characters of the name of a class or a group."""
MOST_BALLOTS = 10_000
MOST_WEIGHT = 1_000
MOST_SHARE_PARTS = 1_000
"""Shares are fractions in lowest terms with a denominator up to this: percents with one decimal, thirds, sevenths."""


class Problem(StrEnum):
    """Why a rule cannot be used."""

    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    STEPS = "steps"
    STEPS_NOT_FALLING = "steps_not_falling"
    NOTHING_ADOPTS = "nothing_adopts"
    CLASS_NAME = "class_name"
    SHARE = "share"
    QUORUM = "quorum"
    WEIGHT = "weight"
    GROUP = "group"
    TIE_WITHOUT_HALF = "tie_without_half"
    TIE_WITH_ABSTENTIONS = "tie_with_abstentions"


class Invalid(ValueError):
    """A rule that cannot be used, with its `problem`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.value)


def problem(rule: Rule) -> Problem | None:
    """What is wrong with a rule, None if it can be used."""
    return next((found for found, is_wrong in _CHECKS if is_wrong(rule)), None)


def check(rule: Rule) -> Rule:
    """The rule itself; Invalid if it cannot be used."""
    found = problem(rule)
    if found is not None:
        raise Invalid(found)
    return rule


def _steps(rule: Rule) -> bool:
    return not 1 <= len(rule.steps) <= MOST_STEPS


def _not_falling(rule: Rule) -> bool:
    """A higher class needs more, and never does less than the one below it."""
    return any(
        upper.threshold.share <= lower.threshold.share or _adopts(lower.leads_to) > _adopts(upper.leads_to)
        for upper, lower in pairwise(rule.steps)
    )


def _adopts(effect: Effect) -> bool:
    return effect is Effect.ADOPTED


def _class_names(rule: Rule) -> bool:
    names = [*(step.name for step in rule.steps), rule.below]
    return len(set(names)) < len(names) or ConsensusClass.NO_RESULT in names or any(map(_is_no_name, names))


def _is_no_name(name: str) -> bool:
    return not 1 <= len(name) <= MOST_NAME or name != name.strip() or not name.isprintable()


def _shares(rule: Rule) -> bool:
    chambers = [rule.chambers.threshold] if rule.chambers is not None else []
    quorums = [quorum.share for quorum in _quorums(rule) if quorum.share is not None]
    return any(map(_is_no_share, [*(step.threshold for step in rule.steps), *chambers, *quorums]))


def _is_no_share(threshold: Threshold) -> bool:
    most = threshold.share == 1 and not threshold.reached
    return most or not 0 < threshold.share <= 1 or threshold.share.denominator > MOST_SHARE_PARTS


def _quorums(rule: Rule) -> list[Quorum]:
    return [rule.quorum, rule.group_quorum, *(quorum for _, quorum in rule.quorum_of)]


def _bad_quorum(rule: Rule) -> bool:
    """A quorum is one of its kinds, not two at once."""
    return any(
        not 0 <= quorum.ballots <= MOST_BALLOTS or sum((quorum.vwvfg, quorum.share is not None, quorum.ballots > 0)) > 1
        for quorum in _quorums(rule)
    )


def _bad_weight(rule: Rule) -> bool:
    weights = rule.weights
    return (weights.equal and bool(weights.given)) or any(not 1 <= one <= MOST_WEIGHT for _, one in weights.given)


def _bad_group(rule: Rule) -> bool:
    named = [[group for group, _ in rule.quorum_of], [group for group, _ in rule.weights.given]]
    return any(_bad_groups(groups) for groups in named)


def _bad_groups(groups: Iterable[str | None]) -> bool:
    listed = list(groups)
    names = [group for group in listed if group is not None]
    return len(listed) > MOST_GROUPS or len(set(listed)) < len(listed) or any(map(_is_no_name, names))


def _tie_without_half(rule: Rule) -> bool:
    """Where no class begins above one half, a tie decides nothing."""
    return rule.tie is not Tie.REJECTION and not any(map(is_simple_majority, rule.steps))


def _tie_with_abstentions(rule: Rule) -> bool:
    """Only without abstentions is one half of the denominator as much yes as no."""
    return rule.tie is not Tie.REJECTION and rule.denominator is not Denominator.WITHOUT_ABSTENTIONS


_CHECKS: tuple[tuple[Problem, Callable[[Rule], bool]], ...] = (
    (Problem.STEPS, _steps),
    (Problem.SHARE, _shares),
    (Problem.STEPS_NOT_FALLING, _not_falling),
    (Problem.NOTHING_ADOPTS, lambda rule: not _adopts(rule.steps[0].leads_to)),
    (Problem.CLASS_NAME, _class_names),
    (Problem.QUORUM, _bad_quorum),
    (Problem.WEIGHT, _bad_weight),
    (Problem.GROUP, _bad_group),
    (Problem.TIE_WITHOUT_HALF, _tie_without_half),
    (Problem.TIE_WITH_ABSTENTIONS, _tie_with_abstentions),
)
