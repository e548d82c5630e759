"""The text as a tree of plain JSON, read from and written to a Yjs document. docs/live.md has the schema as a table.

A node is {"type", "attrs"?, "content"?}, a piece of text {"type": "text", "text", "marks": {name: attributes}}; the
tree of a document is the list of its section nodes. `marks` has the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from app.documents.tree import ALLOWED_INSIDE
from app.drafts.text.lib0 import MAX_DEPTH
from app.drafts.text.marks import (
    BREAK,
    COMMENT,
    DELETION,
    INSERTION,
    ORIGIN,
    RESTYLED,
    SIGNS,
    Unreadable,
    break_of,
    marks_of,
    names_its_id,
    pieces,
)
from app.drafts.text.sections import SECTION_KEYS, TITLE

# What a section can be called inside; which of them a text has, its draft says.
_SECTION_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What an editor must know to open a text. Raise it with every change of nodes, marks or attributes, here and there.
SCHEMA = 3
# What a version can hold: the same without the marks about the text. It is part of every fingerprint.
TEXT_SCHEMA = 1
ROOT = "body"
# Who writes a draft's first text, as Yjs knows it. Fixed: seeding twice would be the same edit, not a second text.
SEED_CLIENT = 1
# Nodes and differently marked pieces of text, empty ones too: they are all read when a draft is loaded or frozen.
MOST_NODES = 10_000
# On one word: strikes and comments overlap, and each is read again with every piece of text that it is cut into.
MOST_MARKS = 30
# Suggested changes of blocks in one line: each that is accepted moves words, on the thread that serves everybody.
MOST_BREAKS = 200

Node = dict[str, Any]
Tree = list[Node]

# What stands in what is what every output can print; text has no node of its own in Yjs.
_CHILDREN = {name: inside - {"text"} for name, inside in ALLOWED_INSIDE.items() if name != "text"}
_TEXTBLOCKS = frozenset({"paragraph", "heading"})
_ABOUT = frozenset({COMMENT, INSERTION, DELETION, RESTYLED, ORIGIN, BREAK})


class Crowded(Unreadable):
    """The document has more nodes than `MOST_NODES`, a word of it more marks or a text more breaks than may be."""


def read(doc: Doc[Any]) -> Tree:
    """The tree of a document; Unreadable if it holds anything that the schema does not know."""
    body = doc.get(ROOT, type=XmlFragment)
    with doc.transaction():
        spare = iter(range(MOST_NODES))
        return [_section(child, spare) for child in children_of(body)]


def read_part(part: Any) -> Tree:
    """What an edit has touched, read anew: a piece of text, or a node and all that is below it.

    Unreadable if it holds anything that the schema does not know. What is above it was read before.
    """
    parent, spare = part.parent, iter(range(MOST_NODES))
    if not isinstance(parent, XmlElement):
        return [_section(part, spare)]
    above = _above(part)
    if above[-1].attributes["key"] == TITLE:
        return [_section(above[-1], spare)]
    if isinstance(part, XmlText):
        return _child(str(parent.tag), part, 0, spare)
    return [_node(part, len(above) + 1, spare)]


def _above(part: XmlElement | XmlText) -> list[XmlElement]:
    """The elements that a node is in, the section last."""
    found: list[XmlElement] = []
    while isinstance(part.parent, XmlElement) and len(found) <= MAX_DEPTH:
        part = part.parent
        found.append(part)
    return found


def children_of(parent: Any) -> list[Any]:
    """The nodes below a node; Unreadable if there is anything else, which pycrdt counts but leaves out."""
    children = list(parent.children)
    if len(children) != len(parent.children):
        raise Unreadable("something that is no node")
    return children


def _section(element: Any, spare: Iterator[int]) -> Node:
    if not isinstance(element, XmlElement) or element.tag != "section":
        raise Unreadable("something beside the sections")
    node = _node(element, 1, spare)
    if node["attrs"]["key"] == TITLE and [child["type"] for child in node["content"]] not in ([], ["paragraph"]):
        raise Unreadable("the title is more than one paragraph")
    if node["attrs"]["key"] == TITLE and any(break_of(piece["marks"]) for piece in pieces([node])):
        raise Unreadable("the title is more than one line")
    return node


def _node(element: XmlElement, depth: int, spare: Iterator[int]) -> Node:
    name = str(element.tag)
    if depth > MAX_DEPTH:
        raise Unreadable("nested too deep")
    node: Node = {"type": name}
    attributes = {key: value for key, value in element.attributes if value is not None}  # type: ignore[attr-defined]  # wrong annotation
    if allowed := _attributes(name, attributes):
        node["attrs"] = allowed
    content = [piece for child in children_of(element) for piece in _child(name, child, depth + 1, spare)]
    if name != "hardBreak":
        node["content"] = content
    return node


def _child(parent: str, child: Any, depth: int, spare: Iterator[int]) -> list[Node]:
    _take_one(spare)
    if isinstance(child, XmlText) and parent in _TEXTBLOCKS:
        found = [_piece(text, attributes, spare) for text, attributes in child.diff() if text != ""]
        if sum(len(piece["text"]) for piece in found if break_of(piece["marks"])) > MOST_BREAKS:
            raise Crowded("too many suggested breaks")
        return found
    if isinstance(child, XmlElement) and child.tag in _CHILDREN[parent]:
        return [_node(child, depth, spare)]
    raise Unreadable(f"{getattr(child, 'tag', 'text')} in {parent}")


def _take_one(spare: Iterator[int]) -> None:
    if next(spare, None) is None:
        raise Crowded("too many nodes")


def _attributes(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a node, numbers as whole numbers (JavaScript's arrive as floats)."""
    readers = _ATTRIBUTES.get(name, {})
    if unknown := set(given) - set(readers):
        raise Unreadable(f"{name} with {sorted(unknown)[0]}")
    return {key: reader(given.get(key)) for key, reader in readers.items()}


