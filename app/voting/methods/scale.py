"""Ballots that rate options on a scale of whole steps: what score, Delphi and RAND/UCLA have in common.

A ballot is {option id: step}; None, like an option that is left out, is „no opinion“ and is never counted as a step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

HIGHEST = 100

Ratings = Mapping[int, int | None]


@dataclass(frozen=True)
class Scale:
    """Steps from `lowest` to `highest`, 0 <= lowest < highest <= 100, else ValueError.

    Unless `no_opinion` is allowed, everybody rates every option. What the steps are called is not known here.
    """

    lowest: int
    highest: int
    no_opinion: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.lowest < self.highest <= HIGHEST:
            raise ValueError(f"0 <= lowest < highest <= {HIGHEST} does not hold")

    @property
    def steps(self) -> range:
        return range(self.lowest, self.highest + 1)


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    OUTSIDE_SCALE = "outside_scale"
    INCOMPLETE = "incomplete"


def problem(settings: Scale, options: Collection[int], choices: Ratings) -> Problem | None:
    """What is wrong with a ballot, None if it counts. An empty one counts if no opinion is allowed."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    rated = [step for step in choices.values() if step is not None]
    if any(type(step) is not int or step not in settings.steps for step in rated):
        return Problem.OUTSIDE_SCALE
    return Problem.INCOMPLETE if len(rated) < len(options) and not settings.no_opinion else None


def given(option: int, ballots: Sequence[Ratings]) -> list[int]:
    """The steps that were given to an option, in ascending order and without „no opinion“."""
    return sorted(step for ballot in ballots if (step := ballot.get(option)) is not None)


def distribution(scale: Scale, steps: Sequence[int]) -> tuple[int, ...]:
    """How often each step of the scale was given, from the lowest to the highest."""
    return tuple(steps.count(step) for step in scale.steps)
