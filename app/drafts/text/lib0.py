"""Bounded reading of lib0's binary format, in which Yjs updates are written: a byte that lies is an error.

The format, from lib0 `encoding.js`: numbers are varints of 7 bits, least significant first; texts a length and UTF-8.
"""

from __future__ import annotations

import json
from math import isfinite
from struct import unpack
from typing import Any

MAX_DEPTH = 60  # every reader of a text has this one limit
MAX_NUMBER = 2**53 - 1  # what JavaScript counts exactly
# Kinds of a value: a text, a whole number, floats, and those that are their kind alone (true, false, null, undefined).
_TEXT, _WHOLE, _FLOATS, _BARE = 119, 125, {124: (">f", 4), 123: (">d", 8)}, (120, 121, 126, 127)


class Poisonous(ValueError):
    """Bytes that are no update, or one that must not come near the document."""


class Reader:
    """lib0's primitives over bytes that may end anywhere."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    @property
    def left(self) -> int:
        return len(self.data) - self.at

    def byte(self) -> int:
        try:
            found = self.data[self.at]
        except IndexError:
            raise Poisonous("truncated") from None
        self.at += 1
        return found

    def number(self, limit: int = MAX_NUMBER) -> int:
        """A varint; one loop and no call for each byte: half of all reading is numbers."""
        data, at, value, shift = self.data, self.at, 0, 0
        try:
            while data[at] >= 0x80 and shift <= 56:
                value |= (data[at] & 0x7F) << shift
                at, shift = at + 1, shift + 7
            value |= data[at] << shift
        except IndexError:
            raise Poisonous("truncated") from None
        if shift > 56:  # padded with empty groups
            raise Poisonous("number too long")
        if value > limit:
            raise Poisonous("number too large")
        self.at = at + 1
        return value

    def count(self, smallest: int) -> int:
        """How many things follow, each of at least `smallest` bytes: more than fit is a lie."""
        announced = self.number()
        if announced * smallest > self.left:
            raise Poisonous("announces more than it holds")
        return announced

    def take(self, length: int) -> bytes:
        if length > self.left:
            raise Poisonous("truncated")
        self.at += length
        return self.data[self.at - length : self.at]

    def text(self, limit: int) -> str:
        length = self.number()
        if length > limit:
            raise Poisonous("text too long")
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            raise Poisonous("not UTF-8") from None

    def end(self) -> None:
        if self.left:
            raise Poisonous("bytes after the end")


def skip_value(reader: Reader) -> None:
    """Read over one lib0 `Any`, an attribute's value. Ours are numbers, texts, truth values, null: nothing nested."""
    kind = reader.byte()
    if kind == _TEXT:
        reader.text(reader.left)
    elif kind == _WHOLE:
        _skip_whole_number(reader)
    elif kind in _FLOATS:
        code, size = _FLOATS[kind]
        if not isfinite(unpack(code, reader.take(size))[0]):
            raise Poisonous("not a number")
    elif kind not in _BARE:
        raise Poisonous("nested value")


def _skip_whole_number(reader: Reader) -> None:
    if not any(reader.byte() < 0x80 for _ in range(8)):
        raise Poisonous("number too long")


def check_json(text: str) -> Any:
    """JSON that every reader understands alike; Poisonous for anything else."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        raise Poisonous("JSON nested too deep")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Poisonous("not JSON") from None


def _refuse_constant(name: str) -> None:
    raise Poisonous(f"{name} is not JSON")