def _key(value: Any) -> str:
    if not isinstance(value, str) or not _SECTION_KEY.fullmatch(value):
        raise Unreadable("a section without a key")
    return value


def _whole(lowest: int, highest: int, default: int | None = None) -> Callable[[Any], int]:
    def reader(value: Any) -> int:
        given = default if value is None else value
        if isinstance(given, bool) or not isinstance(given, int | float) or given != int(given):
            raise Unreadable("not a whole number")
        if not lowest <= given <= highest:
            raise Unreadable("number out of range")
        return int(given)

    return reader


_ATTRIBUTES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "section": {"key": _key},
    "heading": {"level": _whole(1, 3)},
    "orderedList": {"start": _whole(1, 9_999, default=1)},
}


def _piece(text: Any, attributes: Mapping[str, Any] | None, spare: Iterator[int]) -> Node:
    _take_one(spare)
    if not isinstance(text, str):
        raise Unreadable("something embedded in the text")
    if len(attributes or ()) > MOST_MARKS:
        raise Crowded("too many marks on a word")
    marks = marks_of(attributes or {})
    kind = break_of(marks)
    if text and kind and (INSERTION not in marks or text.strip(SIGNS[kind])):
        raise Unreadable("a break that is none, or that nobody suggests")
    return {"type": "text", "text": text, "marks": marks}


def read_marks(marks: Iterable[tuple[str, Any]]) -> Tree:
    """An empty piece of text for each mark; Unreadable if no text may bear one of them."""
    read_each = [(name, value, _piece("", {name: value}, repeat(1))) for name, value in marks]
    if not all(names_its_id(name, value) for name, value, _ in read_each):
        raise Unreadable("a mark under another's key")
    return [piece for _, _, piece in read_each]


