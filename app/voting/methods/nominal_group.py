"""Nominal group technique: everybody picks k of n ideas and puts them in order; the first gets k points, the last 1.

score = the sum of k + 1 - rank over the ballots that name an idea. Equal scores are ranked by the number of mentions,
then of first places, then share a rank.
Sources: futurelearn.com, „Nominal Group Technique“, step 43767; mcda.aalto.fi, „tsld011“.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.voting.methods import ranks

MOST_PICKS = 20
TOP = 2
POLARISED = 3
"""So many marks at the top and as many at the bottom or none: an idea that people see differently."""


@dataclass(frozen=True)
class Settings:
    """Everybody picks exactly `picks` ideas, 1 to 20, else ValueError."""

    picks: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.picks <= MOST_PICKS:
            raise ValueError(f"1 <= picks <= {MOST_PICKS} does not hold")


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    TWICE = "twice"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True)
class Row:
    """What one idea got. `is_polarised` if three or more put it first or second and three or more last or nowhere."""

    option_id: int
    rank: int
    score: int
    mentions: int
    firsts: int
    is_polarised: bool


def problem(settings: Settings, options: Collection[int], choices: Sequence[int]) -> Problem | None:
    """What is wrong with a ballot of option ids, the most important first; None if it counts."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if len(set(choices)) < len(choices):
        return Problem.TWICE
    return None if len(choices) == settings.picks else Problem.WRONG_NUMBER


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Sequence[int]]) -> list[Row]:
    """The ideas by rank; ideas of equal rank in the order of `options`."""
    marks = {
        option: [settings.picks - ballot.index(option) if option in ballot else 0 for ballot in ballots]
        for option in options
    }
    counted = {option: _count(settings.picks, points) for option, points in marks.items()}
    places = ranks.shared(counted)
    return [
        Row(option, places[option], *counted[option], is_polarised=_is_polarised(settings.picks, marks[option]))
        for option in ranks.best_first(options, places)
    ]


def _count(picks: int, points: Sequence[int]) -> tuple[int, int, int]:
    """Score, mentions and first places: in this order they make the rank."""
    return sum(points), sum(mark > 0 for mark in points), points.count(picks)


def _is_polarised(picks: int, points: Sequence[int]) -> bool:
    """With one or two picks the last place is at the top as well, and is no mark of the bottom then."""
    top = sum(mark > max(picks - TOP, 0) for mark in points)
    bottom = sum(mark <= (1 if picks > TOP else 0) for mark in points)
    return top >= POLARISED and bottom >= POLARISED
