"""Marks of the text: from the attributes that Yjs has on a piece of text to the tree's, and the ids in them.

Some marks carry the id of a row elsewhere: a comment or a suggestion. Those that may overlap are in Yjs a key of their
own for each id (`comment--` and a hash); the tree folds them into one: "comment": {"ids": [...]}, sorted.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.documents.tree import UNPRINTABLE

LONGEST_LINK = 2_000
COMMENT, INSERTION, DELETION, ORIGIN = "comment", "insertion", "deletion", "origin"
# Words that somebody wants to look otherwise: {"id", "style"}, the tree has {"wishes": [these, sorted]}.
RESTYLED = "restyled"
# On a suggested sign for a change of blocks, which is made when the sign is accepted: a real one would cut the text in
# two while it is only suggested, and twice if two people do so at once.
BREAK = "break"
# Those that stand where something is cut, and those that say something of the line that they stand in.
CUTS = {"paragraph": "¶", "line": "↵"}
SHAPES = {
    "join": "⤴", "heading1": "❶", "heading2": "❷", "plain": "❡", "bullets": "•", "numbers": "№", "quote": "❝",
    "out": "⇤",
}  # fmt: skip
SIGNS = CUTS | SHAPES

_PLAIN = frozenset({"bold", "italic"})  # what every output can print
_OVERLAPPING = frozenset({COMMENT, DELETION, RESTYLED})
_WITH_ID = _OVERLAPPING | {INSERTION, ORIGIN}
_STYLES = frozenset({*_PLAIN, *(f"-{name}" for name in _PLAIN), "-link"})
_HASH = re.compile(r"--[A-Za-z0-9+/=]{8}$")
_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"\x00-\x1f\x7f-\x9f]+\Z", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")

Marks = dict[str, dict[str, Any]]


class Unreadable(ValueError):
    """The document is not a text of our schema."""


def marks_of(attributes: Mapping[str, Any]) -> Marks:
    """The tree's marks of a piece of text; Unreadable if no text may bear one of them."""
    marks: Marks = {}
    for written, value in attributes.items():
        name = _HASH.sub("", written)
        if name == RESTYLED:
            marks.setdefault(name, {"wishes": []})["wishes"].append(_wish(value))
        elif name in _OVERLAPPING:
            marks.setdefault(name, {"ids": []})["ids"].append(_id_in(name, value))
        elif name in _WITH_ID:
            marks[written] = {"id": _id_in(written, value)}
        else:
            marks[name] = _mark(name, value)
    for name in _OVERLAPPING & set(marks):
        marks[name] = _in_order(marks[name]) if name == RESTYLED else {"ids": sorted(set(marks[name]["ids"]))}
    return marks


def _in_order(restyled: dict[str, Any]) -> dict[str, Any]:
    return {"wishes": sorted(restyled["wishes"], key=lambda one: (one["id"], one["style"]))}


def _wish(value: Any) -> dict[str, str]:
    """A wished look: bold, italic or a link, or one of these away, with a minus before it."""
    if not isinstance(value, dict) or set(value) != {"id", "style"}:
        raise Unreadable("a wish that nobody can read")
    styled(value["style"])
    return {"id": _id_in(RESTYLED, {"id": value["id"]}), "style": value["style"]}


def styled(style: Any) -> tuple[str, dict[str, Any] | None]:
    """The mark that a wished style is about, and what it would be; None: away."""
    name, _, address = style.partition(":") if isinstance(style, str) else ("", "", "")
    if name == "link" and is_link(address):
        return name, {"href": address}
    if style in _STYLES:
        return style.removeprefix("-"), None if style.startswith("-") else {}
    raise Unreadable("a style that no word can have")


def _mark(name: str, value: Any) -> dict[str, Any]:
    given = {key: one for key, one in value.items() if one is not None} if isinstance(value, dict) else {}
    if name in _PLAIN and not given:
        return {}
    if name == BREAK and set(given) == {"kind"} and given["kind"] in SIGNS:
        return given
    if name == "link" and set(given) == {"href"} and is_link(given["href"]):
        return {"href": given["href"]}
    raise Unreadable(f"the mark {name}")


def is_link(address: Any) -> bool:
    """Whether a text may link there: http, https and mailto, nothing that a browser would run."""
    if not isinstance(address, str) or len(address) > LONGEST_LINK or UNPRINTABLE.search(address):
        return False
    return _LINK.match(address) is not None


