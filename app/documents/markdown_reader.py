"""Markdown from outside to blocks of a text tree: exactly what `markdown_writer` wrote, of everything else the words.

Of HTML it knows the tags for which Markdown has no sign that works everywhere, and those of changes, with and without
which it is read; all others are left out, by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.documents.manuscript import LIST_STARTS, MAX_NESTING, Manuscript, Wording, block, broken_lines, piece
from app.documents.received import Extra
from app.documents.tree import TRACKED_MARKS, Node, normalise, safe_link, walk

Marks = dict[str, dict[str, object]]
# Beyond this the parser leaves text out; what comes near it is refused.
_PARSER_NESTING: Final = 4 * MAX_NESTING
_TAG: Final = re.compile(r"<(/?)([a-z]+)\s*/?>", re.IGNORECASE)
_MARKS: Final = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "ins": "insertion", "del": "deletion"}


class _Parser(MarkdownIt):
    """Hands on the addresses of links as they are written: the text decides where it may lead."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the parser's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the parser's name
        return True


# Lines that are indented, or that begin with a tag, are words like others.
_parser = _Parser("commonmark", {"html": True, "maxNesting": _PARSER_NESTING}).enable("table")
_parser.disable(["code", "html_block"])


def read_markdown(source: str, *, keeps_lines: bool = False) -> Manuscript:
    """`keeps_lines`: the end of a line is a line break, as in a plain text. Raises ValueError if it nests too deep."""
    tokens = _parser.parse(source)
    if any(token.level > MAX_NESTING for token in tokens):
        raise ValueError("nested too deep")
    reading = _Reading(keeps_lines)
    blocks = reading.blocks(SyntaxTreeNode(tokens).children)
    before = Wording("", normalise(_without(blocks, "insertion"))) if _is_tracked(blocks) else None
    return Manuscript(normalise(_without(blocks, "deletion")), extras=reading.extras, before=before)


def _is_tracked(blocks: Sequence[Node]) -> bool:
    return any(not TRACKED_MARKS.isdisjoint(node.get("marks", {})) for node in walk(blocks))


def _without(nodes: Sequence[Node], mark: str) -> list[Node]:
    """Without the words that somebody suggests to put in, or to strike."""
    return [_bare(node, mark) for node in nodes if mark not in node.get("marks", {})]


def _bare(node: Node, mark: str) -> Node:
    if node["type"] == "text":
        return {**node, "marks": {name: one for name, one in node["marks"].items() if name not in TRACKED_MARKS}}
    return {**node, "content": _without(node["content"], mark)} if "content" in node else node


class _Reading:
    """The blocks of a parsed text, and what there is no block for."""

    def __init__(self, keeps_lines: bool) -> None:
        self.extras: list[Extra] = []
        self._keeps_lines = keeps_lines
        self._readers: dict[str, Callable[[SyntaxTreeNode], list[Node]]] = {
            "paragraph": self._paragraph,
            "heading": lambda node: [block("heading", self._line(node), level=int(node.tag[1:]))],
            "bullet_list": lambda node: [block("bulletList", self._items(node))],
            "ordered_list": self._numbers,
            "blockquote": lambda node: [block("blockquote", self.blocks(node.children))],
            "fence": self._code,
            "table": self._table,
            "hr": lambda _: self._extra("rule", ""),
        }

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        return [found for node in nodes for found in self._readers[node.type](node)]

    def _paragraph(self, node: SyntaxTreeNode) -> list[Node]:
        content = self._line(node)
        is_image = any(child.type == "image" for child in node.children[0].children)
        return [] if is_image and not content else [block("paragraph", content)]

    def _items(self, node: SyntaxTreeNode) -> list[Node]:
        return [block("listItem", self.blocks(item.children)) for item in node.children]

    def _numbers(self, node: SyntaxTreeNode) -> list[Node]:
        start = int(node.attrs.get("start", 1))
        if start not in LIST_STARTS:
            self._extra("numbering", str(start))
        return [block("orderedList", self._items(node), start=start if start in LIST_STARTS else 1)]

    def _code(self, node: SyntaxTreeNode) -> list[Node]:
        self._extra("code", node.content)
        return [block("paragraph", broken_lines(node.content.rstrip("\n")))]

    def _table(self, node: SyntaxTreeNode) -> list[Node]:
        rows = [[self._line(cell) for cell in row.children] for part in node.children for row in part.children]
        lines = [_joined(row) for row in rows]
        words = "".join(one.get("text", "") for line in lines for one in (*line, piece(" ", {})))
        self._extra("table", words.strip())
        return [block("paragraph", line) for line in lines]

    def _line(self, node: SyntaxTreeNode) -> list[Node]:
        """The pieces in a block whose only child is its text; an empty one has none."""
        return [found for inline in node.children for found in self._inlines(inline.children, {})]

    def _inlines(self, nodes: Sequence[SyntaxTreeNode], marks: Marks) -> Iterator[Node]:
        for node in nodes:
            tag = _TAG.fullmatch(node.content) if node.type == "html_inline" else None
            if tag and (mark := _MARKS.get(tag[2].lower())):
                marks = (
                    {name: value for name, value in marks.items() if name != mark} if tag[1] else {**marks, mark: {}}
                )
            elif tag and tag[2].lower() == "br":
                yield {"type": "hardBreak"}
            else:
                yield from self._inline(node, marks)

    def _inline(self, node: SyntaxTreeNode, marks: Marks) -> Iterator[Node]:
        match node.type:
            case "text":
                yield piece(node.content, marks)
            case "softbreak" if not self._keeps_lines:
                yield piece(" ", marks)
            case "softbreak" | "hardbreak":
                yield {"type": "hardBreak"}
            case "strong" | "em":
                yield from self._inlines(node.children, {**marks, _MARKS[node.type]: {}})
            case "link":
                yield from self._inlines(node.children, self._linked(str(node.attrs["href"]), marks))
            case _:
                yield from self._other(node, marks)

    def _other(self, node: SyntaxTreeNode, marks: Marks) -> list[Node]:
        if node.type == "image":
            return self._extra("image", node.content or str(node.attrs["src"]))
        if node.type == "code_inline":
            self._extra("code", node.content)
            return [piece(node.content, marks)]
        return [] if node.content.startswith("<!--") else self._extra("html", node.content)

    def _linked(self, address: str, marks: Marks) -> Marks:
        if safe_link({"href": address}):
            return {**marks, "link": {"href": address}}
        self._extra("link", address)
        return marks

    def _extra(self, kind: str, words: str) -> list[Node]:
        self.extras.append(Extra(kind, words))
        return []


def _joined(cells: Sequence[Sequence[Node]]) -> list[Node]:
    """The cells of a row in one line."""
    return [node for cell in cells for node in (piece(" | ", {}), *cell)][1:]
