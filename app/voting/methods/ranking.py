"""Ballots that rank options, and the comparison of every pair: what Borda and Schulze count from.

A ballot is {option id: place} from 1; equal places are a tie. Options that are left out are below all others and equal
among themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Ranking = Mapping[int, int]
Matrix = dict[int, dict[int, int]]
"""A number for every ordered pair of different options."""


@dataclass(frozen=True)
class Settings:
    """Whether a ballot may put several options on one place (`ties`) and must rank all options (`complete`)."""

    ties: bool = True
    complete: bool = False


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    NOT_A_PLACE = "not_a_place"
    SHARED_PLACE = "shared_place"
    INCOMPLETE = "incomplete"


def problem(settings: Settings, options: Collection[int], choices: Ranking) -> Problem | None:
    """What is wrong with a ballot, None if it counts. Places are 1 to the number of options; some may stay empty."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    places = list(choices.values())
    if any(type(place) is not int or not 1 <= place <= len(options) for place in places):
        return Problem.NOT_A_PLACE
    if len(set(places)) < len(places) and not settings.ties:
        return Problem.SHARED_PLACE
    return Problem.INCOMPLETE if len(choices) < len(options) and settings.complete else None


def preferred(options: Sequence[int], ballots: Sequence[Ranking]) -> Matrix:
    """matrix[x][y]: how many persons strictly prefer x to y."""
    last = len(options) + 1
    return {
        x: {y: sum(ballot.get(x, last) < ballot.get(y, last) for ballot in ballots) for y in options if y != x}
        for x in options
    }
