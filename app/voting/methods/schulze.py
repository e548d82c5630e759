"""Schulze method: who beats whom by the strongest path of pairwise victories.

A pair is won by the option that more persons prefer, and the victory is as strong as they are many (winning votes).
A path is as strong as its weakest victory. x is before y if the strongest path from x to y is stronger than that back.
Source: electowiki.org, „Beatpath method“. Not every two options can be told apart, so the rank is our rule: by how many
options are before it, shared by equal numbers; no option ever stands before one that beats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.voting.methods import ranks
from app.voting.methods.ranking import Matrix, Problem, Ranking, Settings, preferred, problem

__all__ = ["Problem", "Row", "Settings", "Steps", "problem", "steps", "strengths", "tally"]


@dataclass(frozen=True)
class Row:
    """`beaten_by` has the options that are before this one, `beats` those behind it, both in ascending order."""

    option_id: int
    rank: int
    beats: tuple[int, ...]
    beaten_by: tuple[int, ...]


@dataclass(frozen=True)
class Steps:
    """preferred[x][y]: persons who prefer x to y. strengths[x][y]: strength of the strongest path, 0 without one."""

    preferred: Matrix
    strengths: Matrix


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ranking]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    return placed(options, steps(settings, options, ballots).strengths)


def steps(settings: Settings, options: Sequence[int], ballots: Sequence[Ranking]) -> Steps:
    """The two matrices of the count."""
    pairs = preferred(options, ballots)
    return Steps(pairs, strengths(pairs))


def strengths(pairs: Matrix) -> Matrix:
    """The strongest paths, after Floyd and Warshall: each option in turn is tried as a stop on the way."""
    found = {x: {y: votes if votes > pairs[y][x] else 0 for y, votes in others.items()} for x, others in pairs.items()}
    for stop in found:
        for x in found:
            for y in found[x]:
                if stop not in (x, y):
                    found[x][y] = max(found[x][y], min(found[x][stop], found[stop][y]))
    return found


def placed(options: Sequence[int], paths: Matrix) -> list[Row]:
    """The options by rank, from the strengths of their paths."""
    beats = {x: tuple(sorted(y for y in paths[x] if paths[x][y] > paths[y][x])) for x in options}
    beaten_by = {y: tuple(sorted(x for x in options if y in beats[x])) for y in options}
    places = ranks.shared({option: -len(before) for option, before in beaten_by.items()})
    return [
        Row(option, places[option], beats[option], beaten_by[option]) for option in ranks.best_first(options, places)
    ]
