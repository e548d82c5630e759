"""Stability between two rounds: whether people still change their minds. `pairs` are the two ratings of each person.

Only people who rated in both rounds are in a pair. Rules of thumb: fewer than 15 % changed votes (Scheibe 1975);
coefficients of variation that hardly differ (English and Keran 1995); a rising kappa (Holey 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

Pairs = Sequence[tuple[int, int]]

STABLE_BELOW = 15
"""Percent of changed votes."""


class Weight(StrEnum):
    """How much it counts when two ratings differ by d steps: kappa counts them all alike, or by d, or by d squared."""

    PLAIN = "plain"
    LINEAR = "linear"
    QUADRATIC = "quadratic"

    def of(self, before: int, after: int) -> int:
        return int(before != after) if self is Weight.PLAIN else abs(before - after) ** (1 + (self is Weight.QUADRATIC))


def changed(pairs: Pairs) -> Fraction | None:
    """The share of people who rated differently, from 0 to 1; None without pairs."""
    return Fraction(sum(before != after for before, after in pairs), len(pairs)) if pairs else None


def is_stable(pairs: Pairs, below: int = STABLE_BELOW) -> bool:
    """Whether fewer than `below` percent changed their rating; without pairs nothing is known to be stable."""
    share = changed(pairs)
    return share is not None and 100 * share < below


def squared_variation(ratings: Sequence[int]) -> Fraction | None:
    """The square of the coefficient of variation, sample variance (n - 1) by squared mean, as its root is no fraction.

    None for fewer than two ratings or a mean of 0. CV <= 0.5 is squared_variation <= 1/4.
    """
    if len(ratings) < 2 or not any(ratings):
        return None
    mean = Fraction(sum(ratings), len(ratings))
    variance = sum(((rating - mean) ** 2 for rating in ratings), Fraction()) / (len(ratings) - 1)
    return variance / mean**2


def variation_is_stable(before: Sequence[int], after: Sequence[int], most: Fraction) -> bool:
    """Whether the coefficients of variation of two rounds differ by at most `most`, compared exactly.

    With a and b their squares: |√a - √b| <= most if a + b - most² <= 2 √(ab). False where one has no coefficient.
    """
    a, b = squared_variation(before), squared_variation(after)
    if a is None or b is None:
        return False
    rest = a + b - most**2
    return rest <= 0 or rest**2 <= 4 * a * b


def kappa(pairs: Pairs, weight: Weight = Weight.PLAIN) -> Fraction | None:
    """Cohen's kappa between two rounds, 1 - observed / expected disagreement, weighted if wished.

    None where it is not defined: without pairs, or if all ratings of both rounds are the same one.
    Source: Cohen: Weighted kappa, Psychological Bulletin 70 (1968).
    """
    observed = sum(weight.of(before, after) for before, after in pairs)
    expected = sum(weight.of(before, after) for before, _ in pairs for _, after in pairs)
    return 1 - Fraction(observed * len(pairs), expected) if expected else None
