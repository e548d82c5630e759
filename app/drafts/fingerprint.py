"""The fingerprint of a text: the same words in the same shape have the same one, however they were typed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from unicodedata import normalize

import rfc8785

from app.drafts.tree import SCHEMA, Node, Tree

# Marks that say something about the text and are no part of it.
_NOT_TEXT = frozenset({"comment", "insertion", "deletion", "origin"})


def fingerprint(tree: Tree) -> str:
    """SHA-256, as 64 hexadecimal digits, of the RFC 8785 JSON of {"schema", "body"}.

    The body is the tree without marks about the text, in NFC, with neighbouring pieces of equal marks merged.
    """
    return hashlib.sha256(rfc8785.dumps({"schema": SCHEMA, "body": canonical(tree)})).hexdigest()


def canonical(nodes: Sequence[Node]) -> Tree:
    """The nodes in the one form that texts which read alike share."""
    merged: Tree = []
    for node in nodes:
        if node["type"] != "text":
            merged.append(_canonical_node(node))
            continue
        piece = {**node, "marks": {name: value for name, value in node["marks"].items() if name not in _NOT_TEXT}}
        last = merged[-1] if merged else {"type": "none"}
        if last["type"] == "text" and last["marks"] == piece["marks"]:
            merged[-1] = {**last, "text": last["text"] + piece["text"]}
        elif piece["text"]:
            merged.append(piece)
    return [{**node, "text": normalize("NFC", node["text"])} if node["type"] == "text" else node for node in merged]


def _canonical_node(node: Node) -> Node:
    return {**node, "content": canonical(node["content"])} if "content" in node else node
