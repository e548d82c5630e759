"""The words of a line as two texts are compared by them: how much white space is between them, and of which kind, does
not count, as Word, LibreOffice and pandoc change it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

# Hyphens for the end of a line, and joints and marks without width: Word and LibreOffice put them in and take them out.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_TOKEN = re.compile(rf"\s+|[{_UNSEEN}]*+\w[\w{_UNSEEN}]*|[{_UNSEEN}]+|[^\w\s]")
_FOLDED = str.maketrans({**dict.fromkeys(_UNSEEN), "\u2011": "-"})  # a hyphen at which no line ends is a hyphen


class Token(NamedTuple):
    """A word, a sign, or the space between; `key` is what it is compared by. It stands at letters[start:end]."""

    key: str
    start: int
    end: int


def tokens_of(letters: str) -> list[Token]:
    """The tokens of a line in NFC, white space at its ends left out."""
    found = tokens_within(letters)
    while found and found[-1].key.isspace():
        found.pop()
    return found[1:] if found and found[0].key.isspace() else found


def tokens_within(part: str) -> list[Token]:
    """The tokens of a part of a line: white space at its ends is between words there."""
    return [Token(_key(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(part)]


def _key(letters: str) -> str:
    if not letters.isspace():
        return letters.translate(_FOLDED) or letters
    return "\n" if "\n" in letters else " "


def keys_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in tokens)


def keys_in(text: str) -> tuple[str, ...]:
    """What a line is compared by."""
    return keys_of(tokens_of(normalize("NFC", text)))


def letters_of(text: str, tokens: Sequence[Token]) -> str:
    """What was typed, with its own spaces."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
