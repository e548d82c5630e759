"""Whether a returned file is the one that was sent. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from app.documents.document import Document
from app.documents.received import SECTION, Line, Received, lines_of
from app.drafts.text.tokens import keys_in

# What `dispatching.file_of` prints above the title.
_PRINTED: Final = re.compile(r"Ausgabe \d+ an .+")


class OtherFile(Exception):
    """The file went out as another one."""


class UnknownFile(Exception):
    """The file does not say what it went out as, and hardly says what was sent."""


def recognise(sent: Document, received: Received) -> None:
    """By its property; if that is lost, by its printed line; if that is, too, by the words of most of its lines.

    Raises OtherFile or UnknownFile. `sent` is prepared.
    """
    if received.reference:
        if received.reference != sent.reference:
            raise OtherFile
        return
    printed = _printed(received.lines)
    if printed and sent.subtitle not in printed:
        raise OtherFile
    if not printed and not _says_mostly(lines_of(sent), received.lines):
        raise UnknownFile


def _printed(lines: Sequence[Line]) -> list[str]:
    above = takewhile(lambda line: line.kind != SECTION, lines)
    return [text for text in (" ".join(line.text.split()) for line in above) if _PRINTED.fullmatch(text)]


def _says_mostly(sent: Sequence[Line], returned: Sequence[Line]) -> bool:
    said = {keys_in(line.text) for line in returned}
    found = [keys_in(line.text) in said for line in sent]
    return 2 * sum(found) >= len(found)
