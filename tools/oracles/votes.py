"""Random votes, small enough for ties to be frequent."""

from __future__ import annotations

from itertools import count
from random import Random

Ballots = list[dict[int, int]]


def rankings(chance: Random) -> tuple[list[int], Ballots]:
    """2 to 6 options and 1 to 15 ballots: all orders without ties, or places with ties and options left out."""
    options = list(range(1, chance.randint(2, 6) + 1))
    draw = _order if chance.random() < 0.5 else _places
    return options, [draw(options, chance) for _ in range(chance.randint(1, 15))]


def _order(options: list[int], chance: Random) -> dict[int, int]:
    return dict(zip(chance.sample(options, len(options)), count(1)))


def _places(options: list[int], chance: Random) -> dict[int, int]:
    """At least one option has a place."""
    ranked = chance.sample(options, chance.randint(1, len(options)))
    return {option: chance.randint(1, len(options)) for option in ranked}


def scores(chance: Random) -> tuple[list[int], Ballots]:
    """2 to 6 options and 1 to 15 ballots that score all of them, often with few different scores."""
    options = list(range(1, chance.randint(2, 6) + 1))
    steps = chance.sample(range(6), chance.randint(2, 6))
    return options, [{option: chance.choice(steps) for option in options} for _ in range(chance.randint(1, 15))]


def ratings(chance: Random) -> list[int]:
    """1 to 30 steps of a scale from 1 to 9."""
    return [chance.randint(1, 9) for _ in range(chance.randint(1, 30))]
