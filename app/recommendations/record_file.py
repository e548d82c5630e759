"""The record file: a sealed recommendation as it is published and checked by anybody.

    {"format": "konsenswerk.record/1", "leaf": the exact text of the leaf, "leaf_hash": hexadecimal digits,
     "signature": base64, "public_key": base64, "key_id": hexadecimal digits}

The file is RFC 8785 JSON itself, so there is exactly one file for a record: any other byte is a change.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import rfc8785

from app.recommendations import seal

FORMAT = "konsenswerk.record/1"
LARGEST = 900_000
"""Bytes; with the wrapping of a form it must fit into a request (intake.LARGEST_BODY)."""

_KEYS = {"format", "leaf", "leaf_hash", "signature", "public_key", "key_id"}


@dataclass(frozen=True)
class RecordFile:
    """What a record file holds: bytes, and `leaf_hash` and `key_id` as it states them."""

    leaf: bytes
    leaf_hash: str
    signature: bytes
    public_key: bytes
    key_id: str


def write(leaf: bytes, leaf_hash: bytes, signature: bytes, public_key: bytes) -> bytes:
    """The file of a sealed leaf."""
    content = {
        "format": FORMAT,
        "leaf": leaf.decode(),
        "leaf_hash": leaf_hash.hex(),
        "signature": base64.b64encode(signature).decode(),
        "public_key": base64.b64encode(public_key).decode(),
        "key_id": seal.key_id(public_key),
    }
    return rfc8785.dumps(content)


def read(file: bytes) -> RecordFile:
    """What `file` states, unchecked; ValueError if it is no record file, letter by letter as `write` makes it."""
    content = parse_canonical(file)
    if not isinstance(content, dict) or set(content) != _KEYS or content["format"] != FORMAT:
        raise ValueError("this is no record file")
    if not all(isinstance(value, str) for value in content.values()):
        raise ValueError("a part of the record file is no text")
    return RecordFile(
        leaf=content["leaf"].encode(),
        leaf_hash=content["leaf_hash"],
        signature=_decoded(content["signature"]),
        public_key=_decoded(content["public_key"]),
        key_id=content["key_id"],
    )


def parse_canonical(source: bytes) -> Any:
    """The value of RFC 8785 JSON; ValueError if `source` is too large, too deep, no JSON, or not in canonical form."""
    if len(source) > LARGEST:
        raise ValueError("larger than a record can be")
    try:
        value = json.loads(source)
        is_canonical = rfc8785.dumps(value) == source
    except RecursionError as error:
        raise ValueError("nested deeper than a record can be") from error
    if not is_canonical:
        raise ValueError("not in canonical form")
    return value


def _decoded(text: str) -> bytes:
    """Base64 in its one normal form; ValueError for any other."""
    decoded = base64.b64decode(text, validate=True)
    if base64.b64encode(decoded).decode() != text:
        raise ValueError("not in normal form")
    return decoded
