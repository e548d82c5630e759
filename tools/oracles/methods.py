"""What is counted by whom: Borda and Schulze by pref_voting, STAR by starvote, the statistics by scipy and numpy."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from fractions import Fraction

import numpy
from pref_voting.margin_based_methods import beat_path_defeat
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import symmetric_borda_scores
from scipy import stats
from starvote import UnbreakableTieError, star_voting

from app.voting.methods import agreement, borda, quantiles, schulze, stability, star
from app.voting.methods.ranking import Settings
from tools.oracles import votes
from tools.oracles.comparing import Oracle
from tools.oracles.votes import Ballots

Ranked = tuple[list[int], Ballots]
SHARES = [Fraction(1, 4), Fraction(3, 10), Fraction(1, 2), Fraction(7, 10), Fraction(3, 4)]


def profile(ranked: Ranked) -> ProfileWithTies:
    options, ballots = ranked
    made = ProfileWithTies(ballots, candidates=options)
    made.use_extended_strict_preference()  # what is not ranked is below what is
    return made


def our_points(ranked: Ranked) -> list[Fraction]:
    options, ballots = ranked
    points = {row.option_id: row.points for row in borda.tally(Settings(), options, ballots)}
    return [points[option] for option in options]


def their_points(ranked: Ranked) -> list[Fraction]:
    """Theirs are symmetric: options below minus options above. Ours are half of it more than half of all others."""
    options, ballots = ranked
    symmetric = symmetric_borda_scores(profile(ranked))
    return [Fraction(int(symmetric[option]) + len(ballots) * (len(options) - 1), 2) for option in options]


def our_victories(ranked: Ranked) -> list[tuple[int, int]]:
    options, ballots = ranked
    return sorted((row.option_id, loser) for row in schulze.tally(Settings(), options, ballots) for loser in row.beats)


def their_victories(ranked: Ranked) -> list[tuple[int, int]]:
    votes_of = profile(ranked)
    return sorted(beat_path_defeat(votes_of, strength_function=votes_of.support).edges())


def our_star(scored: Ranked) -> list[int]:
    """The winner, or those who are tied."""
    steps = star.steps(star.Settings(), *scored)
    return sorted(steps.tied) if steps.winner is None else [steps.winner]


def their_star(scored: Ranked) -> list[int]:
    """Their candidates are words."""
    named = [{str(option): score for option, score in ballot.items()} for ballot in scored[1]]
    try:
        found = star_voting(named, tiebreaker=None)
    except UnbreakableTieError as tie:
        found = tie.candidates
    return sorted(int(name) for name in found)


def our_friedman(ranked: Ranked) -> Fraction | None:
    return agreement.kendall(*ranked).chi_squared


def their_friedman(ranked: Ranked) -> float:
    """chi² = m (n - 1) W. They take three options or more; of two it is (plus - minus)² / (plus + minus)."""
    options, ballots = ranked
    places = [[ballot.get(option, len(options) + 1) for ballot in ballots] for option in options]
    if len(options) == 2:
        return _of_two(*places)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ties alone are a division by zero, and nan
        return float(stats.friedmanchisquare(*places).statistic)


def _of_two(first: Sequence[int], second: Sequence[int]) -> float:
    signs = [numpy.sign(one - other) for one, other in zip(first, second, strict=True)]
    clear = sum(abs(sign) for sign in signs)
    return float(sum(signs) ** 2 / clear) if clear else math.nan


def our_percentiles(steps: list[int]) -> list[Fraction]:
    return [quantiles.percentile(steps, share) for share in SHARES]


def their_percentiles(steps: list[int]) -> list[float]:
    return [float(found) for found in numpy.percentile(steps, [float(100 * share) for share in SHARES])]


def our_variation(steps: list[int]) -> Fraction | None:
    return stability.squared_variation(steps)


def their_variation(steps: list[int]) -> float:
    return float(stats.variation(steps, ddof=1) ** 2) if len(steps) > 1 else math.nan


ORACLES = [
    Oracle("Borda by pref_voting", votes.rankings, our_points, their_points),
    Oracle("Schulze by pref_voting", votes.rankings, our_victories, their_victories),
    Oracle("STAR by starvote", votes.scores, our_star, their_star),
    Oracle("Kendall's W by scipy", votes.rankings, our_friedman, their_friedman),
    Oracle("median, quartiles, P30 and P70 by numpy", votes.ratings, our_percentiles, their_percentiles),
    Oracle("variation by scipy", votes.ratings, our_variation, their_variation),
]
