"""RAND/UCLA appropriateness: ratings 1 to 9, disagreement by the interpercentile range or by the size of the panel.

IPR = P70 - P30; AI = |5 - (P30 + P70) / 2|; IPRAS = 2.35 + 1.5 AI; DI = IPR / IPRAS; disagreement if IPR > IPRAS.
Source: PMC3467596, table 1; it prints the constant as 2.5, but its own result of 6.10 follows from 2.35 alone.
The classic rule for panels of 8 to 16 is from BMC Medical Informatics and Decision Making 12:93, table 7.
A median of 3.5 or 6.5 belongs to the higher region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.voting.methods import scale
from app.voting.methods.quantiles import median, percentile
from app.voting.methods.scale import Problem, Ratings, Scale, problem

__all__ = ["Panel", "Problem", "Range", "Region", "Row", "Rule", "Settings", "problem", "tally"]

MIDDLE = 5
IPRAS_CONSTANT = Fraction(47, 20)
IPRAS_FACTOR = Fraction(3, 2)
CLASSIC = {
    **dict.fromkeys((8, 9, 10), (2, 3)),
    **dict.fromkeys((11, 12, 13), (3, 4)),
    **dict.fromkeys((14, 15, 16), (4, 5)),
}
"""By size: agreement with at most so many outside the region of the median, disagreement from so many in each third."""


class Region(StrEnum):
    """A third of the scale; of the median it is the class: inappropriate, uncertain, appropriate."""

    LOW = "inappropriate"
    MIDDLE = "uncertain"
    HIGH = "appropriate"


class Rule(StrEnum):
    """What makes the class uncertain: disagreement by IPRAS, or by the classic rule."""

    IPRAS = "ipras"
    CLASSIC = "classic"


class Panel(StrEnum):
    """What the classic rule says."""

    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    NEITHER = "neither"


@dataclass(frozen=True)
class Settings(Scale):
    """Always steps from 1 to 9; any other scale is a ValueError."""

    lowest: int = 1
    highest: int = 9
    rule: Rule = Rule.IPRAS

    def __post_init__(self) -> None:
        if (self.lowest, self.highest) != (1, 9):
            raise ValueError("the scale is 1 to 9")


@dataclass(frozen=True)
class Range:
    """The 30th and 70th percentile and what follows from them."""

    p30: Fraction
    p70: Fraction

    @property
    def ipr(self) -> Fraction:
        return self.p70 - self.p30

    @property
    def ipras(self) -> Fraction:
        return IPRAS_CONSTANT + IPRAS_FACTOR * abs(MIDDLE - (self.p30 + self.p70) / 2)

    @property
    def index(self) -> Fraction:
        """The disagreement index; above 1 is disagreement."""
        return self.ipr / self.ipras


@dataclass(frozen=True)
class Row:
    """The ratings of one statement by `rated` persons; without any the rest is None.

    `outside` is how many rated outside the region of the median. `panel` is None where the classic rule has no number
    for the size of the panel; `region` is the class, and None if it asks for that rule.
    """

    option_id: int
    rated: int
    median: Fraction | None
    range: Range | None
    outside: int | None
    panel: Panel | None
    region: Region | None


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> list[Row]:
    """The statements in the order of `options`."""
    return [_row(settings, option, scale.given(option, ballots)) for option in options]


def _row(settings: Settings, option: int, steps: Sequence[int]) -> Row:
    if not steps:
        return Row(option, 0, None, None, None, None, None)
    middle = median(steps)
    spread = Range(percentile(steps, Fraction(3, 10)), percentile(steps, Fraction(7, 10)))
    outside = sum(region_of(Fraction(step)) is not region_of(middle) for step in steps)
    panel = _panel(steps, outside)
    region = _class(settings.rule, region_of(middle), spread, panel)
    return Row(option, len(steps), middle, spread, outside, panel, region)


def region_of(value: Fraction) -> Region:
    """The third of the scale in which a rating or a median lies."""
    if value < Fraction(7, 2):
        return Region.LOW
    return Region.MIDDLE if value < Fraction(13, 2) else Region.HIGH


def _panel(steps: Sequence[int], outside: int) -> Panel | None:
    if len(steps) not in CLASSIC:
        return None
    most_outside, least_extreme = CLASSIC[len(steps)]
    if outside <= most_outside:
        return Panel.AGREEMENT
    regions = [region_of(Fraction(step)) for step in steps]
    is_split = min(regions.count(Region.LOW), regions.count(Region.HIGH)) >= least_extreme
    return Panel.DISAGREEMENT if is_split else Panel.NEITHER


def _class(rule: Rule, region: Region, spread: Range, panel: Panel | None) -> Region | None:
    if rule is Rule.IPRAS:
        return Region.MIDDLE if spread.index > 1 else region
    if panel is None:
        return None
    return Region.MIDDLE if panel is Panel.DISAGREEMENT else region
