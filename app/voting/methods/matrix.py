"""Importance–urgency matrix: everybody gives each option two marks on one scale, the means are its place in the plane.

The plane is cut at the middle of the scale, and a mean equal to the middle counts as low. Options are ranked by the
exact product of the two means, the greater first; equal products share a rank. It stands for its root, the index of the
method, which has the same order. What nobody rated has no place and comes last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.voting.methods import ranks
from app.voting.methods.scale import Problem, Scale

__all__ = ["Marks", "Problem", "Quadrant", "Row", "Settings", "problem", "tally"]

Marks = Mapping[int, tuple[int, int]]
"""{option id: (importance, urgency)}"""

BOTH = 2


@dataclass(frozen=True)
class Settings(Scale):
    """Both marks on the steps from `lowest` to `highest`. With `no_opinion` options may be left out."""

    lowest: int = 1
    highest: int = 5

    @property
    def middle(self) -> Fraction:
        return Fraction(self.lowest + self.highest, 2)


class Quadrant(StrEnum):
    NOW = "now"
    """Important and urgent."""
    PLAN = "plan"
    """Important only."""
    DELEGATE = "delegate"
    """Urgent only."""
    DEFER = "defer"
    """Neither."""


@dataclass(frozen=True)
class Row:
    """The place of one option by the marks of `rated` persons; without any the rest is None."""

    option_id: int
    rank: int
    rated: int
    importance: Fraction | None
    urgency: Fraction | None
    product: Fraction | None
    quadrant: Quadrant | None


def problem(settings: Settings, options: Collection[int], choices: Marks) -> Problem | None:
    """What is wrong with a ballot, None if it counts."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if not all(len(marks) == BOTH and all(_is_step(settings, mark) for mark in marks) for marks in choices.values()):
        return Problem.OUTSIDE_SCALE
    return Problem.INCOMPLETE if len(choices) < len(options) and not settings.no_opinion else None


def _is_step(settings: Settings, mark: object) -> bool:
    return type(mark) is int and mark in settings.steps


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Marks]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    marks = {option: [ballot[option] for ballot in ballots if option in ballot] for option in options}
    means = {option: _means(given) for option, given in marks.items()}
    places = ranks.shared({option: (mean[0] * mean[1],) if mean else () for option, mean in means.items()})
    return [
        _row(settings, option, places[option], len(marks[option]), means[option])
        for option in ranks.best_first(options, places)
    ]


def _means(marks: Sequence[tuple[int, int]]) -> tuple[Fraction, Fraction] | None:
    if not marks:
        return None
    importance, urgency = (Fraction(sum(given), len(marks)) for given in zip(*marks, strict=True))
    return importance, urgency


def _row(settings: Settings, option: int, rank: int, rated: int, mean: tuple[Fraction, Fraction] | None) -> Row:
    if mean is None:
        return Row(option, rank, rated, None, None, None, None)
    importance, urgency = mean
    return Row(option, rank, rated, importance, urgency, importance * urgency, _quadrant(settings.middle, *mean))


def _quadrant(middle: Fraction, importance: Fraction, urgency: Fraction) -> Quadrant:
    if importance > middle:
        return Quadrant.NOW if urgency > middle else Quadrant.PLAN
    return Quadrant.DELEGATE if urgency > middle else Quadrant.DEFER
