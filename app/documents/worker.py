"""`python -m app.documents.worker FORMAT`: a document as JSON on standard input, the file's bytes on standard output.

Ends with 0, or with a code of `failures` and one line of reason on standard error; anything else is a defect.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from app.documents import html, office, pandoc, typst
from app.documents.document import Document, Text, from_json, prepared
from app.documents.failures import FAILED, MISSING, ExporterMissing, ExportFailed
from app.documents.tracking import TRACKING


def _docx(document: Document) -> bytes:
    return office.dress_docx(pandoc.to_office(document, "docx"), document)


def _odt(document: Document) -> bytes:
    return office.dress_odt(pandoc.to_office(document, "odt"), document)


WRITERS: Final[dict[str, Callable[[Document], bytes]]] = {
    "pdf": typst.to_pdf,
    "docx": _docx,
    "odt": _odt,
    "html": html.to_html,
}


def write(document: Document, name: str) -> bytes:
    """The file of `document` in the format `name`, made in this process: a live server calls `rendering.render`.

    Raises KeyError for an unknown format and ExportFailed if the writer refuses.
    """
    if name not in TRACKING and any(isinstance(part, Text) and part.tracked for part in document.parts):
        raise ExportFailed(f"{name} knows no tracked changes")
    return WRITERS[name](prepared(document))


def main(name: str) -> int:
    """Write the file in the format `name` and return the exit code."""
    try:
        result = write(from_json(sys.stdin.buffer.read()), name)
    except ExportFailed as error:
        sys.stderr.write(" ".join(str(error).split())[:500])
        return MISSING if isinstance(error, ExporterMissing) else FAILED
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
