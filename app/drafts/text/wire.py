"""Bounded reading of Yjs updates (format v1), before pycrdt sees them.

A crafted update can end the process inside pycrdt, or be taken and then be impossible to encode. So every byte is read
here first, with limits, and only what our schema can contain passes: text, formats, deletions, attributes, XML nodes.

The format, from yjs `UpdateEncoder`, `Item` and `DeleteSet`:
update = n, n × (m, client, clock, m × struct), delete set; delete set = n, n × (client, m, m × (clock, length)).
A struct starts with a byte: 5 bits are the kind of its content, 0x80 an origin follows, 0x40 a right origin, 0x20 a key
in its parent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.documents.tree import UNPRINTABLE
from app.drafts.text.lib0 import MAX_DEPTH, Poisonous, Reader, check_json, skip_value

MAX_STRUCTS = 20_000
MAX_DELETIONS = 20_000
MAX_CLOCK = 2**31 - 1  # yrs keeps clocks in 32 bits
MAX_KEY = 200  # names of nodes, attributes and marks
MAX_JSON = 4_000  # the value of a format: the attributes of one mark

# The last character that JavaScript counts as one; one behind it, such as an emoji, as two.
_LAST_OF_ONE = "\uffff"

Id = tuple[int, int]


class Hook(NamedTuple):
    """How an item hangs: below a node (`child`) or beside a neighbour; `to` is None at the root.

    `to` is the right neighbour if it has no left one; `right` the right one in any case; `key` its key, if it is an
    attribute's value; `kind` the kind of its content, 0 if that was collected.
    """

    to: Id | None
    child: bool
    right: Id | None = None
    key: str | None = None
    kind: int = 0


@dataclass
class UpdateShape:
    """What an update holds, without its text: enough to judge whether a document can take it.

    `ends` and `deleted` say for each client up to which clock the update writes and deletes; `size` is in bytes.
    `cuts` are the ids before which it begins, ends or hangs something; `halves` those of its characters' second halves.
    `hung` says for each client where its items begin and how each hangs. `is_printable`: no control characters.
    `marks` are what it marks texts with, as (name, value); without those that end one.
    """

    size: int = 0
    struct_count: int = 0
    delete_count: int = 0
    ends: dict[int, int] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    cuts: list[Id] = field(default_factory=list)
    halves: set[Id] = field(default_factory=set)
    hung: dict[int, tuple[list[int], list[Hook]]] = field(default_factory=dict)
    depth: int = 0
    is_printable: bool = True
    marks: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def clients(self) -> set[int]:
        return set(self.ends)

    def find(self, item: Id) -> tuple[int, Hook] | None:
        """The update's own item that covers an id: where it begins, and how it hangs; None if the update has none."""
        if item[0] not in self.hung or item[1] >= self.ends.get(item[0], MAX_CLOCK):
            return None
        starts, hooks = self.hung[item[0]]
        index = bisect_right(starts, item[1]) - 1
        return (starts[index], hooks[index]) if index >= 0 else None


def inspect(update: bytes) -> UpdateShape:
    """The shape of `update`; Poisonous if it is broken, lies about a length, or exceeds a limit."""
    return _Update(update).read()


def inspect_state(state: bytes) -> dict[int, int]:
    """A state vector as {client: clock}. pycrdt allocates what the vector announces, so the announcement is checked."""
    reader = Reader(state)
    entries = reader.count(smallest=2)
    clocks = {reader.number(): reader.number(MAX_CLOCK) for _ in range(entries)}
    reader.end()
    return clocks


def survey(state: bytes) -> UpdateShape:
    """The shape of a whole document, which passed when it was made; `state` is its own encoding, however long."""
    whole = _Update(state, most=len(state))
    whole.read_structs()
    return whole.shape


