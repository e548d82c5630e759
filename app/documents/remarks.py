"""The comments in a DOCX or ODT, with who wrote them: pandoc drops them when it accepts all changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from app.documents.archive import Archive
from app.documents.failures import NotRead
from app.documents.received import MAX_CHARACTERS, Said

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def remarks_of(archive: Archive) -> list[Said]:
    """In the order of the file, those without words left out."""
    found = _in_docx(archive.files) if archive.form == "docx" else _in_odt(archive.files)
    return [remark for remark in _within_limit(found) if remark.text]


def _within_limit(remarks: Iterable[Said]) -> Iterator[Said]:
    """NotRead as soon as they have more letters than a file may: nothing more of it is collected."""
    length = 0
    for remark in remarks:
        length += len(remark.by) + len(remark.text)
        if length > MAX_CHARACTERS:
            raise NotRead("too_long")
        yield remark


def _in_docx(files: Mapping[str, bytes]) -> Iterator[Said]:
    if "word/comments.xml" not in files:
        return
    for comment in outermost(root(files["word/comments.xml"]), {f"{W}comment"}):
        lines = ("".join(_letters(part) for part in line.iter()) for line in outermost(comment, {f"{W}p"}))
        yield Said(comment.get(f"{W}author", ""), "\n".join(lines).strip())


def _letters(part: Element) -> str:
    return (part.text or "") if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else ""


def _in_odt(files: Mapping[str, bytes]) -> Iterator[Said]:
    for comment in outermost(root(files["content.xml"]), {f"{OFFICE}annotation"}):
        lines = ("".join(line.itertext()) for line in outermost(comment, {f"{TEXT}p"}))
        yield Said(comment.findtext(_CREATOR, ""), "\n".join(lines).strip())


def outermost(element: Element, tags: Collection[str]) -> Iterator[Element]:
    """The elements of these names, but none inside of another: so no letter is collected for each level around it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag in tags:
            yield one
        else:
            waiting.extend(reversed(one))


def root(xml: bytes) -> Element:
    """The first element of a file in the archive; NotRead if it is broken."""
    try:
        return fromstring(xml)  # noqa: S314  # the archive refuses document types, and with them entities
    except (ParseError, LookupError, ValueError) as error:  # the last two: an encoding that nobody knows
        raise NotRead("unreadable") from error
