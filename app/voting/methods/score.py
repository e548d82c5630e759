"""Rating (Bewertung): everybody gives options a step of one scale, 0 to 10, Likert 1 to 5 or another one.

Options are ranked by median, equal medians by mean; what is equal in both shares a rank. An option that nobody rated
comes last. The median leads because the steps of a Likert scale have an order but no distances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.voting.methods import ranks, scale
from app.voting.methods.quantiles import Quartiles, quartiles
from app.voting.methods.scale import Problem, Ratings, problem
from app.voting.methods.scale import Scale as Settings

__all__ = ["Problem", "Row", "Settings", "problem", "tally"]


@dataclass(frozen=True)
class Row:
    """What one option was given by `rated` persons; `quartiles` and `mean` are None if nobody rated it.

    `distribution` has the number of persons for each step, from the lowest; with `no_opinion` they are all ballots.
    """

    option_id: int
    rank: int
    rated: int
    no_opinion: int
    total: int
    mean: Fraction | None
    quartiles: Quartiles | None
    distribution: tuple[int, ...]


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> list[Row]:
    """The options by rank; options of equal rank in the order of `options`."""
    steps = {option: scale.given(option, ballots) for option in options}
    placed = ranks.shared({option: _standing(steps[option]) for option in options})
    return [
        _row(settings, option, placed[option], steps[option], len(ballots))
        for option in ranks.best_first(options, placed)
    ]


def _standing(steps: Sequence[int]) -> tuple[Fraction, ...]:
    """Median, then mean. Nothing is less than anything, so who was not rated stands last."""
    found = quartiles(steps)
    return (found.median, Fraction(sum(steps), len(steps))) if found else ()


def _row(settings: Settings, option: int, rank: int, steps: Sequence[int], cast: int) -> Row:
    return Row(
        option_id=option,
        rank=rank,
        rated=len(steps),
        no_opinion=cast - len(steps),
        total=sum(steps),
        mean=Fraction(sum(steps), len(steps)) if steps else None,
        quartiles=quartiles(steps),
        distribution=scale.distribution(settings, steps),
    )
