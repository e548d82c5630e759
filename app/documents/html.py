"""Blocks of a text tree to HTML: for pages (`blocks_html`) and as a file of its own (`to_html`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup, escape

from app.documents.document import Document, Facts, Heading, Note, Part, Quote, Table, Text
from app.documents.tree import Node, safe_link

STYLE: Final = Path(__file__).parent / "layout" / "document.css"

_LINK: Final = Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>')
# Two texts in one (app/drafts/text/comparison.py): what only the old one has, and what only the new one has.
_COMPARED: Final = {"cut": Markup('<del class="kw-cut">{}</del>'), "added": Markup('<ins class="kw-add">{}</ins>')}
_WAY: Final = Markup('<a class="kw-way"{} href="{}">{}</a>')
_PAGE: Final = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>\n{style}</style>\n</head>\n<body>\n<main>\n{header}{parts}\n</main>\n{footer}</body>\n</html>\n"
)


def blocks_html(blocks: Sequence[Node], *, below: int = 2) -> Markup:
    """Safe HTML of checked blocks; a heading of level 1 becomes h3 below the h2 of its section (`below` = 2).

    Text is escaped, links lead to http, https and mailto only, and texts of the other direction are set in theirs.
    """
    return Markup("\n").join(_block(block, below) for block in blocks)


def _block(node: Node, below: int) -> Markup:
    return _BLOCKS[node["type"]](node, below)


def _heading(node: Node, below: int) -> Markup:
    level = min(node["attrs"]["level"] + below, 6)
    return Markup('<h{0} dir="auto">{1}</h{0}>').format(level, _inlines(node))


def _ordered(node: Node, below: int) -> Markup:
    start = node.get("attrs", {}).get("start", 1)
    number = Markup(' start="{}"').format(start) if start != 1 else ""
    return Markup("<ol{}>{}</ol>").format(number, _items(node, below))


def _items(node: Node, below: int) -> Markup:
    return _joined(Markup("<li>{}</li>").format(_item(item, below)) for item in node.get("content", []))


def _item(item: Node, below: int) -> Markup:
    """An item of a single paragraph needs no <p>: browsers would space the list out."""
    blocks = item.get("content", [])
    if len(blocks) == 1 and blocks[0]["type"] == "paragraph":
        return _inlines(blocks[0])
    return blocks_html(blocks, below=below)


_BLOCKS: dict[str, Callable[[Node, int], Markup]] = {
    "paragraph": lambda node, _: Markup('<p dir="auto">{}</p>').format(_inlines(node)),
    "heading": _heading,
    "blockquote": lambda node, below: Markup("<blockquote>{}</blockquote>").format(
        blocks_html(node.get("content", []), below=below)
    ),
    "bulletList": lambda node, below: Markup("<ul>{}</ul>").format(_items(node, below)),
    "orderedList": _ordered,
}


def _inlines(block: Node) -> Markup:
    return _joined(_on_a_way(list(nodes)) for _, nodes in groupby(block.get("content", []), _way_number))


def _way_number(node: Node) -> int | None:
    number: int | None = node.get("marks", {}).get("way", {}).get("number")
    return number


def _on_a_way(nodes: Sequence[Node]) -> Markup:
    """Pieces of a sentence that leads to where it came from (app/drafts/text/ways.py), or of none."""
    words, number = _joined(map(_inline, nodes)), _way_number(nodes[0])
    if number is None:
        return words
    way = nodes[0]["marks"]["way"]
    name = Markup(' id="sentence-{}"').format(number) if way["begins"] else ""
    return _WAY.format(name, way["leads_to"], words)


def _inline(node: Node) -> Markup:
    marks = node.get("marks", {})
    html = Markup("<br>") if node["type"] == "hardBreak" else _piece(node["text"], marks)
    for mark, element in _COMPARED.items():
        html = element.format(html) if mark in marks else html
    return html


def _piece(words: str, marks: Mapping[str, dict[str, Any]]) -> Markup:
    html = escape(words)
    if "bold" in marks:
        html = Markup("<strong>{}</strong>").format(html)
    if "italic" in marks:
        html = Markup("<em>{}</em>").format(html)
    href = safe_link(marks["link"]) if "link" in marks else None
    return _LINK.format(href, html) if href else html


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)


def to_html(document: Document) -> bytes:
    """A prepared document as one HTML file that needs nothing else."""
    page = _PAGE.format(
        language=document.language,
        title=document.title,
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704  # our own file
        header=_header(document),
        parts=Markup("\n").join(_part(part) for part in document.parts),
        footer=_footer(document),
    )
    return page.encode()


def _header(document: Document) -> Markup:
    notice = Markup('<p class="notice">{}</p>\n').format(document.notice) if document.notice else ""
    subtitle = Markup('<p class="subtitle">{}</p>\n').format(document.subtitle) if document.subtitle else ""
    return Markup("{}{}<h1>{}</h1>\n").format(notice, subtitle, document.title)


def _footer(document: Document) -> Markup:
    lines = [line for line in (document.author, *document.footer) if line]
    return Markup("<footer>{}</footer>\n").format(Markup("<br>").join(lines)) if lines else Markup("")


def _part(part: Part) -> Markup:
    match part:
        case Heading():
            return Markup("<h{0}>{1}</h{0}>").format(part.level + 1, part.text)
        case Text():
            return blocks_html(part.blocks, below=1)  # a prepared heading has its final level; h1 is the title
        case Quote():
            return Markup('<div class="quote">{}</div>').format(blocks_html(part.blocks, below=1))
        case Note():
            return Markup('<div class="note">{}</div>').format(blocks_html(part.blocks, below=1))
        case Facts():
            rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(_lines(name), _lines(value)) for name, value in part.rows)
            return Markup("<dl>{}</dl>").format(_joined(rows))
        case Table():
            return _table(part)


def _table(part: Table) -> Markup:
    head = _row(Markup('<th scope="col"{}>{}</th>'), part, part.header)
    rows = _joined(_row(Markup("<td{}>{}</td>"), part, row) + Markup("\n") for row in part.rows)
    return Markup("<table>\n<caption>{}</caption>\n<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>").format(
        part.caption, head, rows
    )


def _row(cell: Markup, part: Table, values: Sequence[str]) -> Markup:
    numeric = (Markup(' class="numeric"') if number in part.numeric else "" for number in range(len(values)))
    cells = (cell.format(mark, _lines(value)) for mark, value in zip(numeric, values, strict=True))
    return Markup("<tr>{}</tr>").format(_joined(cells))


def _lines(value: str) -> Markup:
    return Markup("<br>").join(value.split("\n"))
