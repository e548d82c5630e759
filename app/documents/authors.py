"""Who tracked which changes in a DOCX or ODT: names as the file has them, and the words that were changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.failures import NotRead
from app.documents.manuscript import Tracked
from app.documents.parts import root
from app.documents.received import MAX_CHARACTERS
from app.documents.remarks import CREATOR, TEXT, W

# Of a text that was written anew, with what was struck, and a name at each change.
_MOST_LETTERS: Final = 4 * MAX_CHARACTERS
_LEAST: Final = 20  # letters, as which any change counts
_STRUCK: Final = {f"{W}del", f"{W}moveFrom"}
_DOCX: Final = _STRUCK | {f"{W}{name}" for name in ("ins", "moveTo", "pPrChange", "rPrChange")}
_REGION: Final = f"{TEXT}changed-region"
_LINES: Final = (f"{TEXT}p", f"{TEXT}h")
_DOCX_WORDS: Final = {f"{W}t", f"{W}delText"}


def tracked_in(archive: Archive) -> list[Tracked]:
    """In the order of the file. NotRead as soon as they have more letters than they may: nothing more is collected."""
    top = root(archive.files[archive.text])
    return list(_within_limit(_in_docx(top)) if archive.form == "docx" else _in_odt(top))


def _within_limit(changes: Iterable[Tracked]) -> Iterator[Tracked]:
    length = 0
    for one in changes:
        length += max(len(one.by) + len(one.words), _LEAST)
        if length > _MOST_LETTERS:
            raise NotRead("too_long")
        yield one


def _in_docx(top: Element) -> Iterator[Tracked]:
    for change in top.iter():
        if change.tag in _DOCX:
            words = "".join(one.text or "" for one in change.iter() if one.tag in _DOCX_WORDS)
            yield Tracked(change.get(f"{W}author", ""), words, change.tag in _STRUCK)


def _in_odt(top: Element) -> list[Tracked]:
    by = {region.get(f"{TEXT}id", ""): _creator(region) for region in top.iter(_REGION)}
    new: dict[str, list[str]] = {one.get(f"{TEXT}id", ""): [] for one in top.iter(_REGION) if _is_new(one)}
    struck = list(_within_limit(_struck_in(top)))
    for body in top.iter(f"{TEXT}tracked-changes"):
        body.clear()
    said = ((words, opened & new.keys()) for words, opened in _words(top, set()) if words)
    for piece in _within_limit(Tracked(name, words, False) for words, names in said for name in names):
        new[piece.by].append(piece.words)
    return struck + [Tracked(by.get(name, ""), "".join(words), False) for name, words in new.items()]


def _struck_in(top: Element) -> Iterator[Tracked]:
    for region in top.iter(_REGION):
        if not _is_new(region):
            words = ("".join(line.itertext()) for line in region.iter() if line.tag in _LINES)
            yield Tracked(_creator(region), " ".join(words), True)


def _is_new(region: Element) -> bool:
    return region.find(f"{TEXT}insertion") is not None


def _creator(region: Element) -> str:
    return next((one.text or "" for one in region.iter(CREATOR)), "")


def _words(element: Element, opened: set[str]) -> Iterator[tuple[str, set[str]]]:
    """The words of an element, and in which insertions they stand."""
    name = element.get(f"{TEXT}change-id", "")
    if element.tag == f"{TEXT}change-start":
        opened.add(name)
    elif element.tag == f"{TEXT}change-end":
        opened.discard(name)
    yield element.text or "", opened
    for child in element:
        yield from _words(child, opened)
        yield child.tail or "", opened
