"""Delphi: one round of ratings, and whether it is consensus by a rule that was fixed before.

Rules (a share is of those who rated, without „no opinion“):
* percent: at least so many percent agree, or disagree. 75 % is the median of the literature (Diamond 2014).
* core outcome: at least 70 % agree and fewer than 15 % disagree, or mirrored (PMC8024512, table 1).
* median and IQR: agreement from a median of 7, disagreement up to one of 3, consensus if the interquartile range is at
  most 3, all on a scale of 1 to 9 (Unisante/delphi_ft_demo, code/000_parameters.R).
* APMO, the average percent of majority opinions: 100 (majority agreements + majority disagreements) / all opinions is
  the cut-off, and items whose majority is above it have consensus. A majority is more than half of the opinions on
  an item; its agreements or disagreements are counted, as the case may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.voting.methods import scale
from app.voting.methods.quantiles import Quartiles, quartiles
from app.voting.methods.scale import Problem, Ratings, Scale, problem

__all__ = ["Direction", "Problem", "Row", "Rule", "Settings", "cut_off", "problem", "tally"]

CORE_FOR = 70
CORE_AGAINST = 15


class Rule(StrEnum):
    PERCENT = "percent"
    CORE_OUTCOME = "core_outcome"
    MEDIAN_IQR = "median_iqr"
    APMO = "apmo"


class Direction(StrEnum):
    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    NEITHER = "neither"


@dataclass(frozen=True)
class Settings(Scale):
    """A scale on which steps from `agree_from` up agree and steps down to `disagree_to` disagree, and the rule.

    lowest <= disagree_to < agree_from <= highest, else ValueError. `percent` (51 to 100) is for the rule of that
    name, `widest` (0 or more) the interquartile range that still is consensus by median and IQR.
    """

    lowest: int = 1
    highest: int = 9
    rule: Rule = Rule.MEDIAN_IQR
    agree_from: int = 7
    disagree_to: int = 3
    percent: int = 75
    widest: int = 3

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.lowest <= self.disagree_to < self.agree_from <= self.highest:
            raise ValueError("lowest <= disagree_to < agree_from <= highest does not hold")
        if not 50 < self.percent <= 100 or self.widest < 0:
            raise ValueError("50 < percent <= 100 and 0 <= widest does not hold")


@dataclass(frozen=True)
class Row:
    """The ratings of one statement. `direction` is where the group stands, `is_consensus` whether the rule is met.

    By a rule of shares there is a direction only with consensus. `quartiles` is None if nobody rated the statement.
    """

    option_id: int
    rated: int
    no_opinion: int
    agree: int
    disagree: int
    quartiles: Quartiles | None
    distribution: tuple[int, ...]
    direction: Direction
    is_consensus: bool


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> list[Row]:
    """The statements in the order of `options`."""
    steps = {option: scale.given(option, ballots) for option in options}
    limit = cut_off(settings, list(steps.values())) if settings.rule is Rule.APMO else None
    return [_row(settings, option, given, len(ballots), limit) for option, given in steps.items()]


def cut_off(settings: Settings, statements: Sequence[Sequence[int]]) -> Fraction | None:
    """The APMO cut-off as a share from 0 to 1 over the ratings of all statements; None without ratings."""
    opinions = sum(len(steps) for steps in statements)
    majorities = sum(_majority(settings, steps) for steps in statements)
    return Fraction(majorities, opinions) if opinions else None


def _majority(settings: Settings, steps: Sequence[int]) -> int:
    most = max(_agree(settings, steps), _disagree(settings, steps))
    return most if 2 * most > len(steps) else 0


def _agree(settings: Settings, steps: Sequence[int]) -> int:
    return sum(step >= settings.agree_from for step in steps)


def _disagree(settings: Settings, steps: Sequence[int]) -> int:
    return sum(step <= settings.disagree_to for step in steps)


def _row(settings: Settings, option: int, steps: Sequence[int], cast: int, limit: Fraction | None) -> Row:
    direction, is_consensus = _verdict(settings, steps, limit)
    return Row(
        option_id=option,
        rated=len(steps),
        no_opinion=cast - len(steps),
        agree=_agree(settings, steps),
        disagree=_disagree(settings, steps),
        quartiles=quartiles(steps),
        distribution=scale.distribution(settings, steps),
        direction=direction,
        is_consensus=is_consensus,
    )


def _verdict(settings: Settings, steps: Sequence[int], limit: Fraction | None) -> tuple[Direction, bool]:
    found = quartiles(steps)
    if found is None:
        return Direction.NEITHER, False
    if settings.rule is Rule.MEDIAN_IQR:
        return _by_median(settings, found), found.range <= settings.widest
    direction = _by_shares(settings, _agree(settings, steps), _disagree(settings, steps), len(steps), limit)
    return direction, direction is not Direction.NEITHER


def _by_median(settings: Settings, found: Quartiles) -> Direction:
    if found.median >= settings.agree_from:
        return Direction.AGREEMENT
    return Direction.DISAGREEMENT if found.median <= settings.disagree_to else Direction.NEITHER


def _by_shares(settings: Settings, agree: int, disagree: int, rated: int, limit: Fraction | None) -> Direction:
    if _is_enough(settings, agree, disagree, rated, limit):
        return Direction.AGREEMENT
    return Direction.DISAGREEMENT if _is_enough(settings, disagree, agree, rated, limit) else Direction.NEITHER


def _is_enough(settings: Settings, these: int, those: int, rated: int, limit: Fraction | None) -> bool:
    """Whether `these` of `rated` are consensus against `those` by the rule of the settings."""
    if settings.rule is Rule.PERCENT:
        return 100 * these >= settings.percent * rated
    if settings.rule is Rule.CORE_OUTCOME:
        return 100 * these >= CORE_FOR * rated and 100 * those < CORE_AGAINST * rated
    return limit is not None and 2 * these > rated and Fraction(these, rated) > limit
