"""Systemic consensing (Systemisches Konsensieren): everybody says how strongly they resist each proposal.

0 is no objection, `highest` complete refusal. Group resistance R = the sum; acceptance = 1 - R / (n · highest). The
least resistance is nearest to consensus; equal ones are ranked by the smaller maximum, then by fewer strong values
(8 or more of 10), then share a rank. The Passivlösung („everything stays as it is“) is always on the list and is the
yardstick: a proposal that meets more resistance must not be adopted.
Sources: konsenslotsen.de, „Bewertung“; acceptify.tawk.help, „Passivoption“; the tie rule is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.voting.methods import ranks, scale
from app.voting.methods.scale import Problem, Ratings, Scale

__all__ = ["Problem", "Row", "Settings", "problem", "tally"]

STRONG = Fraction(8, 10)
"""The share of `highest` from which on resistance is strong."""


@dataclass(frozen=True)
class Settings:
    """Resistance from 0 to `highest`, 1 to 100, else ValueError; `passive` is the option id of the Passivlösung.

    Everybody rates every proposal, unless `gaps` are allowed: then n is counted, and shown, for each proposal, and
    proposals are compared by resistance for each person who rated them.
    """

    passive: int
    highest: int = 10
    gaps: bool = False

    def __post_init__(self) -> None:
        self.scale  # noqa: B018  # refuses what is no scale

    @property
    def scale(self) -> Scale:
        return Scale(0, self.highest, no_opinion=self.gaps)


@dataclass(frozen=True)
class Row:
    """The resistance that one proposal met among `rated` persons.

    `acceptance` is a share from 0 to 1, None if nobody rated the proposal; `maximum` is 0 then. `strong` counts values
    of 80 % of the scale or more, `distribution` the persons for each step from 0.
    """

    option_id: int
    rank: int
    rated: int
    resistance: int
    acceptance: Fraction | None
    maximum: int
    strong: int
    distribution: tuple[int, ...]
    worse_than_passive: bool


def problem(settings: Settings, options: Collection[int], choices: Ratings) -> Problem | None:
    """What is wrong with a ballot {option id: resistance}, None if it counts."""
    return scale.problem(settings.scale, options, choices)


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> list[Row]:
    """The proposals, the Passivlösung among them, by rank; those of equal rank in the order of `options`.

    ValueError if the Passivlösung is not one of the options.
    """
    if settings.passive not in options:
        raise ValueError("the Passivlösung is not among the options")
    steps = {option: scale.given(option, ballots) for option in options}
    placed = ranks.shared({option: _standing(settings, steps[option]) for option in options})
    yardstick = _acceptance(settings, steps[settings.passive])
    return [
        _row(settings, option, placed[option], steps[option], yardstick) for option in ranks.best_first(options, placed)
    ]


def _acceptance(settings: Settings, steps: Sequence[int]) -> Fraction | None:
    return 1 - Fraction(sum(steps), len(steps) * settings.highest) if steps else None


def _strong(settings: Settings, steps: Sequence[int]) -> int:
    return sum(step >= STRONG * settings.highest for step in steps)


def _standing(settings: Settings, steps: Sequence[int]) -> tuple[Fraction | int, ...]:
    """Greater is better; nothing is less than anything, so what nobody rated stands last."""
    accepted = _acceptance(settings, steps)
    return () if accepted is None else (accepted, -max(steps), -_strong(settings, steps))


def _row(settings: Settings, option: int, rank: int, steps: Sequence[int], yardstick: Fraction | None) -> Row:
    accepted = _acceptance(settings, steps)
    return Row(
        option_id=option,
        rank=rank,
        rated=len(steps),
        resistance=sum(steps),
        acceptance=accepted,
        maximum=max(steps, default=0),
        strong=_strong(settings, steps),
        distribution=scale.distribution(settings.scale, steps),
        worse_than_passive=accepted is not None and yardstick is not None and accepted < yardstick,
    )
