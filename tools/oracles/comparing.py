"""Counts the same random votes twice, ours and theirs, and says where they differ."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

CLOSE = 1e-9


@dataclass(frozen=True)
class Oracle:
    """`draw` makes random votes; `ours` and `theirs` count them and return what must be the same.

    An exact result must be equal. Where theirs has floats, ours is compared with them to nine digits.
    """

    name: str
    draw: Callable[[random.Random], Any]
    ours: Callable[[Any], Any]
    theirs: Callable[[Any], Any]


def is_same(ours: Any, theirs: Any) -> bool:
    """Whether two results are equal, their floats nearly; an undefined number is None with us and nan with them."""
    if isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(is_same(*pair) for pair in zip(ours, theirs, strict=True))
    if not isinstance(theirs, float):
        return bool(ours == theirs)
    if ours is None or math.isnan(theirs):
        return ours is None and math.isnan(theirs)
    return math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=CLOSE)


def first_difference(oracle: Oracle, count: int, seed: int) -> str | None:
    """The first of `count` votes that are counted differently, with both results; None if there are none."""
    chance = random.Random(f"{oracle.name} {seed}")  # noqa: S311  # a difference can be drawn again
    for _ in range(count):
        votes = oracle.draw(chance)
        ours, theirs = oracle.ours(votes), oracle.theirs(votes)
        if not is_same(ours, theirs):
            return f"{votes}\n  ours   {ours}\n  theirs {theirs}"
    return None


def run(oracles: Iterable[Oracle], count: int, seed: int) -> int:
    """Print a line for each oracle; the number of those that differ."""
    differ = 0
    for oracle in oracles:
        found = first_difference(oracle, count, seed)
        print(f"{oracle.name}: {count} votes counted alike" if found is None else f"{oracle.name}: {found}", flush=True)
        differ += found is not None
    return differ
