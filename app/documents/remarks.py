"""The comments in a DOCX or ODT, with who wrote them: pandoc drops them when it accepts all changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from app.documents.archive import Archive
from app.documents.failures import NotRead
from app.documents.received import Said

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def remarks_of(archive: Archive) -> list[Said]:
    """In the order of the file, those without words left out."""
    found = _in_docx(archive.files) if archive.form == "docx" else _in_odt(archive.files)
    return [remark for remark in found if remark.text]


def _in_docx(files: Mapping[str, bytes]) -> Iterator[Said]:
    if "word/comments.xml" not in files:
        return
    for comment in root(files["word/comments.xml"]).iter(f"{W}comment"):
        lines = ("".join(_letters(part) for part in line.iter()) for line in comment.iter(f"{W}p"))
        yield Said(comment.get(f"{W}author", ""), "\n".join(lines).strip())


def _letters(part: Element) -> str:
    return (part.text or "") if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else ""


def _in_odt(files: Mapping[str, bytes]) -> Iterator[Said]:
    for comment in root(files["content.xml"]).iter(f"{OFFICE}annotation"):
        lines = ("".join(line.itertext()) for line in comment.iter(f"{TEXT}p"))
        yield Said(comment.findtext(_CREATOR, ""), "\n".join(lines).strip())


def root(xml: bytes) -> Element:
    """The first element of a file in the archive; NotRead if it is broken."""
    try:
        return fromstring(xml)  # noqa: S314  # the archive refuses document types, and with them entities
    except ParseError as error:
        raise NotRead("unreadable") from error
