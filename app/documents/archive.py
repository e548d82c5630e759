"""A DOCX or ODT from outside: a ZIP archive whose sizes are checked before anything in it is read.

What goes on to pandoc is an archive that we wrote: the XML exactly as it was checked, and of macros, pictures and
embedded files the names only.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.documents.failures import NotRead
from app.documents.parts import main_part
from app.documents.tracking import Form

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 50 * 1024 * 1024  # bytes, pictures included
MAX_XML: Final = 10 * 1024 * 1024  # bytes; 200,000 letters have half of it if Word cuts them into runs of seven

_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"  # Word before 2007, and what Word makes of a DOCX with a password
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_IS_ENCRYPTED: Final = 0x1  # the flag of an entry
# What Python's reader of archives says of one that is damaged, or packed as no office packs.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip
# A document type can define entities, which may name files and addresses or grow without end. No office writes one.
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True)
class Archive:
    """The files of a document by name; all but the XML are empty."""

    form: Form
    files: Mapping[str, bytes]
    text: str  # the name of the file that has its text

    def packed(self) -> bytes:
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w") as target:
            for name, content in self.files.items():
                target.writestr(name, content)
        return result.getvalue()


def opened(data: bytes) -> Archive:
    """Raises NotRead with the reason if it is no text of Word or LibreOffice, or would be too much."""
    if data.startswith(_OLD_OR_LOCKED):
        raise NotRead("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            return _read(archive)
    except _BROKEN as error:
        raise NotRead("no_text_file") from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise NotRead("encrypted")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise NotRead("too_large")
    if len({entry.filename for entry in entries}) < len(entries):  # each would be unpacked, the last one counts
        raise NotRead("no_text_file")
    # Never more is read than the directory says, else it is a BadZipFile.
    if sum(entry.file_size for entry in entries if _is_xml(entry.filename)) > MAX_XML:
        raise NotRead("too_long")


def _read(archive: zipfile.ZipFile) -> Archive:
    form = _form(archive)
    files = {name: archive.read(name) if _is_xml(name) else b"" for name in archive.namelist()}
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise NotRead("encrypted")
    if any(doctype in content for content in files.values() for doctype in _DOCTYPES):
        raise NotRead("no_text_file")
    text = "content.xml" if form == "odt" else main_part(files)
    if not text:
        raise NotRead("no_text_file")
    return Archive(form, files, text)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels")) or name == "mimetype"


def _form(archive: zipfile.ZipFile) -> Form:
    names = set(archive.namelist())
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= 2 * len(_ODT):
        if archive.read("mimetype").strip() == _ODT and "content.xml" in names:
            return "odt"
    elif "[Content_Types].xml" in names:
        return "docx"
    raise NotRead("no_text_file")
