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

__all__ = ["Problem", "Row", "Settings", "Steps", "points", "problem", "steps", "tally"]


@dataclass(frozen=True)
class Row:
    """The points of one option, which may end in a half; `rank` counts from 1 and is shared by equal points."""

    option_id: int
    rank: int
    points: Fraction


@dataclass(frozen=True)
class Steps:
    """preferred[x][y]: persons who prefer x to y. points[x][y]: the points of x from y; a row adds up to those of x."""

    preferred: Matrix
    points: dict[int, dict[int, Fraction]]


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ranking]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    found = {x: sum(row.values(), Fraction()) for x, row in steps(settings, options, ballots).points.items()}
    placed = ranks.shared(found)
    return [Row(option, placed[option], found[option]) for option in ranks.best_first(options, placed)]


def steps(settings: Settings, options: Sequence[int], ballots: Sequence[Ranking]) -> Steps:
    """The two matrices of the count."""
    pairs = preferred(options, ballots)
    return Steps(pairs, points(pairs, len(ballots)))


def points(pairs: Matrix, voters: int) -> dict[int, dict[int, Fraction]]:
    """For each pair the points of the first, from how many of the `voters` prefer one or the other."""
    return {
        x: {y: Fraction(voters + votes - pairs[y][x], 2) for y, votes in others.items()} for x, others in pairs.items()
    }
