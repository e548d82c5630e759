"""The text of a record to read: its sentences lead to their ways, its references to the record's own list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from app.documents.tree import Node
from app.drafts.text.tree import Tree
from app.drafts.text.ways import with_ways
from app.recommendations.leaf import Leaf
from app.recommendations.ways import SentencePart
from app.references.printing import Line, said


def readable(leaf: Leaf, address: str, thread: str) -> list[Node]:
    """`address` is where the record stands, `thread` that of a sentence's way, with „{}“ for its number."""
    ways = [(one["section"], one["sentence"]) for one in leaf["ways"]["sentences"]]
    return cast("list[Node]", with_ways(_printable(leaf, address), ways, thread))  # checked when it was sealed


def printable(leaf: Leaf, address: str) -> list[Node]:
    """As above, without the ways."""
    return cast("list[Node]", _printable(leaf, address))


def _printable(leaf: Leaf, address: str) -> Tree:
    """The public cannot follow the references into the workshop, but into what was sealed of them."""
    places = {one["address"]: place(address, number) for number, one in enumerate(leaf["ways"]["references"], start=1)}
    return [_led(section, places) for section in leaf["text"]["tree"]]


def place(address: str, number: int) -> str:
    """Where the record says what its text refers to in this place."""
    return f"{address}#reference-{number}"


def _led(node: Any, places: Mapping[str, str]) -> Any:
    if "content" in node:
        return {**node, "content": [_led(child, places) for child in node["content"]]}
    href = node.get("marks", {}).get("link", {}).get("href")
    if href not in places:
        return node
    return {**node, "marks": {**node["marks"], "link": {"href": places[href]}}}


def references_of(leaf: Leaf, sentence: SentencePart) -> list[Line]:
    """What one sentence refers to."""
    named = zip(references(leaf), leaf["ways"]["references"], strict=True)
    return [line for line, part in named if part["address"] in sentence["references"]]


def references(leaf: Leaf, address: str = "") -> list[Line]:
    """What the text refers to, as lines of a list; with the address of the record they lead there."""
    return [
        Line(
            one["label"], place(address, number) if address else "",
            said(one["title"], one["genre"], one["publisher"], label=one["label"], is_removed=one["removed"]),
            one["link"],
        )
        for number, one in enumerate(leaf["ways"]["references"], start=1)
    ]  # fmt: skip
