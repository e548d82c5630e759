"""What a moderator adds to a recommendation: obligation, addressees, goal; proposed from the text and checked."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from app.documents.tree import plain, section
from app.errors import Malformed, Sentence
from app.recommendations import rules
from app.recommendations.leaf import Known
from app.recommendations.rules import Obligation


@dataclass(frozen=True)
class Wording:
    """`addressees` (a line each) and `goal` are texts as they are typed, `obligation` is a value of Obligation."""

    obligation: str
    addressees: str
    goal: str


def proposed(known: Known) -> Wording:
    """What the text itself says; the obligation is empty if its recommendation uses none of the words."""
    tree = known["text"]["tree"]
    used = _obligations(known)
    return Wording(
        obligation=used[0] if used else "",
        addressees=plain(section(tree, "addressees")).strip(),
        goal=plain(section(tree, "goal")).strip(),
    )


def check(known: Known, wording: Wording) -> None:
    """Malformed with a sentence for each field that is missing or does not fit the text."""
    problems = {
        "obligation": _obligation_problem(known, wording.obligation),
        "addressees": _addressees_problem(rules.lines(wording.addressees)),
        "goal": None if wording.goal.strip() else _l("Es fehlt noch: Ziel."),
    }
    fields = {name: problem for name, problem in problems.items() if problem is not None}
    if fields:
        raise Malformed(fields=fields)


def _obligations(known: Known) -> list[Obligation]:
    return rules.obligations_in(plain(section(known["text"]["tree"], "recommendation")))


def _obligation_problem(known: Known, obligation: str) -> Sentence | None:
    if obligation not in set(Obligation):
        return _l("Es fehlt noch: Verbindlichkeit.")
    used = _obligations(known)
    if used and obligation not in used:
        return _l("Im Wortlaut der Empfehlung steht etwas anderes: %(words)s.", words=", ".join(used))
    return None


def _addressees_problem(lines: list[str]) -> Sentence | None:
    if not lines:
        return _l("Es fehlt noch: Adressaten.")
    if len(lines) > rules.MOST_ADDRESSEES:
        return _l("Das sind zu viele Zeilen. Möglich sind %(count)s.", count=rules.MOST_ADDRESSEES)
    if max(map(len, lines)) > rules.LONGEST_ADDRESSEE:
        return _l("Eine Zeile ist zu lang. Möglich sind %(count)s Zeichen.", count=rules.LONGEST_ADDRESSEE)
    return None
