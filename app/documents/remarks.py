"""The comments in a DOCX or ODT, with who wrote them: pandoc drops them when it accepts all changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.failures import NotRead
from app.documents.parts import related, root
from app.documents.received import MAX_CHARACTERS, Place, Said

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@dataclass(frozen=True)
class _Comment:
    """`name` is what its ends in the text are known by; `answers`: the name of the comment that it answers."""

    name: str
    answers: str
    by: str
    text: str


def remarks_of(archive: Archive, places: Mapping[str, Sequence[Place]] = MappingProxyType({})) -> list[Said]:
    """In the order of the file, those without words left out; `places` are theirs, by their names."""
    read = _in_docx(archive) if archive.form == "docx" else _in_odt(archive.files)
    found = {one.name: one for one in _within_limit(read) if one.text}
    replies: dict[str, list[Said]] = {}
    for one in found.values():
        if above := found.get(one.answers):
            first = above.answers if above.answers in found else above.name
            replies.setdefault(first, []).append(Said(one.by, one.text))
    first_ones = (one for one in found.values() if one.answers not in found)
    return [Said(one.by, one.text, places.get(one.name, ()), replies.get(one.name, ())) for one in first_ones]


def _within_limit(remarks: Iterable[_Comment]) -> Iterator[_Comment]:
    """NotRead as soon as they have more letters than a file may: nothing more of it is collected."""
    length = 0
    for remark in remarks:
        length += len(remark.by) + len(remark.text)
        if length > MAX_CHARACTERS:
            raise NotRead("too_long")
        yield remark


def _in_docx(archive: Archive) -> Iterator[_Comment]:
    files, name = archive.files, related(archive.files, archive.text, "comments") or "word/comments.xml"
    if name not in files:
        return
    comments = list(outermost(root(files[name]), {f"{W}comment"}))
    names = {_paragraph(one): one.get(f"{W}id", "") for one in comments}
    above = _answered(archive)
    for comment in comments:
        lines = ("".join(_letters(part) for part in line.iter()) for line in outermost(comment, {f"{W}p"}))
        answers = names.get(above.get(_paragraph(comment), "no paragraph"), "")
        text = "\n".join(lines).strip()
        yield _Comment(comment.get(f"{W}id", ""), answers, comment.get(f"{W}author", ""), text)


def _paragraph(comment: Element) -> str:
    """The number of its last paragraph, by which Word says what answers what."""
    return next((one.get(_PARAGRAPH, "") for one in reversed(list(comment.iter(f"{W}p")))), "")


def _answered(archive: Archive) -> dict[str, str]:
    """Paragraphs of comments, and those of the comments that they answer."""
    name = related(archive.files, archive.text, "commentsExtended") or "word/commentsExtended.xml"
    if name not in archive.files:
        return {}
    found = root(archive.files[name]).iter(f"{_W15}commentEx")
    return {one.get(f"{_W15}paraId", ""): one.get(f"{_W15}paraIdParent", "") for one in found}


def _letters(part: Element) -> str:
    return (part.text or "") if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else ""


def _in_odt(files: Mapping[str, bytes]) -> Iterator[_Comment]:
    for number, comment in enumerate(root(files["content.xml"]).iter(f"{OFFICE}annotation")):
        lines = ("".join(line.itertext()) for line in outermost(comment, {f"{TEXT}p"}))
        name, answers = odt_name(comment, number), comment.get(f"{_LOEXT}parent-name", "")
        yield _Comment(name, answers, comment.findtext(CREATOR, ""), "\n".join(lines).strip())


def odt_name(comment: Element, number: int) -> str:
    """LibreOffice names only those that have an end."""
    return comment.get(f"{OFFICE}name", "") or f"#{number}"


def outermost(element: Element, tags: Collection[str]) -> Iterator[Element]:
    """The elements of these names, but none inside of another: so no letter is collected for each level around it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag in tags:
            yield one
        else:
            waiting.extend(reversed(one))
