"""How far rankings agree: Kendall's coefficient of concordance W, from 0 (not at all) to 1 (all the same).

With m rankings of n options and rank sums R_i: S = the sum of (R_i - m (n + 1) / 2)², T = the sum of t³ - t over the
ties of t options in each ranking, W = 12 S / (m² (n³ - n) - m T), chi² = m (n - 1) W with n - 1 degrees of freedom,
which is Friedman's. Without T the formula is the one for rankings without ties.
Source: en.wikipedia.org, „Kendall's W“; unistat.com 6.5.6 for the ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.voting.methods.ranking import Ranking


@dataclass(frozen=True)
class Agreement:
    """W with what it was computed from; `w` is None where it is not defined: no rankings, one option, or ties alone."""

    raters: int
    rank_sums: Mapping[int, Fraction]
    squares: Fraction
    """S"""
    ties: int
    """T"""

    @property
    def w(self) -> Fraction | None:
        return self._coefficient(self.raters**2 * self._cubes - self.raters * self.ties)

    @property
    def w_without_ties(self) -> Fraction | None:
        """By the formula that does not correct for ties, to compare with others who use it."""
        return self._coefficient(self.raters**2 * self._cubes)

    @property
    def chi_squared(self) -> Fraction | None:
        return None if self.w is None else self.raters * (len(self.rank_sums) - 1) * self.w

    @property
    def _cubes(self) -> int:
        return len(self.rank_sums) ** 3 - len(self.rank_sums)

    def _coefficient(self, below: int) -> Fraction | None:
        return 12 * self.squares / below if below else None


def kendall(options: Sequence[int], ballots: Sequence[Ranking]) -> Agreement:
    """The agreement of rankings {option id: place}; what is left out is last. Only the order of places counts."""
    ranked = [mean_ranks(options, ballot) for ballot in ballots]
    sums = {option: sum((ranks[option] for ranks in ranked), Fraction()) for option in options}
    mean = Fraction(len(ballots) * (len(options) + 1), 2)
    return Agreement(
        raters=len(ballots),
        rank_sums=sums,
        squares=sum(((found - mean) ** 2 for found in sums.values()), Fraction()),
        ties=sum(size**3 - size for ranks in ranked for size in Counter(ranks.values()).values()),
    )


def mean_ranks(options: Sequence[int], ballot: Ranking) -> dict[int, Fraction]:
    """The rank of each option, from 1; tied options have the mean of the ranks that they take together."""
    last = len(options) + 1
    places = {option: ballot.get(option, last) for option in options}
    before = {option: sum(other < place for other in places.values()) for option, place in places.items()}
    size = Counter(places.values())
    return {option: before[option] + Fraction(size[place] + 1, 2) for option, place in places.items()}
