"""Forged updates: written from their format, field by field, mostly plausible and somewhere not. Also edits with bytes
changed, and the ones that are known to end a process or to leave a document that cannot be encoded.

The format is described in app/drafts/text/wire.py, lib0's numbers and texts in app/drafts/text/lib0.py.
"""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, Text, XmlElement, XmlText

from app.drafts.text.sections import SECTION_KEYS
from tests.drafts.editors import Editor
from tests.drafts.test_wire import mutant, nested_nodes, number

Id = tuple[int, int]

NODES = ("paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "hardBreak", "section", "table")
MARKS = ("bold", "italic", "link", "comment", "comment--AAAAAAA+", "blink", "")
KEYS = ("level", "start", "key", "onclick", "")
TEXTS = ("Wort ", "ä", "😀", "", "\x00", "\u202e", "x" * 300, "e\u0301")
HUGE = (2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53 - 1, 2**53, 2**63, 2**64 - 1)
LATEST_CONTENT = 11  # a move; Yjs has kinds 0 to 10
NEW_CLIENT = 77


def text(value: str) -> bytes:
    return number(len(value.encode())) + value.encode()


@dataclass
class Forge:
    """Makes updates for a document of which `clocks` says who wrote how much."""

    chance: random.Random
    clocks: dict[int, int]

    def update(self) -> bytes:
        """Blocks of structs of a client or two, and deletions."""
        clients = self.chance.sample([NEW_CLIENT, *self.clocks], self.chance.choice((1, 1, 1, 2)))
        blocks = b"".join(self._block(client) for client in clients)
        return number(len(clients)) + blocks + self._deletions()

    def _block(self, client: int) -> bytes:
        count = self.chance.choice((1, 1, 2, 3, 6))
        clock = self._now_and_then(self.clocks.get(client, 0), 0.05)
        structs = b"".join(self._struct(client, clock + offset) for offset in range(count))
        return number(self._now_and_then(count, 0.02)) + number(client) + number(clock) + structs

    def _now_and_then(self, value: int, share: float) -> int:
        """The value, and now and then another one."""
        if self.chance.random() >= share:
            return value
        return self.chance.choice((0, 1, value + 1, max(0, value - 1), self.chance.randrange(300), *HUGE))

    def _struct(self, client: int, clock: int) -> bytes:
        kind = self.chance.choice((4, 4, 4, 4, 6, 7, 7, 7, 8, 1, self.chance.randrange(32)))
        if kind == 0:
            return b"\x00" + number(self._now_and_then(1, 0.3))
        flags = self.chance.choice((0x80, 0x80, 0x40, 0xC0, 0, 0, 0x20, 0xE0))
        head = bytes([kind | flags])
        for flag in (0x80, 0x40):
            head += self._id() if flags & flag else b""
        if not flags & 0xC0:
            head += self._parent(client, clock)
            head += text(self.chance.choice(KEYS)) if flags & 0x20 else b""
        return head + self._content(kind)

    def _id(self) -> bytes:
        client = self.chance.choice([NEW_CLIENT, *self.clocks])
        clock = self.chance.randrange(self.clocks.get(client, 0) + 3)
        return number(client) + number(self._now_and_then(clock, 0.03))

    def _parent(self, client: int, clock: int) -> bytes:
        chosen = self.chance.random()
        if chosen < 0.1:
            return b"\x01" + text(self.chance.choice(("body", "body", "other", "", "x" * 250)))
        if chosen < 0.4 and clock:
            return b"\x00" + number(client) + number(clock - 1)
        return number(self.chance.choice((0, 0, 0, 0, 2))) + self._id()

    def _content(self, kind: int) -> bytes:
        chance = self.chance
        match kind:
            case 1:  # deleted
                return number(self._now_and_then(1, 0.3))
            case 4:
                return self._lying(text(chance.choice(TEXTS)))
            case 6:
                return self._lying(text(chance.choice(MARKS)) + text(self._json()))
            case 7:
                return self._node()
            case 8:
                count = chance.choice((0, 1, 1, 1, 2))
                return number(self._now_and_then(count, 0.05)) + b"".join(self._value(3) for _ in range(count))
        return chance.randbytes(chance.randrange(12))

    def _node(self) -> bytes:
        kind = self.chance.choice((3, 3, 3, 6, 6, self.chance.randrange(10)))
        return number(kind) + (text(self.chance.choice(NODES)) if kind in (3, 5) else b"")

    def _json(self) -> str:
        values: Sequence[object] = ({}, {}, None, True, {"href": "https://example.org"}, {"href": "javascript:x"},
                                    {"id": "made"}, {"id": 7}, [[[]]], "text", 1e300)  # fmt: skip
        broken = ("{", "NaN", "[" * 100, '{"a":' * 70 + "1" + "}" * 70, '"\\ud800"', "1" * 400)
        return self.chance.choice((*map(json.dumps, values), *broken)) if self.chance.random() < 0.5 else "{}"

    def _value(self, levels: int) -> bytes:
        """A lib0 value; rarely nested."""
        chance = self.chance
        simple = (
            b"\x7d" + number(chance.randrange(64)), b"\x7b" + struct.pack(">d", chance.choice((1.0, 2.0, 2.5, 1e300))),
            b"\x77" + text(chance.choice((*SECTION_KEYS, "2"))),
            b"\x7e", b"\x7f", b"\x78", b"\x7a" + chance.randbytes(8),
        )  # fmt: skip
        if levels and chance.random() < 0.1:
            inner = self._value(levels - 1)
            return chance.choice((b"\x75" + number(1) + inner, b"\x76" + number(1) + text("a") + inner))
        return chance.choice(simple)

    def _lying(self, content: bytes) -> bytes:
        """The content, now and then with another length or a letter cut in two."""
        if self.chance.random() < 0.04:
            return number(self._now_and_then(len(content), 1)) + content[1:]
        return content[:-1] if self.chance.random() < 0.02 else content

    def _deletions(self) -> bytes:
        if self.chance.random() < 0.5:
            return b"\x00"
        client = self.chance.choice([NEW_CLIENT, *self.clocks])
        at = self.chance.randrange(self.clocks.get(client, 0) + 2)
        length = self._now_and_then(1, 0.2)
        return b"\x01" + number(client) + b"\x01" + number(self._now_and_then(at, 0.05)) + number(length)


def edit(chance: random.Random, editor: Editor) -> bytes:
    """What a person could do, as one update."""
    key = chance.choice(SECTION_KEYS[1:])
    with editor.doc.transaction():
        match chance.randrange(6):
            case 0:
                editor.add(key, "paragraph").children.append(XmlText("Absatz 😀 "))
            case 1:
                editor.add(key, "heading", level=2.0).children.append(XmlText("Überschrift"))
            case 2:
                item = editor.add(key, "bulletList").children.append(XmlElement("listItem"))
                item.children.append(XmlElement("paragraph")).children.append(XmlText("Punkt"))
            case 3 if len(editor.section(key).children) > 1:
                del editor.section(key).children[1]
            case _ if len(editor.section(key).children) == 0:
                editor.add(key, "paragraph")
            case _:
                _write(chance, editor, key)
    return editor.take()


def _write(chance: random.Random, editor: Editor, key: str) -> None:
    first = editor.section(key).children[0]
    if isinstance(first, XmlElement) and first.tag in ("paragraph", "heading"):
        marks = chance.choice((None, {"bold": {}}, {"link": {"href": "https://example.org"}}))
        found = [child for child in first.children if isinstance(child, XmlText)]
        words = found[0] if found else first.children.append(XmlText(""))
        words.insert(0, "Wört 😀 ", marks)


def changed(chance: random.Random, update: bytes) -> bytes:
    """An edit with some bytes changed, cut out, doubled, or cut off."""
    if chance.random() < 0.1:
        return update[: chance.randrange(len(update))]
    return mutant(chance, bytearray(update))


def killers() -> dict[str, bytes]:
    """Updates that ended processes or left documents that nobody could open, by what they do."""
    item = b"\x01\x01\x4d\x00"  # one struct of client 77 from clock 0
    body = b"\x01\x04body"
    deep = b"\x75\x01" * 20_000 + b"\x7e"
    other: Doc[Any] = Doc()
    other["body"] = Text("a text where the fragment is")
    letter = b"\x01\x02\x4d\x00\x07" + body + b"\x06" + b"\x04\x00\x4d\x00" + text("😀") + b"\x00"
    return {
        **{f"{levels} nested levels": nested_nodes(levels) for levels in (61, 1_000, 4_000, 26_000)},
        "a deep value": item + b"\x28" + body + b"\x01a\x01" + deep + b"\x00",
        "deep JSON": item + b"\x06" + body + text("bold") + text("[" * 3_900) + b"\x00",
        "four thousand million blocks": b"\xff\xff\xff\xff\x0f",
        "structs that are not there": b"\x01\xff\xff\xff\x7f\x01\x00",
        "a text longer than the update": item + b"\x04" + body + b"\xff\xff\xff\x7f",
        "values that are not there": item + b"\x08" + body + b"\xff\xff\xff\xff\x0f",
        "deletions that are not there": b"\x00\xff\xff\xff\xff\x0f",
        "a clock at the end": b"\x01\x01\x4d\xff\xff\xff\xff\x07\x04" + body + b"\x01a\x00",
        "a clock beyond 32 bits": b"\x01\x01\x4d\xff\xff\xff\xff\xff\x0f\x04" + body + b"\x01a\x00",
        "a client beyond 53 bits": b"\x01\x01" + number(2**60) + b"\x00\x04" + body + b"\x01a\x00",
        "two blocks of one client": b"\x02" + 2 * (item[1:] + b"\x04" + body + b"\x01a") + b"\x00",
        "nothing deleted": item + b"\x01" + body + b"\x00\x00",
        "everything deleted": b"\x00\x01\x01\x01\x00\xff\xff\xff\xff\x07",
        "a foreign root": item + b"\x07\x01\x05other\x03\x01p\x00",
        "a text as root": other.get_update(),
        "collected": item + b"\x00\x05\x00",
        "skipped": item + b"\x0a\x05\x00",
        "a subdocument": item + b"\x09" + body + text("guid") + b"\x75\x00\x00",
        "a move": item + b"\x0b" + body + b"\x00\x00\x00",
        "an embed": item + b"\x05" + body + text("{}") + b"\x00",
        "bytes": item + b"\x03" + body + b"\x02\x00\x00\x00",
        "an item beside itself": b"\x01\x01\x4d\x00\x84\x4d\x00\x01a\x00",
        "two that hang on each other": b"\x01\x02\x4d\x00\x84\x4d\x01\x01a\x84\x4d\x00\x01b\x00",
        "a letter of two halves": letter,
        "between the halves of a letter": b"\x01\x01\x4d\x03\x84\x4d\x01\x01a\x00",
        "one half of a letter deleted": b"\x00\x01\x4d\x01\x01\x01",
        "half a letter": item + b"\x04" + body + b"\x03\xed\xa0\xbd\x00",
    }  # fmt: skip


def states() -> dict[str, bytes]:
    """State vectors that ask for more than there is."""
    return {
        "four thousand million clients": b"\xff\xff\xff\xff\x0f\x00",
        "clients that are not there": b"\x05\x01\x01",
        "a clock beyond 32 bits": b"\x01\x01" + number(2**40),
        "not a number": b"\xff" * 12,
        "nothing": b"",
        "bytes after the end": b"\x00\x00",
        "very long": b"\x80" * 20_000,
    }
