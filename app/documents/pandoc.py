"""Document to DOCX and ODT: the document becomes pandoc's JSON tree, and the program pandoc writes the file.

pandoc (GPL) is a program of its own, called over a pipe; without the package `pypandoc-binary` it is missing.
The tree's form: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from typing import Any, Final

from app.documents import tracking
from app.documents.breaking import break_of
from app.documents.document import Document, Facts, Heading, Note, Part, Quote, Table, Text
from app.documents.failures import ExporterMissing, ExportFailed
from app.documents.reference import NAME
from app.documents.showing import shown
from app.documents.tracking import Form
from app.documents.tree import TRACKED_MARKS, Node

API_VERSION: Final = [1, 23, 1]
TIMEOUT: Final = 30  # seconds; a hundred pages take about one
MEMORY: Final = "512M"  # of pandoc's heap
FACT_LABEL_WIDTH: Final = 0.28  # of the width of the text

NO_ATTR: Final[list[object]] = ["", [], []]


def to_office(document: Document, form: Form) -> bytes:
    """A prepared document in pandoc's default look, dated 1970, as its sandbox has no clock.

    Raises ExporterMissing without pandoc, ExportFailed if it refuses or takes longer than TIMEOUT.
    """
    return run(["--standalone", "--from=json", f"--to={form}", "-o-"], json.dumps(to_ast(document, form)).encode())


def run(options: Sequence[str], source: bytes) -> bytes:
    """What pandoc makes of `source` in its sandbox: it reads no other file and asks no network."""
    runtime = ["+RTS", f"-M{MEMORY}", "-RTS"]
    environment = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command; the document goes in over the pipe
            [_program(), *runtime, "--sandbox", *options],
            input=source,
            capture_output=True,
            timeout=TIMEOUT,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise ExportFailed(f"pandoc took longer than {TIMEOUT} s") from error
    if done.returncode:
        raise ExportFailed(f"pandoc: {done.stderr.decode(errors='replace')[:500]}")
    return done.stdout


def _program() -> str:
    try:
        import pypandoc  # may be left out of an installation

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise ExporterMissing("DOCX and ODT need the program pandoc: install the package pypandoc-binary") from error


def to_ast(document: Document, form: Form) -> dict[str, Any]:
    """pandoc's JSON tree of a prepared document, with its tracked changes as the format has them."""
    meta = {name: getattr(document, name) for name in ("title", "subtitle", "author")} | {
        "lang": document.language,
        NAME: document.reference,
    }
    document = shown(document, form)
    notice = [_styled("Notice", [_para(_words(document.notice))])] if document.notice else []
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {name: _element("MetaInlines", _words(value)) for name, value in meta.items() if value},
        "blocks": tracking.woven([*notice, *_parts(document.parts), *_proposed(document.parts)], document, form),
    }


def _element(kind: str, content: object) -> dict[str, Any]:
    return {"t": kind, "c": content}


def _words(text: str) -> list[dict[str, Any]]:
    """Text as inlines. pandoc's Str may hold spaces, so nothing is lost at the edges of a run."""
    lines = [[_element("Str", line)] if line else [] for line in text.split("\n")]
    return [inline for number, line in enumerate(lines) for inline in ([{"t": "LineBreak"}] if number else []) + line]


def _para(inlines: list[dict[str, Any]]) -> dict[str, Any]:
    return _element("Para", inlines)


