"""What an export prints: one neutral model, which the writers (typst, pandoc, HTML) turn into files.

A document is a value: the same document gives the same bytes in every format, whoever asks and whenever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from app.documents import tree
from app.documents.tree import Node

MAX_NESTING = 6  # levels of lists and quotations on paper; Word knows nine, typst about thirty
MAX_HEADING = 5  # the title is printed above them, and six levels are all that HTML has


@dataclass(frozen=True)
class Heading:
    """A heading; levels start with 1 below the title."""

    level: int
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class _Blocks:
    """Blocks of a text tree. Raises ValueError if they cannot be printed."""

    blocks: Sequence[Node]

    def __post_init__(self) -> None:
        tree.check_blocks(self.blocks, headings=range(1, MAX_HEADING + 1))  # a prepared heading has its final level


@dataclass(frozen=True)
class Text(_Blocks):
    """Plain running text; its headings stand below the last `Heading`.

    If it is `tracked`, its pieces may say in marks what was changed ("insertion" and "deletion": {"by", "at"}), how
    they are to look ("restyled": {"wishes": [{"by", "at", "name", "mark", "said"}]}; without a mark it is to go) and
    which of the document's remarks are on them ("comment": {"ids"}). A sign for a change of its line is a piece with
    "break": {"kind", "said"}. `proposed` are the blocks as they would be with all of these, each line beginning with
    `breaking.origin` of those that it is made of. `said` is the change in words. Only DOCX and ODT can print that.
    """

    tracked: bool = False
    proposed: Sequence[Node] = ()
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Quote(_Blocks):
    """The sentence that the document is about, set off from all others."""

    kind: Literal["quote"] = "quote"


@dataclass(frozen=True)
class Note(_Blocks):
    """What stands beside the text, such as a dissenting opinion."""

    kind: Literal["note"] = "note"


@dataclass(frozen=True)
class Facts:
    """Label and value, row by row. A line feed in a value starts a new line."""

    rows: Sequence[Sequence[str]]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Table:
    """A table with a header; the columns in `numeric` (counted from 0) are aligned to the right."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a row of the table is not as long as its header")


@dataclass(frozen=True)
class Remark:
    """A comment on words of a tracked text; `at` is an ISO 8601 time in UTC that ends with Z."""

    id: str
    by: str
    at: str
    text: str


Part = Heading | Text | Quote | Note | Facts | Table
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")
_PAGE_WORDS = {"de": {"page": "Seite", "of": "von"}, "en": {"page": "Page", "of": "of"}}
_PARTS: dict[str, Callable[..., Part]] = {
    "heading": Heading, "text": Text, "quote": Quote, "note": Note, "facts": Facts, "table": Table,
}  # fmt: skip


@dataclass(frozen=True)
class Document:
    """`timestamp` (seconds since 1970, UTC) is the moment that the file states as its date, e.g. that of the seal.

    `subtitle` stands above the title (number, version), `notice` above everything and on every page, `footer` at the
    bottom of every page (address, fingerprint), `remarks` beside the words of tracked texts. `author` is an
    organisation; `language` a tag such as de-DE; `reference` is what DOCX and ODT are known again by (reference.py).
    """

    title: str
    parts: Sequence[Part]
    timestamp: int
    language: str = "de-DE"
    subtitle: str = ""
    notice: str = ""
    author: str = ""
    reference: str = ""
    footer: Sequence[str] = field(default=())
    remarks: Sequence[Remark] = field(default=())

    def __post_init__(self) -> None:
        if not tree.printable(self.title).strip():
            raise ValueError("a document needs a title")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"{self.language!r} is not a language such as de-DE or en")


def page_words(language: str) -> dict[str, str]:
    """The words around the page number, by the tag of the document's language."""
    return _PAGE_WORDS.get(language.partition("-")[0], _PAGE_WORDS["en"])


def to_json(document: Document) -> str:
    """The document as JSON: what the worker reads and what the typst layout prints."""
    return json.dumps(asdict(document), ensure_ascii=False)


