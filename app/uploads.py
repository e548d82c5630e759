"""Files that people bring: DOCX and ODT, read in a process of its own, and a sentence for each that is not."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from app.documents.failures import NotRead, Unread
from app.documents.reading import read_file
from app.documents.received import Received
from app.errors import Malformed, Refusal, Sentence, TooLarge

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
        return read_file(data)
    except NotRead as refused:
        if refused.reason == "missing":
            raise NotInstalled from refused
        raise Malformed(_SENTENCES[refused.reason]) from refused