def _styled(style: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return _element("Div", [["", [], [["custom-style", style]]], blocks])


def _parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [block for part in parts for block in _part(part)]


def _proposed(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The blocks that are to be, behind all others: `reshaping` brings them together."""
    return [block for part in parts if isinstance(part, Text) for block in _blocks(part.proposed)]


def _part(part: Part) -> list[dict[str, Any]]:
    match part:
        case Heading():
            return [_element("Header", [part.level, NO_ATTR, _words(part.text)])]
        case Text():
            return _blocks(part.blocks)
        case Quote():
            return [_styled("Recommendation", _blocks(part.blocks))]
        case Note():
            return [_styled("Aside", _blocks(part.blocks))]
        case Facts():
            return [_facts(part)]
        case Table():
            return [_table(part)]


def _blocks(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    return [_BLOCKS[node["type"]](node) for node in nodes]


def _items(node: Node) -> list[list[dict[str, Any]]]:
    return [_blocks(item["content"]) for item in node["content"]]


def _paragraph(node: Node) -> dict[str, Any]:
    paragraph = _para(_inlines(node))
    if "attrs" not in node:
        return paragraph
    return _styled("RightToLeft", [paragraph])  # the ODT writer knows no attribute for it


def _ordered(node: Node) -> dict[str, Any]:
    style = [node.get("attrs", {}).get("start", 1), {"t": "Decimal"}, {"t": "Period"}]
    return _element("OrderedList", [style, _items(node)])


_BLOCKS: dict[str, Callable[[Node], dict[str, Any]]] = {
    "paragraph": _paragraph,
    "heading": lambda node: _element("Header", [node["attrs"]["level"], NO_ATTR, _inlines(node)]),
    "blockquote": lambda node: _element("BlockQuote", _blocks(node["content"])),
    "bulletList": lambda node: _element("BulletList", _items(node)),
    "orderedList": _ordered,
}


def _inlines(block: Node) -> list[dict[str, Any]]:
    return [inline for node in block["content"] for inline in _inline(node)]


def _inline(node: Node) -> list[dict[str, Any]]:
    if node["type"] == "hardBreak":
        return [{"t": "LineBreak"}]
    marks, inlines = node.get("marks", {}), _signs(node) if break_of(node) else _words(node["text"])
    if "bold" in marks:
        inlines = [_element("Strong", inlines)]
    if "italic" in marks:
        inlines = [_element("Emph", inlines)]
    if "link" in marks:
        inlines = [_element("Link", [NO_ATTR, inlines, [marks["link"]["href"], ""]])]
    return [tracking.tracked(node, inlines)] if TRACKED_MARKS & marks.keys() else inlines


def _signs(node: Node) -> list[dict[str, Any]]:
    """What the signs of a break stand for; that of a paragraph is its end."""
    return [{"t": "LineBreak"} for _sign in node["text"]] if break_of(node) == "line" else []


def _facts(part: Facts) -> dict[str, Any]:
    columns = [_column(False, FACT_LABEL_WIDTH), _column(False, 1 - FACT_LABEL_WIDTH)]
    return _grid("", columns, [], part.rows, header_columns=1)


def _table(part: Table) -> dict[str, Any]:
    weights = [_weight(column) for column in zip(part.header, *part.rows, strict=True)]
    columns = [_column(number in part.numeric, weight / sum(weights)) for number, weight in enumerate(weights)]
    return _grid(part.caption, columns, [part.header], part.rows, header_columns=0)


def _weight(cells: Sequence[str]) -> int:
    """How wide a column should be: as its longest word, within reason, so that no word is broken."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    return min(max(longest, 5), 30) + 3


def _column(numeric: bool, width: float) -> list[object]:
    return [{"t": "AlignRight" if numeric else "AlignLeft"}, _element("ColWidth", width)]


def _grid(
    caption: str,
    columns: Sequence[list[object]],
    head: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    header_columns: int,
) -> dict[str, Any]:
    caption_blocks = [_element("Plain", _words(caption))] if caption else []
    body = [NO_ATTR, header_columns, [], [_row(row) for row in rows]]
    return _element(
        "Table",
        [NO_ATTR, [None, caption_blocks], columns, [NO_ATTR, [_row(row) for row in head]], [body], [NO_ATTR, []]],
    )


def _row(values: Sequence[str]) -> list[object]:
    cells = [[NO_ATTR, {"t": "AlignDefault"}, 1, 1, [_element("Plain", _words(value))]] for value in values]
    return [NO_ATTR, cells]