class _Update(Reader):
    """One update."""

    def __init__(self, data: bytes, most: int = MAX_STRUCTS) -> None:
        super().__init__(data)
        self._most = most
        self._halves: list[int] = []
        self.shape = UpdateShape(size=len(data))

    def read(self) -> UpdateShape:
        self.read_structs()
        self._delete_set()
        self.end()
        self.shape.depth = _depth(self.shape.hung)
        if self.shape.depth > MAX_DEPTH:
            raise Poisonous("nested too deep")
        return self.shape

    def read_structs(self) -> None:
        for _ in range(self.count(smallest=4)):
            self._block()

    def _block(self) -> None:
        structs = self.count(smallest=2)
        self.shape.struct_count += structs
        if self.shape.struct_count > self._most:
            raise Poisonous("too many structs")
        client, clock = self.number(), self.number(MAX_CLOCK)
        if client in self.shape.ends:
            raise Poisonous("two blocks of one client")
        self.shape.cuts.append((client, clock))
        starts, hooks = self.shape.hung.setdefault(client, ([], []))
        for _ in range(structs):
            starts.append(clock)
            length, hook = self._struct()
            hooks.append(hook)
            if self._halves:
                self.shape.halves.update((client, clock + half) for half in self._halves)
                self._halves = []
            clock += length
            if length < 1 or clock > MAX_CLOCK:
                raise Poisonous("impossible length")
        self.shape.ends[client] = clock

    def _struct(self) -> tuple[int, Hook]:
        info = self.byte()
        kind = info & 0x1F
        if kind == _COLLECTED:
            return self.number(MAX_CLOCK), Hook(None, child=False)
        if kind not in _CONTENTS:
            raise Poisonous(f"content {kind} is not part of our texts")
        hook = self._hook(info, kind)
        return _CONTENTS[kind](self), hook

    def note_halves(self, text: str) -> int:
        """Remember where the second halves of `text` are, counted from its start; returns how long it is for Yjs."""
        length = 0
        for character in text:
            length += 1
            if character > _LAST_OF_ONE:
                self._halves.append(length)
                length += 1
        return length

    def _hook(self, info: int, kind: int) -> Hook:
        origin = self._id() if info & 0x80 else None
        right_origin = self._id() if info & 0x40 else None
        if origin and origin == right_origin:
            raise Poisonous("between an item and itself")
        if origin:
            self.shape.cuts.append((origin[0], origin[1] + 1))
        if right_origin:
            self.shape.cuts.append(right_origin)
        if origin or right_origin:
            return Hook(origin or right_origin, child=False, right=right_origin, kind=kind)
        parent = self._parent()
        return Hook(parent, child=True, key=self.text(MAX_KEY) if info & 0x20 else None, kind=kind)

    def _parent(self) -> Id | None:
        if self.number() == 1:
            self.shape.roots.add(self.text(MAX_KEY))
            return None
        return self._id()

    def _id(self) -> Id:
        return self.number(), self.number(MAX_CLOCK)

    def _delete_set(self) -> None:
        for _ in range(self.count(smallest=2)):
            client = self.number()
            for _ in range(self.count(smallest=2)):
                start = self.number(MAX_CLOCK)
                end = start + self.number(MAX_CLOCK)
                self.shape.cuts += (client, start), (client, end)
                self.shape.delete_count += 1
                if self.shape.delete_count > MAX_DELETIONS or end > MAX_CLOCK:
                    raise Poisonous("impossible deletion")
                self.shape.deleted[client] = max(end, self.shape.deleted.get(client, 0))


def _depth(hung: dict[int, tuple[list[int], list[Hook]]]) -> int:
    """How many levels the update's own nodes nest; what it hangs on in the document counts as level 0."""
    depths: dict[tuple[int, int], int] = {}
    for client, (starts, _) in hung.items():
        for index in range(len(starts)):
            _measure(hung, depths, (client, index))
    return max(depths.values(), default=0)


def _measure(
    hung: dict[int, tuple[list[int], list[Hook]]], depths: dict[tuple[int, int], int], item: tuple[int, int]
) -> None:
    path: list[tuple[int, int]] = []
    here: tuple[int, int] | None = item
    while here is not None and here not in depths:
        path.append(here)
        depths[here] = -1  # being measured: whoever meets it again goes in a circle
        here = _find(hung, hung[here[0]][1][here[1]].to)
    depth = 0 if here is None else depths[here]
    if depth < 0:
        raise Poisonous("goes in a circle")
    for client, index in reversed(path):
        depth += hung[client][1][index].child
        depths[client, index] = depth


def _find(hung: dict[int, tuple[list[int], list[Hook]]], target: Id | None) -> tuple[int, int] | None:
    """The update's own item that covers `target`, None if the document has it."""
    if target is None or target[0] not in hung:
        return None
    index = bisect_right(hung[target[0]][0], target[1]) - 1
    return (target[0], index) if index >= 0 else None


def _deleted(reader: Reader) -> int:
    return reader.number(MAX_CLOCK)


def _string(reader: _Update) -> int:
    text = reader.text(reader.left)
    if not text.isprintable() and UNPRINTABLE.search(text):  # the first is quick, but knows no tab and no joiner
        reader.shape.is_printable = False
    if text.isascii() or max(text) <= _LAST_OF_ONE:
        return len(text)
    return reader.note_halves(text)


def _format(reader: _Update) -> int:
    name, value = reader.text(MAX_KEY), check_json(reader.text(MAX_JSON))
    if value is not None:
        reader.shape.marks.append((name, value))
    return 1


def _node(reader: Reader) -> int:
    kind = reader.number()
    if kind == _XML_ELEMENT:
        reader.text(MAX_KEY)
    elif kind != _XML_TEXT:
        raise Poisonous(f"type {kind} is not part of our texts")
    return 1


def _values(reader: Reader) -> int:
    length = reader.count(smallest=1)
    for _ in range(length):
        skip_value(reader)
    return length


_COLLECTED = 0
DELETED, VALUES = 1, 8
_XML_ELEMENT, _XML_TEXT = 3, 6
_CONTENTS: dict[int, Callable[[_Update], int]] = {DELETED: _deleted, 4: _string, 6: _format, 7: _node, VALUES: _values}
