"""Votes weighted by stakeholder group, beside the count by heads, and the rule of the FSC chambers.

p_g = yes / (yes + no) of a group; P = the sum of w_g p_g by the sum of w_g, over the groups that voted.
The FSC rule takes more than half of the votes cast in each chamber (quorum), more yes than no in each chamber, and two
thirds of all heads; abstentions do not count (ga.fsc.org/en/members-resources/voting).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Votes:
    """The votes of one group; a negative number is a ValueError."""

    yes: int
    no: int
    abstain: int = 0
    not_cast: int = 0

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 0:
            raise ValueError("a count is negative")

    @property
    def share(self) -> Fraction | None:
        """The part of yes, from 0 to 1; None if nobody voted yes or no."""
        return Fraction(self.yes, self.yes + self.no) if self.yes + self.no else None

    @property
    def is_quorate(self) -> bool:
        return self.yes + self.no + self.abstain > self.not_cast


def by_heads(groups: Mapping[Name, Votes]) -> Fraction | None:
    """The part of yes among all people, from 0 to 1; None if nobody voted yes or no."""
    return Votes(sum(votes.yes for votes in groups.values()), sum(votes.no for votes in groups.values())).share


def by_groups(groups: Mapping[Name, Votes], weights: Mapping[Name, Fraction | int] | None = None) -> Fraction | None:
    """The weighted mean of the groups' parts, from 0 to 1; None if no group of weight voted yes or no.

    Without `weights` every group has the same. A negative weight is a ValueError.
    """
    weigh = dict.fromkeys(groups, 1) if weights is None else weights
    if any(weight < 0 for weight in weigh.values()):
        raise ValueError("a weight is negative")
    shares = {name: votes.share for name, votes in groups.items()}
    total = sum((Fraction(weigh[name]) for name, share in shares.items() if share is not None), Fraction())
    weighted = sum((weigh[name] * share for name, share in shares.items() if share is not None), Fraction())
    return weighted / total if total else None


def has_every_majority(groups: Mapping[Name, Votes]) -> bool:
    """Whether there are more yes than no votes in every group."""
    return all(votes.yes > votes.no for votes in groups.values())


def is_carried(groups: Mapping[Name, Votes]) -> bool:
    """Whether all three conditions of the FSC rule are met."""
    heads = by_heads(groups)
    return (
        all(votes.is_quorate for votes in groups.values())
        and has_every_majority(groups)
        and heads is not None
        and heads >= Fraction(2, 3)
    )
