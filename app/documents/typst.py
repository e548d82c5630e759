"""Document to PDF (PDF/UA-1 and PDF/A-2a in one) with the typst compiler.

The layout is a fixed file and the document reaches it as JSON, so no text of a user is ever read as typst code.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Final

import typst

from app.documents.document import Document, page_words, to_json
from app.documents.failures import ExportFailed

LAYOUT: Final = Path(__file__).parent / "layout" / "document.typ"

_ROUNDS = 3  # of leaving out characters; one is enough as long as typst names all of them at once
_UNDISPLAYABLE = re.compile(r'(?:error: the text|contains the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NAMELESS = frozenset({"Cf", "Mn", "Me"})  # joiners and variation selectors mean nothing without their neighbour


def to_pdf(document: Document) -> bytes:
    """The PDF of a prepared document. Raises ExportFailed with typst's words if it cannot be typeset.

    A character that no built-in font has is printed by its code and name, such as [U+1F600 GRINNING FACE]: fonts of
    the machine are not used, because the same document must give the same bytes everywhere.
    """
    source = to_json(document)
    for _ in range(_ROUNDS):
        try:
            return _compile(document, source)
        except typst.TypstError as error:
            missing = _undisplayable(error.diagnostic)
            if not missing:
                raise ExportFailed(error.message) from error
            source = source.translate(missing)
    raise ExportFailed("typst finds ever more characters that no font can display")


def _compile(document: Document, source: str) -> bytes:
    language, _, region = document.language.partition("-")
    inputs = {
        "document": source,
        "words": json.dumps(page_words(document.language)),
        "language": language,
        "region": region,
    }
    pdf = typst.compile(
        LAYOUT.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs=inputs,
        ignore_system_fonts=True,
        timestamp=document.timestamp,
    )
    assert isinstance(pdf, bytes)  # noqa: S101  # a list comes only from formats with one file a page
    return pdf


def _undisplayable(diagnostic: str) -> dict[int, str]:
    """The characters that typst complains about, mapped to what is printed instead."""
    texts = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _UNDISPLAYABLE.findall(diagnostic))
    return {ord(character): _described(character) for text in texts for character in text if not character.isascii()}


def _described(character: str) -> str:
    if unicodedata.category(character) in _NAMELESS:
        return ""
    name = unicodedata.name(character, "")
    return f"[U+{ord(character):04X} {name}]" if name else f"[U+{ord(character):04X}]"
