"""Straw poll (Stimmungsbild): a quick count of who leans where. It decides nothing, so nothing is ranked.

Shares are of the ballots, not of the votes: with several options on a ballot they add up to more than one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True)
class Settings:
    """Whether a ballot may name `several` options, or one at most."""

    several: bool = False


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Row:
    """The ballots that name one option, and their share of all, from 0 to 1; None without ballots."""

    option_id: int
    votes: int
    share: Fraction | None


def problem(settings: Settings, options: Collection[int], choices: Collection[int]) -> Problem | None:
    """What is wrong with a ballot of option ids, None if it counts. An empty one is undecided and counts."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if len(set(choices)) < len(choices):
        return Problem.TWICE
    return Problem.TOO_MANY if len(choices) > 1 and not settings.several else None


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Collection[int]]) -> list[Row]:
    """The options in the order of `options`."""
    votes = {option: sum(option in ballot for ballot in ballots) for option in options}
    return [Row(option, votes[option], _share(votes[option], len(ballots))) for option in options]


def _share(votes: int, ballots: int) -> Fraction | None:
    return Fraction(votes, ballots) if ballots else None