def from_json(source: str | bytes) -> Document:
    """The document of `to_json`; raises ValueError, KeyError or TypeError if it is none."""
    data: dict[str, Any] = json.loads(source)
    parts = [_PARTS[part["kind"]](**part) for part in data.pop("parts")]
    remarks = [Remark(**remark) for remark in data.pop("remarks")]
    return Document(parts=parts, remarks=remarks, **data)


def prepared(document: Document) -> Document:
    """`document` as every writer prints it: printable characters, normal trees, no heading level skipped.

    Paragraphs that run from right to left say so in an attribute `dir`. To be done once, as levels are final then.
    """
    levels = _Levels()
    return replace(
        document,
        title=_one_line(document.title),
        subtitle=_one_line(document.subtitle),
        notice=_one_line(document.notice),
        author=_one_line(document.author),
        footer=[_one_line(line) for line in document.footer],
        remarks=[replace(one, by=_one_line(one.by), text=tree.printable(one.text)) for one in document.remarks],
        parts=[_prepared_part(part, levels) for part in document.parts],
    )


class _Levels:
    """Hands out heading levels so that none is skipped, as PDF/UA demands."""

    def __init__(self) -> None:
        self.section = 0
        self.last = 0

    def of_part(self, level: int) -> int:
        self.section = self.last = self._next(level)
        return self.last

    def of_block(self, level: int) -> int:
        self.last = self._next(self.section + level)
        return self.last

    def _next(self, level: int) -> int:
        return max(1, min(level, self.last + 1, MAX_HEADING))


def _prepared_part(part: Part, levels: _Levels) -> Part:
    match part:
        case Heading():
            return Heading(levels.of_part(part.level), _one_line(part.text) or "–")
        case Facts():
            return Facts([[tree.printable(value) for value in row] for row in part.rows])
        case Table():
            rows = [[tree.printable(value) for value in row] for row in part.rows]
            return replace(part, caption=_one_line(part.caption), header=[_one_line(v) for v in part.header], rows=rows)
        case _:
            return _prepared_text(part, levels)


def _prepared_text(part: Text | Quote | Note, levels: _Levels) -> Part:
    if not isinstance(part, Text) or not part.tracked:
        return replace(part, blocks=_prepared_blocks(part.blocks, levels, tree.PRINTED_MARKS))
    proposed = _prepared_blocks(part.proposed, copy(levels), tree.KNOWN_MARKS)
    return replace(part, blocks=_prepared_blocks(part.blocks, levels, tree.KNOWN_MARKS), proposed=proposed)


def _prepared_blocks(blocks: Sequence[Node], levels: _Levels, marks: Collection[str]) -> list[Node]:
    normal = tree.normalise(tree.shallow(blocks, MAX_NESTING), marks)
    return [_prepared_block(block, levels) for block in normal]


def _prepared_block(block: Node, levels: _Levels) -> Node:
    if block["type"] not in ("heading", "paragraph"):
        return {**block, "content": [_prepared_block(child, levels) for child in block["content"]]}
    inline = [_prepared_inline(node) for node in block["content"]]
    if block["type"] == "heading" and tree.plain([block]).strip():
        return {"type": "heading", "attrs": {"level": levels.of_block(block["attrs"]["level"])}, "content": inline}
    paragraph: Node = {"type": "paragraph", "content": inline}  # a heading without words is no entry in an outline
    return {**paragraph, "attrs": {"dir": "rtl"}} if tree.is_right_to_left(tree.plain([block])) else paragraph


def _prepared_inline(node: Node) -> Node:
    link = node.get("marks", {}).get("link")
    if link is None:
        return node
    href = tree.safe_link(link)
    marks = {name: attrs for name, attrs in node["marks"].items() if name != "link"}
    return {**node, "marks": {**marks, "link": {"href": href}} if href else marks}


def _one_line(text: str) -> str:
    return " ".join(tree.printable(text).split())
