"""The text tree: what a draft holds, a version freezes, a record seals and an export prints.

A *text* is a list of sections, a section a list of blocks. Nodes are plain JSON objects, as the editor's:

    {"type": "section", "attrs": {"key": "goal"}, "content": [
        {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": "Bis wann"}]},
        {"type": "paragraph", "content": [
            {"type": "text", "text": "Bis 2030 ", "marks": {"bold": {}}},
            {"type": "hardBreak"},
            {"type": "text", "text": "mehr", "marks": {"link": {"href": "https://example.org/"}}}]},
        {"type": "orderedList", "attrs": {"start": 3}, "content": [
            {"type": "listItem", "content": [{"type": "paragraph", "content": []}]}]}]}

Marks are a mapping of name to attributes, so that their order cannot change a fingerprint. Open suggestions are
accepted or rejected before a text gets here; only a tracked text (`document.Text`) keeps them, with their authors. The
marks `added` and `cut` of two texts compared are shown in HTML only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Required, TypedDict

MAX_DEPTH = 60  # of nodes in each other; every reader of a text uses this one limit, which keeps recursion safe
MAX_HREF = 2000  # characters; longer addresses do not work in all browsers
HEADING_LEVELS = range(1, 4)
LIST_STARTS = range(10_000)

PRINTED_MARKS = frozenset({"bold", "italic", "link"})
TRACKED_MARKS = frozenset({"comment", "insertion", "deletion", "break", "restyled"})
KNOWN_MARKS = PRINTED_MARKS | TRACKED_MARKS

_INLINE = frozenset({"text", "hardBreak"})
_BLOCKS = frozenset({"paragraph", "heading", "bulletList", "orderedList", "blockquote"})
ALLOWED_INSIDE: dict[str, frozenset[str]] = {
    "section": _BLOCKS,
    "paragraph": _INLINE,
    "heading": _INLINE,
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "listItem": _BLOCKS,
    "blockquote": _BLOCKS,
    "text": frozenset(),
    "hardBreak": frozenset(),
}
_KEPT_ATTRS = {"section": ("key", "title"), "heading": ("level",), "orderedList": ("start",)}
# No XML file can hold these: control characters but tab and line feed, halves of surrogate pairs, non-characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)


class Node(TypedDict, total=False):
    """A section, block or piece of text; which of the keys are there depends on `type`."""

    type: Required[str]
    attrs: dict[str, Any]
    content: list[Node]
    text: str
    marks: dict[str, dict[str, Any]]


def check(text: object) -> None:
    """Raise ValueError (a sentence for the log) unless `text` is a list of sections that this package can print."""
    _check_nodes(text, frozenset({"section"}), HEADING_LEVELS, depth=1)


def check_blocks(blocks: object, headings: range = HEADING_LEVELS) -> None:
    """Raise ValueError unless `blocks` may stand in a section, with headings of the levels `headings`."""
    _check_nodes(blocks, _BLOCKS, headings, depth=1)


def _check_nodes(nodes: object, allowed: Collection[str], headings: range, depth: int) -> None:
    if not isinstance(nodes, list | tuple):
        raise ValueError("the content of a node is not a list")
    if nodes and depth > MAX_DEPTH:
        raise ValueError(f"the text is nested deeper than {MAX_DEPTH} levels")
    for node in nodes:
        kind = node.get("type") if isinstance(node, dict) else None
        if not isinstance(kind, str) or kind not in allowed:
            raise ValueError(f"a node of type {kind!r} is not allowed here")
        _check_attributes(node, headings)
        _check_nodes(node.get("content", []), ALLOWED_INSIDE[kind], headings, depth + 1)


def _check_attributes(node: dict[str, Any], headings: range) -> None:
    kind, attrs = node["type"], node.get("attrs", {})
    if not isinstance(attrs, dict):
        raise ValueError("the attributes of a node are no mapping")
    _check_marks(node.get("marks", {}))
    if kind == "text" and not isinstance(node.get("text"), str):
        raise ValueError("a text node has no text")
    if kind == "section" and not isinstance(attrs.get("key"), str):
        raise ValueError("a section has no key")
    if kind == "heading" and not _is_whole(attrs.get("level"), headings):
        raise ValueError(f"a heading's level is not from {headings.start} to {headings.stop - 1}")
    if kind == "orderedList" and not _is_whole(attrs.get("start", 1), LIST_STARTS):
        raise ValueError("a list does not start with a whole number from 0 to 9999")


def _check_marks(marks: object) -> None:
    if not isinstance(marks, dict) or not all(isinstance(mark, dict) for mark in marks.values()):
        raise ValueError("the marks of a text are no mapping of name to attributes")


def _is_whole(value: object, allowed: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def normalise(nodes: Sequence[Node], marks: Collection[str] = PRINTED_MARKS) -> list[Node]:
    """The one form of a checked text: NFC, no empty text, equal neighbours merged, no other marks than `marks`.

    Keys that would be empty are left out, so equal texts have equal JSON. Doing it twice is the same as once.
    """
    result: list[Node] = []
    for node in nodes:
        if node["type"] == "text":
            _append_text(result, _text_node(node, marks))
        else:
            result.append(_container(node, marks))
    return result


def _text_node(node: Node, marks: Collection[str]) -> Node:
    text: Node = {"type": "text", "text": printable(node["text"])}
    kept = {name: attrs for name, attrs in node.get("marks", {}).items() if name in marks}
    if kept:
        text["marks"] = kept
    return text


def _append_text(nodes: list[Node], text: Node) -> None:
    if not text["text"]:
        return
    last = nodes[-1] if nodes else None
    if last and last["type"] == "text" and last.get("marks") == text.get("marks"):
        # Joined first and composed then: a combining accent may open the second run.
        last["text"] = unicodedata.normalize("NFC", last["text"] + text["text"])
    else:
        nodes.append(text)


def _container(node: Node, marks: Collection[str]) -> Node:
    copy: Node = {"type": node["type"]}
    attrs = {name: node["attrs"][name] for name in _KEPT_ATTRS.get(node["type"], ()) if name in node.get("attrs", {})}
    if attrs:
        copy["attrs"] = attrs
    if node["type"] != "hardBreak":
        copy["content"] = normalise(node.get("content", []), marks)
    return copy


def printable(text: str) -> str:
    """`text` composed (NFC) and without the characters that no file format can hold."""
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", text))


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node, parents first, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.get("content", []))


def section(text: Sequence[Node], key: str) -> list[Node]:
    """The blocks of the section `key`, empty if there is none."""
    return next((node.get("content", []) for node in text if node.get("attrs", {}).get("key") == key), [])


def plain(nodes: Sequence[Node]) -> str:
    """What a reader reads, without structure: a line for each paragraph, heading and hard break."""
    return "\n".join(_line(node) for node in walk(nodes) if node["type"] in ("paragraph", "heading"))


def _line(block: Node) -> str:
    return "".join("\n" if node["type"] == "hardBreak" else node.get("text", "") for node in block.get("content", []))


def shallow(blocks: Sequence[Node], levels: int) -> list[Node]:
    """`blocks` with lists and quotations below the `levels`-th dissolved into paragraphs: paper indents no further."""
    result: list[Node] = []
    for block in blocks:
        if block["type"] in ("paragraph", "heading"):
            result.append(block)
        elif block["type"] == "listItem":
            result.append({**block, "content": shallow(block.get("content", []), levels)})
        elif levels > 0:
            result.append({**block, "content": shallow(block.get("content", []), levels - 1)})
        else:
            result += [node for node in walk([block]) if node["type"] in ("paragraph", "heading")]
    return result


def safe_link(attrs: dict[str, Any]) -> str | None:
    """The address of a link mark if it may be followed (http, https, mailto), else None: only its text is shown."""
    href = attrs.get("href")
    if not isinstance(href, str) or len(href) > MAX_HREF or UNPRINTABLE.search(href):
        return None
    return href if _SAFE_LINK.fullmatch(href) else None


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Arabic, Hebrew or the like (Unicode UAX 9, rules P2 and P3)."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def paragraphs(text: str) -> list[Node]:
    """Blocks of a plain text: an empty line starts a paragraph, a single line feed is a hard break."""
    pieces = (piece.strip("\n") for piece in re.split(r"\n{2,}", text.replace("\r\n", "\n")))
    return [{"type": "paragraph", "content": _broken_line(piece)} for piece in pieces if piece]


def _broken_line(text: str) -> list[Node]:
    nodes: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            nodes.append({"type": "hardBreak"})
        if line:
            nodes.append({"type": "text", "text": line})
    return nodes
