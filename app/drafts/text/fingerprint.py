"""The fingerprint of a text: the same words in the same shape have the same one, however they were typed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from unicodedata import normalize

import rfc8785

from app.drafts.text.marks import COMMENT, ORIGIN
from app.drafts.text.readings import rejected, with_pieces
from app.drafts.text.tree import TEXT_SCHEMA, Node, Tree

# Marks that say something about the text and are no part of it.
_NOT_TEXT = frozenset({COMMENT, ORIGIN})


def fingerprint(tree: Tree) -> str:
    """SHA-256, as 64 hexadecimal digits, of the RFC 8785 JSON of {"schema", "body"}.

    The body is the tree with open suggestions rejected, without marks about the text, in NFC, with neighbouring pieces
    of equal marks merged.
    """
    return hashlib.sha256(rfc8785.dumps({"schema": TEXT_SCHEMA, "body": canonical(tree)})).hexdigest()


def canonical(nodes: Sequence[Node]) -> Tree:
    """The nodes in the one form that texts which read alike share: agreed text only, no marks about it, in NFC."""
    return [_in_nfc(node) for node in with_pieces(rejected(nodes), _without_marks_about_it)]


def _without_marks_about_it(piece: Node) -> Node:
    return {**piece, "marks": {name: value for name, value in piece["marks"].items() if name not in _NOT_TEXT}}


def _in_nfc(node: Node) -> Node:
    if node["type"] == "text":
        return {**node, "text": normalize("NFC", node["text"])}
    return {**node, "content": [_in_nfc(child) for child in node["content"]]} if "content" in node else node
