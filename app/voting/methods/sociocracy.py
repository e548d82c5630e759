"""Consent of sociocracy (Konsent): decided if nobody has a serious objection left, and an objection has reasons.

It is no majority and no veto: an objection opens a talk in which the proposal is changed until the objection is
integrated, and a new round on the changed proposal decides. In the classic form nobody abstains.
Sources: soziokratiezentrum.org, „Konsent“; thesociocracygroup.ch.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

REASON_MOST = 2000
"""Characters of a reason."""


class Answer(StrEnum):
    CONSENT = "consent"
    CONCERN = "concern"
    """Consent with a slight concern, which may be said."""
    OBJECTION = "objection"
    """A serious objection, which must be explained."""


class Outcome(StrEnum):
    DECIDED = "decided"
    OPEN = "open"
    """There is an objection that is not integrated."""
    NEW_ROUND = "new_round"
    """Every objection is integrated, so the proposal is another one by now."""
    NO_RESULT = "no_result"
    """Nobody answered."""


@dataclass(frozen=True)
class Settings:
    """Nothing can be chosen: the rule is always the same."""


@dataclass(frozen=True)
class Voice:
    """What one person says to one proposal; the author of an objection marks it as integrated."""

    answer: str
    reason: str = ""
    integrated: bool = False


Voices = Mapping[int, Voice]


class Problem(StrEnum):
    """Why a ballot cannot be counted."""

    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_ANSWER = "unknown_answer"
    INCOMPLETE = "incomplete"
    REASON_MISSING = "reason_missing"
    REASON_TOO_LONG = "reason_too_long"
    REASON_UNASKED = "reason_unasked"
    NOTHING_TO_INTEGRATE = "nothing_to_integrate"


@dataclass(frozen=True)
class Row:
    """The voices on one proposal, with the reasons of the objections that are still open, in alphabetical order."""

    option_id: int
    consents: int
    concerns: int
    objections: int
    open_objections: tuple[str, ...]
    outcome: Outcome


def problem(settings: Settings, options: Collection[int], choices: Voices) -> Problem | None:
    """What is wrong with a ballot {option id: voice}, None if it counts. It has a voice for every proposal."""
    if not set(choices) <= set(options):
        return Problem.UNKNOWN_OPTION
    if len(choices) < len(options):
        return Problem.INCOMPLETE
    return next((found for voice in choices.values() if (found := _fault(voice))), None)


def _fault(voice: Voice) -> Problem | None:
    if voice.answer not in set(Answer):
        return Problem.UNKNOWN_ANSWER
    if len(voice.reason) > REASON_MOST:
        return Problem.REASON_TOO_LONG
    if voice.answer == Answer.OBJECTION:
        return None if any(letter.isalnum() for letter in voice.reason) else Problem.REASON_MISSING
    if voice.integrated:
        return Problem.NOTHING_TO_INTEGRATE
    return Problem.REASON_UNASKED if voice.reason.strip() and voice.answer == Answer.CONSENT else None


def tally(settings: Settings, options: Sequence[int], ballots: Sequence[Voices]) -> list[Row]:
    """The proposals in the order of `options`."""
    return [_row(option, [ballot[option] for ballot in ballots]) for option in options]


def _row(option: int, voices: Sequence[Voice]) -> Row:
    consents, concerns, objections = (sum(voice.answer == answer for voice in voices) for answer in Answer)
    still_open = [voice.reason for voice in voices if voice.answer == Answer.OBJECTION and not voice.integrated]
    outcome = _outcome(len(voices), objections, len(still_open))
    return Row(option, consents, concerns, objections, tuple(sorted(still_open)), outcome)


def _outcome(voices: int, objections: int, still_open: int) -> Outcome:
    if not voices:
        return Outcome.NO_RESULT
    if still_open:
        return Outcome.OPEN
    return Outcome.NEW_ROUND if objections else Outcome.DECIDED
