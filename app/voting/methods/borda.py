"""Borda count: of m options the first on a ballot gets m - 1 points, the last none.

Tied options share the mean of their places' points, options that are not ranked share the remaining places. Counted
pair by pair that is one point for each option that a person prefers it to, and half a point for each that is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.voting.methods import ranks
from app.voting.methods.ranking import Matrix, Problem, Ranking, Settings, preferred, problem

__all__ = ["Problem", "Row", "Settings", "points", "problem", "tally"]


@dataclass(frozen=True)
class Row:
    """The points of one option, which may end in a half; `rank` counts from 1 and is shared by equal points."""

    option_id: int
    rank: int
    points: Fraction


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ranking]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    found = points(preferred(options, ballots), len(ballots))
    placed = ranks.shared(found)
    return [Row(option, placed[option], found[option]) for option in ranks.best_first(options, placed)]


def points(pairs: Matrix, voters: int) -> dict[int, Fraction]:
    """The points of each option, from how many of the `voters` prefer it to each other one (`ranking.preferred`)."""
    return {
        x: Fraction(sum(voters + for_x - pairs[y][x] for y, for_x in others.items()), 2) for x, others in pairs.items()
    }
