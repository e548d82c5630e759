"""Approval vote (Mehrfachauswahl): everybody names all the options that they approve of, or at most so many.

Votes of an option = the ballots that name it. Equal votes share a rank (1, 2, 2, 4).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.voting.methods import ranks


@dataclass(frozen=True)
class Settings:
    """At most `most` options on a ballot, one or more, else ValueError; None for no limit."""

    most: int | None = None

    def __post_init__(self) -> None:
        if self.most is not None and self.most < 1:
            raise ValueError("1 <= most does not hold")


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Row:
    """The votes of one option; `rank` counts from 1 and is shared by equal votes."""

    option_id: int
    rank: int
    votes: int


def problem(settings: Settings, options: Collection[int], choices: Collection[int]) -> Problem | None:
    """What is wrong with a ballot of option ids, None if it counts. An empty ballot approves of nothing and counts."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if len(set(choices)) < len(choices):
        return Problem.TWICE
    return Problem.TOO_MANY if settings.most is not None and len(choices) > settings.most else None


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Collection[int]]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    votes = {option: sum(option in ballot for ballot in ballots) for option in options}
    places = ranks.shared(votes)
    return [Row(option, places[option], votes[option]) for option in ranks.best_first(options, places)]
