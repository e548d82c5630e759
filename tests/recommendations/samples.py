"""A sealed leaf that no database has seen, for what needs none."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.recommendations import commitments, record_file
from app.recommendations import leaf as leaves
from app.recommendations.leaf import Leaf
from app.recommendations.seal import SealingKey

COUNTS = {
    "agree": 13, "reservation": 4, "stand_aside": 0, "object": 2, "recused": 1, "invalid": 0, "not_cast": 0,
    "entitled": 20,
}  # fmt: skip
KEY = SealingKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SealingKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))


def section(key: str, *texts: str) -> dict[str, Any]:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": text, "marks": {}}]} for text in texts]
    return {"type": "section", "attrs": {"key": key}, "content": content}


SOURCE = "https://example.org/workshops/2/quellen/1"


def ways(**changed: Any) -> dict[str, Any]:
    """Both sentences: one came by a suggestion and a vote and names a source, the other was only written."""
    first, second = "Bund und Länder sollten gemeinsam mit den Trägern prüfen.", "😀 עברית"
    nothing: dict[str, Any] = {"suggestions": [], "wordings": [], "references": []}
    went = {"suggestions": [3], "wordings": ["cd" * 32], "references": [SOURCE]}
    return {
        "sentences": [
            {"section": "recommendation", "sentence": first, **went},
            {"section": "recommendation", "sentence": second, **nothing},
        ],
        "suggestions": [{"number": 3, "organisation": None, "groups": ["Länder"], "day": "2027-03-11"}],
        "wordings": [{
            "question": "Wer prüft?", "cast": 7, "entitled": 9, "closed_at": "2027-03-11T12:00:00+00:00",
            "poll_sha256": "cd" * 32, "rows": [
                {"label": first, "votes": 5, "chosen": True}, {"label": "Der Bund prüft.", "votes": 2, "chosen": False},
            ],
        }],
        "references": [{
            "address": SOURCE, "kind": "source", "label": "Quelle 1", "title": "Sprachstand 2026",
            "publisher": "Institut Muster", "genre": "study", "link": "https://doi.org/10.1000/182", "removed": False,
        }],
        **changed,
    }  # fmt: skip


def first_leaf() -> dict[str, Any]:
    """The same as it was sealed before records knew of sentences."""
    return {**{name: part for name, part in leaf().items() if name != "ways"}, "schema": leaves.FIRST_SCHEMA}


def leaf(**changed: Any) -> Leaf:
    """The second recommendation of the first demo workshop, with parts `changed`."""
    tree = [
        section("title", "Gemeinsame Deutschangebote für Eltern und Kinder verstetigen"),
        section("recommendation", "Bund und Länder sollten gemeinsam mit den Trägern prüfen.", "😀 עברית"),
    ]
    tree[1]["content"][0]["content"][0] |= {"text": "Bund und Länder sollten gemeinsam mit den Trägern "}
    tree[1]["content"][0]["content"].append({"type": "text", "text": "prüfen.", "marks": {"link": {"href": SOURCE}}})
    titles = {"title": "Titel", "recommendation": "Empfehlung"}
    counted = {"counts": COUNTS, "numerator": 17, "denominator": 19, "class": "consensus"}
    poll = {"question": "Wird das mitgetragen?", "poll_sha256": "ab" * 32}
    whole: Any = {
        "schema": leaves.SCHEMA, "number": "2027-SI-02", "version": "1.0",
        "title": "Gemeinsame Deutschangebote für Eltern und Kinder verstetigen",
        "field": {"code": "SI", "name": "Sprachliche Integration"},
        "text": {
            "schema": 1, "version": 3, "tree": tree, "titles": titles,
            "fingerprint": leaves.text_fingerprint(1, tree),
        },
        "obligation": "sollte", "addressees": ["Bund", "Länder"], "goal": "Ein planbares Grundangebot.",
        "decision": {
            **counted, **poll, "method": "consent", "round": 2, "secrecy": "open", "awmf": "consensus",
            "rule": {"denominator": "without_abstentions", "quorum_needed": 11}, "low_participation": False,
            "groups": [], "opened_at": "2027-03-12T14:30:00+00:00", "closed_at": "2027-03-12T14:40:00+00:00",
        },
        "electorate": {"entitled": 20, "groups": [{"names": ["Länder"], "persons": 20}]},
        "attendance": {"persons": 20, "groups": [], "organisations": [{"name": "Stadt Musterhausen", "persons": 2}]},
        "workshop": {
            "code": "2027-SI-V01", "title": "Frühe sprachliche Bildung", "format": "workshop", "date": "2027-03-11",
            "is_demo": True,
        },
        "questions": ["Was fehlt?"],
        "origin": {
            "cluster": {"title": "Eltern", "result": {"rank": 1, "points": 23, "persons": 9}},
            "needs": [{"label": "H-08", "title": "Gemeinsame Angebote", "result": None}],
            "dot_poll": {
                **poll, "points": 6, "limit": 3, "given": 120, "cast": 20, "entitled": 20,
            },
        },
        "ways": ways(),
        "persons": [{"function": "moderator", "commitment": commitments.commit({"name": "Karin Muster"}).commitment}],
        "recorded_at": "2027-03-12T14:48:00+00:00",
    }  # fmt: skip
    return {**whole, **changed}  # type: ignore[typeddict-item]  # some tests want a leaf that is none


def file(sealed: Leaf | None = None, key: SealingKey = KEY) -> bytes:
    """The record file of a leaf."""
    packed = leaves.pack(sealed or leaf())
    hashed = leaves.leaf_hash(packed)
    return record_file.write(packed, hashed, key.sign(hashed), key.public)
