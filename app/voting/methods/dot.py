"""Dot vote (Mehrpunktabfrage): everybody distributes N points, at most k on one option, and may keep some.

Points of an option = the sum of its points over all ballots; persons = the ballots with at least one point on it.
Equal points share a rank (1, 2, 2, 4). Nothing is drawn by lot: a tie stays visible.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.voting.methods import ranks

MOST_POINTS = 100
HALF_RULE_MOST = 10


@dataclass(frozen=True)
class Settings:
    """`points` for each person, at most `limit` of them on one option. 1 <= limit <= points <= 100, else ValueError."""

    points: int
    limit: int

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= self.points <= MOST_POINTS:
            raise ValueError(f"1 <= limit <= points <= {MOST_POINTS} does not hold")


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    NEGATIVE = "negative"
    OVER_LIMIT = "over_limit"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True)
class Row:
    """The points of one option; `rank` counts from 1 and is shared by equal points."""

    option_id: int
    rank: int
    points: int
    persons: int


def problem(settings: Settings, options: Collection[int], choices: Mapping[int, int]) -> Problem | None:
    """What is wrong with a ballot {option id: points}, None if it counts. An empty ballot counts."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if any(points < 0 for points in choices.values()):
        return Problem.NEGATIVE
    if any(points > settings.limit for points in choices.values()):
        return Problem.OVER_LIMIT
    return Problem.OVER_BUDGET if sum(choices.values()) > settings.points else None


def tally(options: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    points = {option: sum(ballot.get(option, 0) for ballot in ballots) for option in options}
    persons = {option: sum(ballot.get(option, 0) > 0 for ballot in ballots) for option in options}
    places = ranks.shared(points)
    return [Row(one, places[one], points[one], persons[one]) for one in ranks.best_first(options, places)]


def rule_of_thumb(options: int, persons: int) -> int:
    """Points for each person by the Gauss rule, ceil(a (a - 1) / (2 p)) for a options and p persons, at least 1.

    Source: workshopmoderationstraining.de, „Anzahl Punkte“ (a (a - 1) / 2 comparisons shared by p persons).
    """
    if options < 1 or persons < 1:
        raise ValueError("the rule needs at least one option and one person")
    return max(1, -(-options * (options - 1) // (2 * persons)))


def half_rule(options: int) -> int:
    """Points for each person as half the number of options, rounded down, at least 1, never more than 10.

    Source: altenpflege-lernfelder.de, „Methodenpool“.
    """
    if options < 1:
        raise ValueError("the rule needs at least one option")
    return min(max(1, options // 2), HALF_RULE_MOST)
