"""Files that are made to harm, or that are not what their name says. All are made here; none is kept."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping
from functools import cache

from app.documents.document import Document, Heading, Text
from app.documents.worker import write
from tests.documents.samples import document_of, paragraph

DOCUMENT = "word/document.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(*blocks: object) -> bytes:
    """A file of ours with a heading and these blocks."""
    return write(Document("Übergänge", [Heading(1, "Ziel"), Text(blocks)], 1_700_000_000), "docx")


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return result.getvalue()


def with_part(name: str, content: bytes, file: bytes | None = None) -> bytes:
    return packed({**parts(file or docx_of(paragraph("Wörter"))), name: content})


def with_body(xml: str) -> bytes:
    """A DOCX of which the text is this XML."""
    return with_part(DOCUMENT, f"{_HEAD}<w:document {_W}><w:body>{xml}</w:body></w:document>".encode())


def line(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def comments(*bodies: str) -> bytes:
    """A DOCX with these comments."""
    made = "".join(f'<w:comment w:id="{at}" w:author="Kim">{xml}</w:comment>' for at, xml in enumerate(bodies))
    return with_part("word/comments.xml", f"<w:comments {_W}>{made}</w:comments>".encode())


def _with_entity(definition: str) -> bytes:
    xml = f"{_HEAD}<!DOCTYPE w:document [{definition}]><w:document {_W}><w:body>{line('&x;')}</w:body></w:document>"
    return with_part(DOCUMENT, xml.encode())


def _lying() -> bytes:
    """Says in its directory that a part of 30 MB has 100 bytes."""
    file, size = with_part(DOCUMENT, b" " * 30_000_000), struct.pack("<I", 30_000_000)
    return file.replace(size, struct.pack("<I", 100))


def _twice() -> bytes:
    """With a part that is in it 100 times, the last of them large."""
    result = io.BytesIO(with_part("word/x.xml", b""))
    with warnings.catch_warnings(), zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for size in (*[0] * 99, 9_000_000):
            archive.writestr("word/x.xml", b" " * size)
    return result.getvalue()


def _damaged_lzma() -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts(docx_of(paragraph("Wörter"))).items():
            archive.writestr(name, content)
    file, end = result.getvalue(), len("[Content_Types].xml") + 30 + 9
    return file[:end] + b"\xff" * 100 + file[end + 100 :]


def _locked(file: bytes) -> bytes:
    """With the flag of an encrypted entry, in the directory and before the entry."""
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = file.index(mark) + offset
        file = file[:at] + bytes([file[at] | 1]) + file[at + 1 :]
    return file


def _locked_odt() -> bytes:
    manifest = (
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    return with_part("META-INF/manifest.xml", manifest, write(document_of(paragraph("Wörter")), "odt"))


@cache
def refused() -> dict[str, tuple[str, bytes]]:
    """By name: why it is refused, and the file."""
    deep = "<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000
    return {
        "a PDF": ("no_text_file", b"%PDF-1.7\n" + b"x" * 1000),
        "a spreadsheet": ("no_text_file", packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"})),
        "nothing": ("no_text_file", b""),
        "half a file": ("no_text_file", docx_of(paragraph("Wörter"))[:4000]),
        "a bomb": ("too_large", with_part("word/media/image1.png", b"\0" * 51 * 1024 * 1024)),
        "a bomb of XML": ("too_long", with_part(DOCUMENT, b" " * 21 * 1024 * 1024)),
        "2,001 entries": ("too_large", packed({f"word/{number}.xml": b"" for number in range(2_001)})),
        "a lying directory": ("no_text_file", _lying()),
        "a part twice": ("no_text_file", _twice()),
        "damaged LZMA": ("no_text_file", _damaged_lzma()),
        "an unknown encoding": (
            "unreadable",
            with_part("word/comments.xml", b'<?xml version="1.0" encoding="foo"?><a/>'),
        ),
        "a file of the old Word": ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000),
        "a locked archive": ("encrypted", _locked(docx_of(paragraph("Wörter")))),
        "a locked ODT": ("encrypted", _locked_odt()),
        "an external entity": ("no_text_file", _with_entity('<!ENTITY x SYSTEM "file:///etc/passwd">')),
        "growing entities": (
            "no_text_file",
            _with_entity('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;">'),
        ),
        "too many letters": ("too_long", with_body(line("Wort " * 100) * 401)),
        "comments too long": ("too_long", comments(*[line("Wort " * 100)] * 401)),
        "too many paragraphs": ("too_long", with_body(line("x") * 5_001)),
        "no words": ("empty", with_body("<w:p/>")),
        "broken XML": ("unreadable", with_body("<w:p>")),
        "endless nesting": ("unreadable", with_body(deep)),
    }
