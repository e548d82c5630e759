"""Files that people bring: DOCX, ODT, Markdown, read in a process of its own, and a sentence for each that is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from app.documents.failures import NotRead, Unread
from app.documents.manuscript import Manuscript
from app.documents.reading import read_file, read_manuscript
from app.documents.received import Received
from app.errors import Malformed, Refusal, Sentence, TooLarge, TooMany

# Each file is read in a process of its own, with a program that takes up to a gigabyte: not by everybody at once.
MOST_READERS = 2
UPLOADS_LIMIT = "20 per minute"
LARGEST_FILE = 5_000_000
# A form has a few bytes more than its file.
LARGEST_FORM = LARGEST_FILE + 10_000


class NotInstalled(Refusal):
    """The program that reads these files may be left out of an installation."""

    status = 503
    code = "not_installed"
    default = _l(
        "Dateien aus Word und LibreOffice kann dieser Server nicht lesen. Bitte wenden Sie sich an den Betrieb."
    )


class TooLargeAFile(TooLarge):
    default = _l("Die Datei ist zu groß. Möglich sind 5 MB.")


class ReadersBusy(TooMany):
    """Other files are being read; sending this one again is harmless."""

    code = "readers_busy"
    default = _l("Gerade werden andere Dateien gelesen. Bitte versuchen Sie es in einer Minute noch einmal.")


_readers = threading.BoundedSemaphore(MOST_READERS)


@contextmanager
def a_reader() -> Iterator[None]:
    """A place among those who have a file read; ReadersBusy if there is none."""
    if not _readers.acquire(blocking=False):
        raise ReadersBusy
    try:
        yield
    finally:
        _readers.release()


_SENTENCES: dict[Unread, Sentence] = {
    "no_text_file": _l("Das ist keine lesbare Datei aus Word (DOCX) oder LibreOffice (ODT)."),
    "encrypted": _l(
        "Die Datei ist mit einem Kennwort geschützt oder im alten Word-Format (DOC). Bitte speichern Sie sie ohne "
        "Kennwort als DOCX."
    ),
    "too_large": _l("Die Datei wird ausgepackt zu groß. Bitte nehmen Sie Bilder und Anhänge heraus."),
    "too_long": _l("Der Text in der Datei ist zu lang. Möglich sind 200.000 Zeichen."),
    "empty": _l("In der Datei steht kein Text."),
    "unreadable": _l("Die Datei ist beschädigt oder zu verschachtelt. Bitte speichern Sie sie neu als DOCX."),
}


_NO_TEXT = _l("Das ist keine lesbare Datei aus Word (DOCX) oder LibreOffice (ODT) und kein Text (Markdown, TXT).")


def uploaded(file: FileStorage | None) -> bytes:
    """The bytes of a form's file."""
    if file is None or not file.filename:
        raise Malformed(fields={"file": _l("Bitte wählen Sie eine Datei.")})
    data = file.stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooLargeAFile
    return data


def received(data: bytes) -> Received:
    """What a DOCX or ODT says, its tracked changes accepted."""
    try:
        with a_reader():
            return read_file(data)
    except NotRead as refused:
        raise _refusal(refused, _SENTENCES) from refused


def manuscript(data: bytes, name: str) -> Manuscript:
    """What a DOCX, ODT, Markdown or plain text says, with its structure; what it is, its bytes say, not its name."""
    try:
        with a_reader():
            return read_manuscript(data, keeps_lines=name.lower().endswith(".txt"))
    except NotRead as refused:
        raise _refusal(refused, {**_SENTENCES, "no_text_file": _NO_TEXT}) from refused


def _refusal(refused: NotRead, sentences: Mapping[Unread, Sentence]) -> Refusal:
    if refused.reason == "missing":
        return NotInstalled()
    return Malformed(sentences[refused.reason], fields={"file": sentences[refused.reason]})


def allow_larger_bodies(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """For a blueprint whose forms bring files: before anything else reads the form."""
    request.max_content_length = LARGEST_FORM
    if (request.content_length or 0) > LARGEST_FORM:
        raise TooLargeAFile
