"""The leaf: the bytes of a recommendation that are sealed. Its form is final; a change gets a new schema number.

A leaf is RFC 8785 JSON in UTF-8. No person stands in it: people are salted commitments (`commitments.py`). Moments are
ISO 8601 in UTC, days ISO 8601, numbers whole numbers; a share is numerator and denominator.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import (
    Any,
    NotRequired,  # pydantic cannot read the one of typing before Python 3.12
    cast,
)

import rfc8785
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from app.recommendations.moments import DayText, MomentText
from app.recommendations.ways import Ways

SCHEMA = "konsenswerk.recommendation/2"
# Its records know nothing of the ways of their sentences; they stay valid.
FIRST_SCHEMA = "konsenswerk.recommendation/1"

# Codes of the code system „level of consensus“ of Dissolve-E/awmf-ig; `no_result` has none and is never recorded.
AWMF_CODES = {
    "strong_consensus": "strong-consensus",
    "consensus": "consensus",
    "majority": "majority-agreement",
    "no_majority": "no-majority-agreement",
}


class FieldPart(TypedDict):
    code: str
    name: str


class TextPart(TypedDict):
    """The frozen text: its sections as a tree of the drafts' `schema`, and which version of the draft it is.

    `titles` says what each section is called, by its key.
    """

    schema: int
    version: int
    tree: list[Any]
    titles: NotRequired[dict[str, str]]
    fingerprint: str


class Rule(TypedDict):
    """`denominator` is a name of voting/methods/consent.py, `quorum_needed` a number of ballots, 0 without a quorum."""

    denominator: str
    quorum_needed: int


Counted = TypedDict("Counted", {"counts": dict[str, int], "class": str, "numerator": int, "denominator": int})
"""Ballots by answer with `entitled` as their sum, and the class that follows from them."""


class GroupRow(Counted):
    """A row by stakeholder group. Small groups share one; None is who belongs to no group."""

    names: list[str | None]


class Decision(Counted):
    """The consent vote. `poll_sha256` is the hash of the result that was sealed when the poll closed."""

    method: str
    question: str
    round: int
    secrecy: str
    rule: Rule
    awmf: str | None
    low_participation: bool
    groups: list[GroupRow]
    opened_at: MomentText
    closed_at: MomentText
    poll_sha256: str


class GroupSize(TypedDict):
    names: list[str | None]
    persons: int


class OrganisationSize(TypedDict):
    name: str
    persons: int


class Electorate(TypedDict):
    entitled: int
    groups: list[GroupSize]


class Attendance(TypedDict):
    """Confirmed people who were connected at least once. Organisations are the bodies that sent them."""

    persons: int
    groups: list[GroupSize]
    organisations: list[OrganisationSize]


class WorkshopPart(TypedDict):
    code: str
    title: str
    format: str
    date: DayText
    is_demo: bool


class Points(TypedDict):
    rank: int
    points: int
    persons: int


class ClusterPart(TypedDict):
    title: str
    result: Points | None


class NeedPart(TypedDict):
    """`result` is None where people gave points to clusters and not to single needs."""

    label: str
    title: str
    result: Points | None


class DotPollPart(TypedDict):
    """Each person had `points`, at most `limit` for one option; `given` were given by `cast` of `entitled` people."""

    question: str
    points: int
    limit: int
    given: int
    cast: int
    entitled: int
    poll_sha256: str


class Origin(TypedDict):
    cluster: ClusterPart | None
    needs: list[NeedPart]
    dot_poll: DotPollPart | None


class PersonPart(TypedDict):
    """`function` is moderator, recorder or elector; who it is, only the opening of the commitment tells."""

    function: str
    commitment: str


class FirstKnown(TypedDict):
    """What the workshop knows by itself once a vote is over: nobody types it again."""

    title: str
    field: FieldPart
    text: TextPart
    decision: Decision
    electorate: Electorate
    attendance: Attendance
    workshop: WorkshopPart
    questions: list[str]
    origin: Origin


class Known(FirstKnown):
    ways: Ways


class Recorded(TypedDict):
    """What recording adds."""

    schema: str
    number: str
    version: str
    obligation: str
    addressees: list[str]
    goal: str
    persons: list[PersonPart]
    recorded_at: MomentText


class FirstLeaf(FirstKnown, Recorded):
    """A leaf of the first schema."""


class Leaf(Known, Recorded):
    """A leaf of this schema."""


_LEAF, _FIRST_LEAF = TypeAdapter(Leaf), TypeAdapter(FirstLeaf)


def pack(leaf: Leaf) -> bytes:
    """The bytes of a leaf; ValueError if something in it has no place in RFC 8785 JSON."""
    return rfc8785.dumps(cast(dict[str, Any], leaf))


def check(value: Any) -> Leaf:
    """`value` if it has every part of a leaf of its schema, and each of the right kind; ValueError if not.

    One of the first schema gets empty ways.
    """
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == FIRST_SCHEMA:
        first = _FIRST_LEAF.validate_python(value, strict=True)
        return cast(Leaf, {**first, "ways": {"sentences": [], "suggestions": [], "wordings": [], "references": []}})
    leaf = _LEAF.validate_python(value, strict=True)
    if leaf["schema"] != SCHEMA:
        raise ValueError("this is no leaf of a schema that we know")
    return leaf


def leaf_hash(packed: bytes) -> bytes:
    """The hash of a leaf in a Merkle tree: SHA-256 of a zero byte and the leaf (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + packed).digest()


def text_fingerprint(schema: int, tree: Sequence[Any]) -> str:
    """The fingerprint of a canonical tree, as app/drafts/text/fingerprint.py defines it, without the live machinery.

    SHA-256, as 64 hexadecimal digits, of the RFC 8785 JSON of {"schema", "body"}.
    """
    return hashlib.sha256(rfc8785.dumps({"schema": schema, "body": list(tree)})).hexdigest()
