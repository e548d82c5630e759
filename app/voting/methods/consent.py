"""Consent vote (Konsensabstimmung): agree, agree with reservation, stand aside, object with a reason.

yes = agree + reservation, no = object, abstain = stand aside. With t = 95, 75, 50 in this order the class is the first
with 100 * yes > t * denominator, compared in whole numbers: 20 of 21 is more than 95 %, 19 of 20 is not.
Classes and default denominator (abstentions do not count) follow the AWMF: code system „level of consensus“ of
Dissolve-E/awmf-ig, and Leitlinien-Report 021/011 for the abstentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

REASON_MOST = 2000
"""Characters of a reason."""

VWVFG_LEAST = 3
"""§ 90 VwVfG: more than half, at least three."""


class Answer(StrEnum):
    AGREE = "agree"
    RESERVATION = "reservation"
    STAND_ASIDE = "stand_aside"
    OBJECT = "object"


class Denominator(StrEnum):
    """Whom the yes votes are compared with; the recused are in none of the three."""

    WITHOUT_ABSTENTIONS = "without_abstentions"
    WITH_ABSTENTIONS = "with_abstentions"
    ALL_ENTITLED = "all_entitled"


class ConsensusClass(StrEnum):
    STRONG_CONSENSUS = "strong_consensus"
    CONSENSUS = "consensus"
    MAJORITY = "majority"
    NO_MAJORITY = "no_majority"
    NO_RESULT = "no_result"


THRESHOLDS = ((95, ConsensusClass.STRONG_CONSENSUS), (75, ConsensusClass.CONSENSUS), (50, ConsensusClass.MAJORITY))
"""Percent that must be exceeded, and the class that is reached then."""


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_ANSWER = "unknown_answer"
    REASON_MISSING = "reason_missing"
    REASON_TOO_LONG = "reason_too_long"
    REASON_UNASKED = "reason_unasked"


@dataclass(frozen=True)
class Quorum:
    """How many ballots it takes: none, § 90 VwVfG, or a free number of `ballots`."""

    vwvfg: bool = False
    ballots: int = 0

    def needed(self, entitled: int) -> int:
        """Ballots that must be cast, of `entitled` people; 0 without a quorum."""
        return max(entitled // 2 + 1, VWVFG_LEAST) if self.vwvfg else self.ballots


NO_QUORUM = Quorum()


class Votes(Protocol):
    """What a share is computed from, however the ballots were worded."""

    @property
    def yes(self) -> int: ...

    @property
    def no(self) -> int: ...

    @property
    def abstain(self) -> int: ...

    @property
    def recused(self) -> int: ...

    @property
    def entitled(self) -> int: ...


@dataclass(frozen=True)
class Counts:
    """Ballots by answer. The sum over all eight parts is the electorate; a negative part is a ValueError."""

    agree: int
    reservation: int
    stand_aside: int
    object: int
    not_cast: int
    recused: int = 0
    invalid: int = 0

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 0:
            raise ValueError("a count is negative")

    @property
    def yes(self) -> int:
        return self.agree + self.reservation

    @property
    def no(self) -> int:
        return self.object

    @property
    def abstain(self) -> int:
        return self.stand_aside

    @property
    def cast(self) -> int:
        """Valid ballots."""
        return self.yes + self.no + self.abstain

    @property
    def entitled(self) -> int:
        return self.cast + self.recused + self.invalid + self.not_cast


@dataclass(frozen=True)
class Outcome:
    """The class with what it was computed from; `denominator` may be 0, then there is no result."""

    consensus_class: ConsensusClass
    numerator: int
    denominator: int


def problem(answer: str, reason: str) -> Problem | None:
    """What is wrong with a ballot, None if it counts. An objection needs words, a reservation may have some."""
    if answer not in set(Answer):
        return Problem.UNKNOWN_ANSWER
    if len(reason) > REASON_MOST:
        return Problem.REASON_TOO_LONG
    if answer == Answer.OBJECT and not any(character.isalnum() for character in reason):
        return Problem.REASON_MISSING
    if reason.strip() and answer not in (Answer.OBJECT, Answer.RESERVATION):
        return Problem.REASON_UNASKED
    return None


def count(answers: Iterable[str], entitled: int) -> Counts:
    """The counts of `answers` among `entitled` people; ValueError if there are more answers than people."""
    given = [Answer(answer) for answer in answers]
    parts = {answer.value: given.count(answer) for answer in Answer}
    return Counts(**parts, not_cast=entitled - len(given))


def outcome(counts: Counts, denominator: Denominator, quorum: Quorum = NO_QUORUM) -> Outcome:
    """The class. There is no result if nobody voted yes or no, or if the quorum was missed."""
    whole = compared_with(counts, denominator)
    decided = counts.yes + counts.no > 0 and counts.cast >= quorum.needed(counts.entitled)
    reached = _class(counts.yes, whole) if decided else ConsensusClass.NO_RESULT
    return Outcome(reached, counts.yes, whole)


def compared_with(counts: Votes, denominator: Denominator) -> int:
    """How many votes the yes votes are compared with; 0 if there are none."""
    if denominator is Denominator.WITHOUT_ABSTENTIONS:
        return counts.yes + counts.no
    if denominator is Denominator.WITH_ABSTENTIONS:
        return counts.yes + counts.no + counts.abstain
    return counts.entitled - counts.recused


def _class(yes: int, of: int) -> ConsensusClass:
    for percent, reached in THRESHOLDS:
        if 100 * yes > percent * of:
            return reached
    return ConsensusClass.NO_MAJORITY


def low_participation(counts: Votes) -> bool:
    """Whether fewer than half of the entitled voted yes or no: the class stands, but with a warning."""
    return 2 * (counts.yes + counts.no) < counts.entitled


def percent_tenths(numerator: int, denominator: int) -> int:
    """The share in tenths of a percent, rounded half up; for display only, never for a comparison."""
    return (2000 * numerator + denominator) // (2 * denominator)
