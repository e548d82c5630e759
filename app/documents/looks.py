"""How words are wished to look, as DOCX and ODT can say it: as a change of the look, or as other words in that look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.tree import PRINTED_MARKS, Node, safe_link

Wish = Mapping[str, Any]  # {"by", "at", "name", "mark", "said"}
Shown = tuple[list[Node], Sequence[Wish]]


def in_looks(piece: Node, form: str) -> Shown:
    """The pieces that a piece becomes, and the wishes for it that they do not show.

    A file can name one person for a changed look: the last. A link is no look in either format, and LibreOffice
    takes no look off its words: so these go, and come again as they are to be.
    """
    wishes: Sequence[Wish] = piece.get("marks", {}).get("restyled", {}).get("wishes", ())
    if not wishes:
        return [piece], ()
    former = {name: mark for name, mark in piece["marks"].items() if name != "restyled"}
    wanted, who = _wanted(former, wishes), _author(wishes[-1])
    others = [one for one in wishes if _author(one) != who]
    if not _can_show(former, wanted, form):
        return [{**piece, "marks": former}], wishes
    if "link" not in {*former, *wanted}:
        return [{**piece, "marks": {**wanted, "restyled": {**who, "former": _look(former)}}}], others
    if "insertion" in former:
        return [{**piece, "marks": wanted}], [one for one in wishes if _author(one) != _author(former["insertion"])]
    gone, come = {**former, "deletion": who}, {**wanted, "insertion": who}
    return [{**piece, "marks": come}, {**piece, "marks": gone}], others


def _can_show(former: Mapping[str, Any], wanted: Mapping[str, Any], form: str) -> bool:
    if _look(former) == _look(wanted):
        return False
    if form == "docx":
        return "link" not in {*former, *wanted} or "deletion" not in former
    # An ODT cannot say how words looked before: rejected, they have no look at all. And what is changed twice there, it
    # shows only if it goes.
    return not _look(former) and not {"insertion", "deletion"} & former.keys()


def _wanted(marks: Mapping[str, Any], wishes: Sequence[Wish]) -> dict[str, Any]:
    wanted = dict(marks)
    for wish in wishes:
        if wish["mark"] is None:
            wanted.pop(wish["name"], None)
        elif wish["name"] != "link" or safe_link(wish["mark"]):
            wanted[wish["name"]] = wish["mark"]
    return wanted


def _look(marks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: mark for name, mark in marks.items() if name in PRINTED_MARKS}


def _author(wish: Wish) -> dict[str, str]:
    return {"by": wish["by"], "at": wish["at"]}
