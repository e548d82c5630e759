"""A rule of decision, agreed before the vote: what is compared with what, what is reached, and what else must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from app.voting.methods import consent
from app.voting.methods.consent import ConsensusClass, Denominator

Group = str | None
"""The name of a stakeholder group; None are the people without one."""

HALF = Fraction(1, 2)


class Effect(StrEnum):
    """What follows from a class."""

    ADOPTED = "adopted"
    ANOTHER_ROUND = "another_round"
    REJECTED = "rejected"
    NO_RESULT = "no_result"


class Tie(StrEnum):
    """What happens where yes and no are equal. § 91 VwVfG: the chair decides, without a chair's vote it is rejected."""

    REJECTION = "rejection"
    CHAIR = "chair"
    ANOTHER_ROUND = "another_round"


class ChamberScope(StrEnum):
    """Which groups must agree each on their own: those that voted, or all in which somebody may vote.

    Voted has who has a denominator: a yes or no; where abstentions count, any ballot; where all entitled count, they.
    So a first yes never makes a group that was passed over into one that fails.
    """

    VOTED = "voted"
    EXISTING = "existing"


@dataclass(frozen=True)
class Threshold:
    """A share that must be exceeded, or only be reached: 0 < share < 1, or = 1 where reaching is enough."""

    share: Fraction
    reached: bool = False

    def is_met(self, part: int | Fraction, whole: int | Fraction) -> bool:
        """Whether `part` of `whole` is enough, compared without dividing: 19 of 20 do not exceed 95 percent."""
        wanted, given = self.share.numerator * whole, self.share.denominator * part
        return given >= wanted if self.reached else given > wanted


@dataclass(frozen=True)
class Step:
    """A class by its `name`, the threshold of it, and what follows from it."""

    name: str
    threshold: Threshold
    leads_to: Literal[Effect.ADOPTED, Effect.ANOTHER_ROUND] = Effect.ADOPTED


@dataclass(frozen=True)
class Quorum:
    """How many ballots it takes: § 90 VwVfG, a `share` of the entitled, or a number of `ballots`; else none."""

    vwvfg: bool = False
    share: Threshold | None = None
    ballots: int = 0

    def needed(self, entitled: int) -> int:
        """Valid ballots that must be cast, of `entitled` people; 0 without a quorum."""
        if self.share is None:
            return consent.Quorum(self.vwvfg, self.ballots).needed(entitled)
        least, rest = divmod(self.share.share.numerator * entitled, self.share.share.denominator)
        return least + (1 if rest or not self.share.reached else 0)


NO_QUORUM = Quorum()


@dataclass(frozen=True)
class Chambers:
    """Every group is a chamber that must reach the threshold by itself, with the denominator of the rule."""

    threshold: Threshold
    scope: ChamberScope


@dataclass(frozen=True)
class Weights:
    """How much a group weighs. `given` are whole numbers by group; without them and not `equal`, every ballot is one.

    With weights the share is P = sum of w * yes / denominator over the groups that voted, by the sum of their w
    (after the voting power of the FSC chambers, ga.fsc.org/en/members-resources/voting).
    """

    equal: bool = False
    given: tuple[tuple[Group, int], ...] = ()

    @property
    def by_group(self) -> bool:
        return self.equal or bool(self.given)

    def of(self, group: Group) -> int:
        """The weight of a group; KeyError if weights are given and this one has none."""
        return dict(self.given)[group] if self.given else 1


EVERY_BALLOT = Weights()
GROUPS_EQUAL = Weights(equal=True)


@dataclass(frozen=True)
class Rule:
    """The whole rule. What cannot be meant is refused by `problems.check` and never stored.

    `steps`: from the highest class down; who reaches none of them is in the class `below`, which rejects.
    `second_invitation`: § 90 (3) VwVfG, the body was invited again to the same matter with this notice; no overall
    quorum is needed then. That of the groups stays, since it protects them and not the sitting.
    `quorum_of`: groups with a quorum of their own instead of `group_quorum`.
    """

    steps: tuple[Step, ...]
    below: str = ConsensusClass.NO_MAJORITY.value
    denominator: Denominator = Denominator.WITHOUT_ABSTENTIONS
    quorum: Quorum = NO_QUORUM
    second_invitation: bool = False
    group_quorum: Quorum = NO_QUORUM
    quorum_of: tuple[tuple[Group, Quorum], ...] = ()
    weights: Weights = EVERY_BALLOT
    chambers: Chambers | None = None
    tie: Tie = Tie.REJECTION

    @property
    def by_group(self) -> bool:
        """Whether the decision depends on who is in which group."""
        quorums = self.group_quorum != NO_QUORUM or bool(self.quorum_of)
        return quorums or self.weights.by_group or self.chambers is not None

    def quorum_in(self, group: Group) -> Quorum:
        return dict(self.quorum_of).get(group, self.group_quorum)

    def needed(self, entitled: int) -> int:
        """Valid ballots that the overall quorum takes, of `entitled` people."""
        return 0 if self.second_invitation else self.quorum.needed(entitled)

    def without_weight(self, groups: Iterable[Group]) -> list[Group]:
        """The groups of a roll that given weights have forgotten; with them the rule cannot be applied."""
        known = dict(self.weights.given)
        return [group for group in groups if known and group not in known]


def is_simple_majority(step: Step) -> bool:
    """Whether a step needs more than half: there a tie is one vote away from it."""
    return step.threshold == Threshold(HALF)
