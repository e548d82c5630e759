"""STAR (score, then automatic runoff): the two options with the highest totals, then the one that more persons prefer.

Scores are 0 to 5, an option that is left out has 0. Ties are broken as starvoting.org publishes it, without its lot:
for the final by the preferences between the tied options, then by the number of highest scores; in the runoff by the
totals, then by the number of highest scores. What is still tied then stays visible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.voting.methods import ranks, scale
from app.voting.methods.scale import Problem, Ratings, Scale

__all__ = ["Problem", "Row", "Settings", "Steps", "problem", "steps", "tally"]

FINALISTS = 2

Scores = Mapping[int, Sequence[int]]
"""For each option the scores of all ballots, in the same order of ballots."""

Criterion = Callable[[Sequence[int]], Mapping[int, int]]
"""From options that are tied to a number for each, the greater the better."""


@dataclass(frozen=True)
class Settings:
    """Scores from 0 to `highest`, 1 to 100, else ValueError. Without `gaps` everybody scores every option."""

    highest: int = 5
    gaps: bool = True

    def __post_init__(self) -> None:
        self.scale  # noqa: B018  # refuses what is no scale

    @property
    def scale(self) -> Scale:
        return Scale(0, self.highest, no_opinion=self.gaps)


@dataclass(frozen=True)
class Row:
    """The total of one option. Rank 1 has the winner, or those who are still tied for it; 2 the other finalist."""

    option_id: int
    rank: int
    total: int
    is_finalist: bool


@dataclass(frozen=True)
class Steps:
    """How it was decided.

    `finalists`, by their totals, are two, or fewer if nothing tells apart the options that are `tied` for a place.
    `votes` are the persons who prefer each finalist to the other, empty without a runoff; `no_preference` are the rest.
    `winner` is None while options are `tied`, be it for the final or for the victory.
    """

    totals: Mapping[int, int]
    finalists: tuple[int, ...]
    votes: Mapping[int, int]
    no_preference: int
    winner: int | None
    tied: tuple[int, ...]


def problem(settings: Settings, options: Collection[int], choices: Ratings) -> Problem | None:
    """What is wrong with a ballot {option id: score}, None if it counts."""
    return scale.problem(settings.scale, options, choices)


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> list[Row]:
    """The options by rank, behind the final by their totals; options of equal rank in the order of `options`."""
    found = steps(settings, options, ballots)
    first = {found.winner} if found.winner is not None else {*found.finalists, *found.tied}
    places = ranks.shared(
        {
            option: (
                option in first,
                option in found.finalists and option not in first,
                0 if option in first else total,
            )
            for option, total in found.totals.items()
        }
    )
    return [
        Row(option, places[option], found.totals[option], option in found.finalists)
        for option in ranks.best_first(options, places)
    ]


def steps(settings: Settings, options: Sequence[int], ballots: Sequence[Ratings]) -> Steps:
    """The totals, the final and the runoff."""
    scores = {option: [ballot.get(option) or 0 for ballot in ballots] for option in options}
    by_total = partial(_totals, scores)
    by_preference = partial(_preferences, scores)
    by_highest = partial(_highest_scores, scores, settings.highest)
    finalists, tied = _select(FINALISTS, options, [by_total, by_preference, by_highest])
    finalists.sort(key=lambda option: -sum(scores[option]))
    first, votes = finalists, {}
    if len(finalists) == FINALISTS:
        first, tied = _select(1, finalists, [by_preference, by_total, by_highest])
        votes = by_preference(finalists)
    return Steps(
        totals=by_total(options),
        finalists=tuple(finalists),
        votes=votes,
        no_preference=len(ballots) - sum(votes.values()),
        winner=first[0] if first and not tied else None,
        tied=tuple(tied),
    )


def _totals(scores: Scores, options: Sequence[int]) -> dict[int, int]:
    return {option: sum(scores[option]) for option in options}


def _highest_scores(scores: Scores, highest: int, options: Sequence[int]) -> dict[int, int]:
    return {option: scores[option].count(highest) for option in options}


def _preferences(scores: Scores, options: Sequence[int]) -> dict[int, int]:
    """How often a person prefers each option to another one of these."""
    return {
        x: sum(own > other for y in options for own, other in zip(scores[x], scores[y], strict=True)) for x in options
    }


def _select(seats: int, options: Sequence[int], criteria: Sequence[Criterion]) -> tuple[list[int], list[int]]:
    """The best of the options, as many as there are seats, and those that all criteria leave tied for the last ones."""
    selected: list[int] = []
    for criterion in criteria:
        number = criterion(options)
        left = seats - len(selected)
        safe = [one for one in options if sum(number[other] >= number[one] for other in options) <= left]
        selected += safe
        rest = [one for one in options if one not in safe]
        if not rest or len(selected) == seats:
            return selected, []
        best = max(number[one] for one in rest)
        options = [one for one in rest if number[one] == best]
    return selected, list(options)
