"""Pure decisions about references: what a text can refer to, and the addresses by which it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.documents.tree import Node, safe_link, walk


class Kind(StrEnum):
    NEED = "need"
    CLUSTER = "cluster"
    GOAL = "goal"
    SOURCE = "source"


class Genre(StrEnum):
    """What kind of source it is."""

    STUDY = "study"
    INTERVIEW = "interview"
    LAW = "law"
    STATISTICS = "statistics"
    REPORT = "report"
    OTHER = "other"


FOLDERS = {Kind.NEED: "bedarfe", Kind.CLUSTER: "cluster", Kind.GOAL: "ziele", Kind.SOURCE: "quellen"}
# Those that have no other list than ours.
KEPT = (Kind.GOAL, Kind.SOURCE)
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
_PATH = re.compile(rf"/workshops/([1-9][0-9]{{0,8}})/({'|'.join(KINDS)})/([1-9][0-9]{{0,8}})")
_DOI = re.compile(r"(?:doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Cited:
    """What a citation refers to: `number` is that of the need, goal or source in its workshop, of a cluster its id."""

    workshop_id: int
    kind: Kind
    number: int

    @property
    def path(self) -> str:
        """Where it is to be read."""
        return f"/workshops/{self.workshop_id}/{FOLDERS[self.kind]}/{self.number}"


def cited_by(href: str, base: str) -> Cited | None:
    """What a link refers to, if it is a citation: `base` is our own address. None for all other links."""
    match = _PATH.fullmatch(href.removeprefix(base)) if href.startswith(base) else None
    return Cited(int(match[1]), KINDS[match[2]], int(match[3])) if match else None


def citations_in(text: Sequence[Node], base: str, workshop_id: int) -> list[Cited]:
    """What a text refers to of its own workshop, each once, in the order of the text."""
    links = (node["marks"]["link"]["href"] for node in walk(text) if "link" in node.get("marks", {}))
    found = (cited_by(href, base) for href in links)
    return list(dict.fromkeys(one for one in found if one is not None and one.workshop_id == workshop_id))


def outside_address(typed: str) -> str | None:
    """Where a source is to be found: the address that was typed, or that of a DOI. None if it is neither.

    >>> outside_address("doi:10.1000/182")
    'https://doi.org/10.1000/182'
    """
    doi = _DOI.fullmatch(typed)
    address = f"https://doi.org/{doi[1]}" if doi else typed
    is_web = address.lower().startswith(("http://", "https://"))
    return address if not typed or (is_web and safe_link({"href": address})) else None
