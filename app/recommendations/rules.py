"""Pure decisions about recommendations: their numbers, what may become one, and whether text and obligation agree."""

from __future__ import annotations

import re
from enum import StrEnum

FIRST_STATE = "decided"
FIRST_VERSION = "1.0"

MOST_ADDRESSEES = 20
LONGEST_ADDRESSEE = 200


class Obligation(StrEnum):
    """How strongly a recommendation binds; the words are those of the text."""

    SHALL = "soll"
    SHOULD = "sollte"
    MAY = "kann"


# The forms of each word that a recommendation's sentence can have: „die Länder sollen“, „der Bund sollte“.
_FORMS = {
    Obligation.SHALL: re.compile(r"\bsoll(en)?\b", re.IGNORECASE),
    Obligation.SHOULD: re.compile(r"\bsollten?\b", re.IGNORECASE),
    Obligation.MAY: re.compile(r"\b(kann|können)\b", re.IGNORECASE),
}

# What carries a recommendation; a mere majority leads to another round.
_CARRYING = ("strong_consensus", "consensus")


class Obstacle(StrEnum):
    """Why a poll cannot become a recommendation."""

    OTHER_METHOD = "other_method"
    NOT_PUBLISHED = "not_published"
    NO_RESULT = "no_result"
    MAJORITY = "majority"
    NO_MAJORITY = "no_majority"


def obstacle(method: str, *, is_published: bool, reached: str) -> Obstacle | None:
    """What stands in the way of recording a poll that `reached` a consensus class, None if nothing does."""
    if method != "consent":
        return Obstacle.OTHER_METHOD
    if not is_published:
        return Obstacle.NOT_PUBLISHED
    return None if reached in _CARRYING else Obstacle(reached)


def number(year: int, field_code: str, count: int) -> str:
    """JJJJ-FELD-NN, e.g. 2027-SI-03.

    >>> number(2027, "SI", 3)
    '2027-SI-03'
    """
    return f"{year}-{field_code}-{count:02}"


def obligations_in(text: str) -> list[Obligation]:
    """Which words of obligation a recommendation's text uses, the strongest first.

    >>> obligations_in("Bund und Länder sollten prüfen, wie sie fördern können.")
    [<Obligation.SHOULD: 'sollte'>, <Obligation.MAY: 'kann'>]
    """
    return [obligation for obligation, form in _FORMS.items() if form.search(text)]


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, without bullets and spaces around them."""
    stripped = (line.strip(" \t-–•*") for line in text.splitlines())
    return [line for line in stripped if line]
