"""Shared ranks: equal options share a place, and the next one is as far behind as there are options before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def shared(standing: Mapping[int, Any]) -> dict[int, int]:
    """The rank of each option, from 1, by `standing`: greater is better, equal shares (1, 2, 2, 4)."""
    return {
        option: 1 + sum(other > own for other in standing.values())  # whoever is better stands before it
        for option, own in standing.items()
    }


def best_first(options: Sequence[int], ranks: Mapping[int, int]) -> list[int]:
    """The options by rank; options of equal rank in the order of `options`."""
    return sorted(options, key=lambda option: ranks[option])
