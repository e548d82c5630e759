"""Exact percentiles by linear interpolation: type 7 of Hyndman and Fan, the default of R and NumPy.

The percentile p of n sorted values lies at the place (n - 1) p, counted from 0, on the line between its neighbours.
Source: Hyndman, Fan: Sample Quantiles in Statistical Packages, The American Statistician 50 (1996).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Quartiles:
    """Lower quartile, median, upper quartile."""

    lower: Fraction
    median: Fraction
    upper: Fraction

    @property
    def range(self) -> Fraction:
        """The interquartile range."""
        return self.upper - self.lower


def percentile(values: Sequence[int], share: Fraction) -> Fraction:
    """The value below which `share` (0 to 1) of `values` lie; ValueError without values or for another share."""
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs values and a share from 0 to 1")
    place = (len(values) - 1) * share
    ordered = sorted(values)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def median(values: Sequence[int]) -> Fraction:
    """The middle value, or the middle between two; ValueError without values."""
    return percentile(values, Fraction(1, 2))


def quartiles(values: Sequence[int]) -> Quartiles | None:
    """Quartiles of the values; None if there are none."""
    if not values:
        return None
    lower, middle, upper = (percentile(values, Fraction(quarter, 4)) for quarter in (1, 2, 3))
    return Quartiles(lower, middle, upper)