def runs(text: XmlText) -> Iterator[tuple[int, int, str, Mapping[str, Any]]]:
    """The differently marked pieces of a text: from which byte to which, as pycrdt counts, words and attributes."""
    start = 0
    for words, attributes in text.diff():
        end = start + len(words.encode())
        yield start, end, words, attributes or {}
        start = end


def texts(doc: Doc[Any]) -> list[XmlText]:
    """All pieces of text of a document, in its order."""
    return _texts_below(doc.get(ROOT, type=XmlFragment))


def _texts_below(parent: Any) -> list[XmlText]:
    found: list[XmlText] = []
    for child in parent.children:
        found += [child] if isinstance(child, XmlText) else _texts_below(child)
    return found


def count_characters(tree: Sequence[Node]) -> int:
    """How many characters a tree holds."""
    return sum(len(node.get("text", "")) + count_characters(node.get("content", ())) for node in tree)


def count_nodes(tree: Sequence[Node]) -> int:
    """How many nodes and pieces of text a tree holds."""
    return len(tree) + sum(count_nodes(node.get("content", ())) for node in tree)


def plain_text(nodes: Sequence[Node]) -> str:
    """The words of some nodes, blocks and hard breaks on lines of their own."""
    parts = (_plain(node) for node in nodes)
    return "".join(parts).strip()


def _plain(node: Node) -> str:
    if node["type"] == "text":
        return str(node["text"])
    if node["type"] == "hardBreak":
        return "\n"
    inside = "".join(_plain(child) for child in node["content"])
    return inside + "\n" if node["type"] in _TEXTBLOCKS else inside


def empty_tree(keys: Iterable[str] = SECTION_KEYS) -> Tree:
    """A text of which nobody has written a word: every section with an empty paragraph."""
    return [template_section(key, []) for key in keys]


def template_section(key: str, paragraphs: Sequence[str]) -> Node:
    """A section with these paragraphs, at least an empty one."""
    return {"type": "section", "attrs": {"key": key}, "content": [paragraph(text) for text in paragraphs or [""]]}


def paragraph(text: str) -> Node:
    """A paragraph of plain text."""
    pieces = [{"type": "text", "text": text, "marks": {}}] if text else []
    return {"type": "paragraph", "content": pieces}


def seed(tree: Tree) -> bytes:
    """The first update of a document that holds `tree`. Always the same bytes for the same tree."""
    doc: Doc[Any] = Doc(client_id=SEED_CLIENT)
    body = doc.get(ROOT, type=XmlFragment)
    with doc.transaction():
        write(body, tree)
    return doc.get_update()


def write(parent: Any, nodes: Sequence[Node]) -> None:
    """Add nodes at the end of a fragment or element."""
    text, length = None, 0
    for node in nodes:
        if node["type"] != "text":
            text = None
            insert(parent, len(parent.children), node)
            continue
        if text is None:
            text, length = parent.children.append(XmlText("")), 0
        length = _write_words(text, length, node)


def _write_words(text: XmlText, start: int, node: Node) -> int:
    """Add words with their marks one after another, as several at once are in no order; returns the new length."""
    end = start + len(node["text"].encode())  # pycrdt counts bytes
    text.insert(start, node["text"], {})
    for name, value in sorted(_written_marks(node["marks"]).items()):
        text.format(start, end, {name: value})
    return end


def _written_marks(marks: Mapping[str, Any]) -> dict[str, Any]:
    """Marks as Yjs has them; those about the text are not written anew, their rows belong to another text."""
    return {name: value for name, value in marks.items() if name not in _ABOUT}


def insert(parent: Any, index: int, node: Node) -> None:
    """Put a node, which is no text, between the children of a fragment or element."""
    element = parent.children.insert(index, XmlElement(node["type"]))
    for name, value in node.get("attrs", {}).items():
        element.attributes[name] = float(value) if isinstance(value, int) else value  # an int would be a BigInt there
    write(element, node.get("content", ()))