def _id_in(name: str, value: Any) -> str:
    identity = value.get("id") if isinstance(value, dict) and set(value) == {"id"} else None
    if name not in _WITH_ID or not isinstance(identity, str) or not _ID.match(identity):
        raise Unreadable(f"the mark {name} without id")
    return identity


def break_of(marks: Mapping[str, Any]) -> str | None:
    """Which kind of change the letters of a piece stand for, a key of `SIGNS`; None: they are letters."""
    kind: str | None = marks.get(BREAK, {}).get("kind")
    return kind


def keys_by_id(attributes: Mapping[str, Any], name: str) -> dict[str, str]:
    """Under which keys a piece of text bears an overlapping mark, by the id in it."""
    return {value["id"]: key for key, value in attributes.items() if _HASH.sub("", key) == name}


def wishes_of(attributes: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """How a piece of text is wished to look, by the keys of these marks in Yjs, in the order in which they count."""
    found = ((key, value) for key, value in attributes.items() if _HASH.sub("", key) == RESTYLED)
    return dict(sorted(found, key=lambda one: (one[1]["id"], one[1]["style"])))


def ids_of(marks: Mapping[str, Any], name: str) -> Sequence[str]:
    """The ids that a piece's mark carries, none if it has no such mark."""
    mark = marks.get(name, {})
    if name == RESTYLED:
        return [one["id"] for one in mark.get("wishes", ())]
    return mark.get("ids") or [one for one in [mark.get("id")] if one]


def comments_of(marks: Mapping[str, Any]) -> set[str]:
    return set(ids_of(marks, COMMENT))


def suggestions_of(marks: Mapping[str, Any]) -> set[str]:
    """The open suggestions that a piece of text is part of."""
    return {*ids_of(marks, INSERTION), *ids_of(marks, DELETION), *ids_of(marks, RESTYLED)}


def links_in(tree: Sequence[Mapping[str, Any]]) -> set[str]:
    """The addresses that a tree links to, or that somebody wishes it did."""
    linked = {piece["marks"]["link"]["href"] for piece in pieces(tree) if "link" in piece["marks"]}
    wishes = (wish for piece in pieces(tree) for wish in piece["marks"].get(RESTYLED, {}).get("wishes", ()))
    return linked | {mark["href"] for wish in wishes if (mark := styled(wish["style"])[1])}


def ids_in(tree: Sequence[Mapping[str, Any]], of: Callable[[Mapping[str, Any]], set[str]]) -> set[str]:
    """What `of` finds in the marks of all pieces of a tree."""
    return set().union(*(of(piece["marks"]) for piece in pieces(tree)))


def pieces(tree: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """All pieces of text of a tree, in its order."""
    for node in tree:
        if node["type"] == "text":
            yield node
        else:
            yield from pieces(node.get("content", ()))


def names_its_id(written: str, value: Mapping[str, Any]) -> bool:
    """Whether a mark that may overlap stands under the key of its id, and any other under its name: under other keys
    the same one could stand there many times, where somebody else's belongs, or as a second link of the same words.
    """
    name = _HASH.sub("", written)
    return written == (mark_key(name, value["id"], value.get("style")) if name in _OVERLAPPING else name)


def mark_key(name: str, identity: str, style: str | None = None) -> str:
    """The key in Yjs of a mark that may overlap: behind its name y-tiptap puts the SHA-256 of the mark in lib0's
    encoding, folded.
    """
    attributes = {"id": identity} if style is None else {"id": identity, "style": style}
    digest = hashlib.sha256(_encoded({"type": name, "attrs": attributes})).digest()
    folded = bytearray(digest[:6])
    for index, byte in enumerate(digest[6:]):
        folded[index % 6] ^= byte
    return f"{name}--{base64.b64encode(folded).decode()}"


def _encoded(value: Any) -> bytes:
    """A text or an object of texts in lib0's `Any` encoding, its keys shorter than 128 bytes."""
    if isinstance(value, str):
        return bytes([119]) + _number(len(value.encode())) + value.encode()
    pairs = (bytes([len(key)]) + key.encode() + _encoded(one) for key, one in value.items())
    return bytes([118, len(value)]) + b"".join(pairs)


def _number(number: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last with the eighth."""
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + _number(number >> 7)
