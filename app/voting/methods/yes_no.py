"""Yes, no or abstain on one motion or on several: accepted by a majority of the votes.

A vote is a yes or a no; who abstains is counted and shown but does not vote. By simple majority yes > no, by two thirds
3 yes >= 2 (yes + no). A tie is no majority: under § 91 VwVfG the motion is rejected, unless the chair has a vote; then
the chair's vote decides. Rules with quorums, groups and other classes are in `voting/deciding`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Answers = Mapping[int, str]


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Majority(StrEnum):
    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"


class Tie(StrEnum):
    """What becomes of as many yes as no votes under a simple majority."""

    REJECTED = "rejected"
    CHAIR = "chair"


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NO_RESULT = "no_result"
    """Nobody voted yes or no."""


@dataclass(frozen=True)
class Settings:
    """The majority it takes. A tie can be left to the chair under a simple majority only, else ValueError."""

    majority: Majority = Majority.SIMPLE
    tie: Tie = Tie.REJECTED

    def __post_init__(self) -> None:
        if self.tie is Tie.CHAIR and self.majority is not Majority.SIMPLE:
            raise ValueError("the chair decides ties under a simple majority only")


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_ANSWER = "unknown_answer"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Row:
    """The votes on one motion. `by_chair` if there was a tie and the chair's vote decided."""

    option_id: int
    yes: int
    no: int
    abstain: int
    outcome: Outcome
    by_chair: bool


def problem(settings: Settings, options: Collection[int], choices: Answers) -> Problem | None:
    """What is wrong with a ballot {option id: answer}, None if it counts. It has an answer for every motion."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if not set(choices.values()) <= set(Answer):
        return Problem.UNKNOWN_ANSWER
    return Problem.INCOMPLETE if len(choices) < len(options) else None


def tally(
    settings: Settings, options: Sequence[int], ballots: Sequence[Answers], chair: Answers | None = None
) -> list[Row]:
    """The motions in the order of `options`. `chair` is what the chair says at a tie, None if it may not or does not.

    It is said aloud and never read from a ballot, which may bear no name.
    """
    return [
        _row(settings, option, [ballot[option] for ballot in ballots], (chair or {}).get(option)) for option in options
    ]


def _row(settings: Settings, option: int, answers: Sequence[str], chair: str | None) -> Row:
    yes, no, abstain = (answers.count(answer) for answer in Answer)
    by_chair = settings.tie is Tie.CHAIR and yes == no > 0 and chair in (Answer.YES, Answer.NO)
    if by_chair:
        accepted = chair == Answer.YES
    else:
        accepted = yes > no if settings.majority is Majority.SIMPLE else 3 * yes >= 2 * (yes + no)
    outcome = Outcome.ACCEPTED if accepted else Outcome.REJECTED
    return Row(option, yes, no, abstain, outcome if yes + no else Outcome.NO_RESULT, by_chair)
