"""Blocks of a text tree to Markdown (CommonMark) that reads as exactly these blocks again.

Where Markdown's signs would not work (a bold half of a word, a break in a heading), it has the HTML tags that every
reader of Markdown knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.documents.tree import Node, safe_link

# Reads as a paragraph without words, which Markdown does not have.
EMPTY: Final = "<!-- -->"
_SIGNS: Final = r"[\t\n\\`*_\[\]<>&~|#]|!\Z"
# What makes a line something else than words: a list, the line below a heading or a table's header.
_LINE_START: Final = re.compile(r"\A([0-9]+(?=[.)])|(?=[-+=:]))")
_ONLY_SIGNS: Final = re.compile(r"[-*][-* ]*$", re.MULTILINE)
_STYLES: Final = {"bold": ("**", "strong"), "italic": ("*", "em")}
_SUGGESTED: Final = {"deletion": "del", "insertion": "ins"}


def blocks_markdown(blocks: Sequence[Node], *, below: int = 0) -> str:
    """Checked blocks as Markdown; a heading of level 1 becomes one of level `below` + 1."""
    return "\n\n".join(written for written in _written(blocks, below) if written)


def _written(blocks: Sequence[Node], below: int) -> list[str]:
    """Lists that follow each other have different signs, so that they stay two."""
    kept = [node for node in blocks if node.get("content") or not node["type"].endswith("List")]
    found, is_second = [], False
    for before, node in zip([None, *kept], kept, strict=False):
        is_second = before is not None and before["type"] == node["type"] and not is_second
        found.append(_block(node, below, is_second))
    return found


def _block(node: Node, below: int, is_second: bool) -> str:
    content = node.get("content", [])
    match node["type"]:
        case "paragraph":
            return _lines(content) or EMPTY
        case "heading":
            return f"{'#' * min(node['attrs']['level'] + below, 6)} {_heading(content)}".rstrip()
        case "blockquote":
            return _indented(blocks_markdown(content, below=below), "> ", "> ") or ">"
        case "bulletList":
            return _items(content, below, ["*" if is_second else "-"] * len(content))
        case _:
            start = node.get("attrs", {}).get("start", 1)
            return _items(content, below, [f"{start + at}{')' if is_second else '.'}" for at in range(len(content))])


def _items(items: Sequence[Node], below: int, signs: Sequence[str]) -> str:
    is_tight = all([one["type"] for one in item.get("content", [])] == ["paragraph"] for item in items)
    written = (_item(item, below, sign) for item, sign in zip(items, signs, strict=True))
    return ("\n" if is_tight else "\n\n").join(written)


def _item(item: Node, below: int, sign: str) -> str:
    text, indent = blocks_markdown(item.get("content", []), below=below), " " * (len(sign) + 1)
    if _ONLY_SIGNS.match(text):  # „- - -“ would be a rule across the page
        return f"{sign}\n{_indented(text, indent, indent)}"
    return _indented(text, f"{sign} ", indent) or sign


def _indented(text: str, first: str, rest: str) -> str:
    if not text:
        return ""
    head, *lines = text.split("\n")
    return "\n".join([first + head, *((rest + line).rstrip() for line in lines)])


def _heading(content: Sequence[Node]) -> str:
    """In one line: Markdown knows no break in a heading."""
    return "".join("<br>" if node["type"] == "hardBreak" else _piece(content, at) for at, node in enumerate(content))


def _lines(content: Sequence[Node]) -> str:
    """A break between words is the end of a line; elsewhere Markdown would not see it."""
    written = ""
    for at, node in enumerate(content):
        if node["type"] != "hardBreak":
            written += _piece(content, at) if written and not written.endswith("\n") else _started(_piece(content, at))
        elif _is_text(content, at - 1) and _is_text(content, at + 1):
            written += "\\\n"
        else:
            written += "<br>"
    return written


def _is_text(content: Sequence[Node], at: int) -> bool:
    return 0 <= at < len(content) and content[at]["type"] == "text"


def _started(line: str) -> str:
    """A line that begins with words."""
    return _LINE_START.sub(r"\1\\", line)


def _piece(content: Sequence[Node], at: int) -> str:
    node = content[at]
    marks = node.get("marks", {})
    words = _escaped(node["text"], is_first=not _is_text(content, at - 1), is_last=not _is_text(content, at + 1))
    href = _link_of(node)
    styled = _styled(
        words, marks, has_room=href is not None or not (_is_styled(content, at - 1) or _is_styled(content, at + 1))
    )
    linked = f"[{styled}](<{_address(href)}>)" if href else styled
    for mark, tag in _SUGGESTED.items():
        linked = f"<{tag}>{linked}</{tag}>" if mark in marks else linked
    return linked


def _link_of(node: Node) -> str | None:
    marks = node.get("marks", {})
    return safe_link(marks["link"]) if "link" in marks else None


def _is_styled(content: Sequence[Node], at: int) -> bool:
    """Whether the signs of a piece would run into those of its neighbour."""
    return (
        _is_text(content, at)
        and not _link_of(content[at])
        and not _STYLES.keys().isdisjoint(content[at].get("marks", {}))
    )


def _styled(words: str, marks: Mapping[str, Any], *, has_room: bool) -> str:
    """Signs work only where words begin and end with a letter or number."""
    has_signs = has_room and words[:1].isalnum() and words[-1:].isalnum()
    for mark, (sign, tag) in _STYLES.items():
        if mark in marks:
            words = f"{sign}{words}{sign}" if has_signs else f"<{tag}>{words}</{tag}>"
    return words


def _escaped(words: str, *, is_first: bool = True, is_last: bool = True) -> str:
    """Words that read as themselves; spaces at the edges of a line, tabs and line feeds have to be spelt out."""
    edges = [r"\A\s+"] * is_first + [r"\s+\Z"] * is_last
    return re.sub("|".join([*edges, _SIGNS]), lambda found: _spelt(found[0]), words)


def _spelt(found: str) -> str:
    return "".join(f"&#{ord(one)};" for one in found) if found.isspace() else f"\\{found}"


def _address(href: str) -> str:
    return re.sub(r"[\\&]", r"\\\g<0>", href)
