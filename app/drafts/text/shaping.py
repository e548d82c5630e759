"""What accepted signs make of the blocks that they stand in. Pure: from blocks to blocks.

A sign for a break cuts its line in two. A join brings its line to the one before. The other signs say what their line
is to be: a heading, in a list, out of it. What stays where it was keeps its `home`: so a live text is changed in these
places only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.drafts.text.lines import LINES
from app.drafts.text.marks import INSERTION, break_of
from app.drafts.text.tree import Node, Tree

_HEADINGS = {"heading1": 1, "heading2": 2}
_LISTS = {"bullets": "bulletList", "numbers": "orderedList"}
_MERGED = frozenset({"bulletList", "orderedList", "blockquote"})
# Blocks in blocks: deeper than this no list and no quote begins, since every reader of a text has an end.
_DEEPEST = 40
_LAST_NUMBER = 9_999
HOME = "home"  # of a node of a live text, kept through all changes
_WISHES, _IS_FRESH = "wishes", "is_fresh"

Test = Callable[[Node], bool]


def shaped(blocks: Sequence[Node], is_in: Test, is_gone: Test) -> Tree:
    """The blocks of a section once the signs that are `is_in` are accepted. These are still in it, as are pieces that
    are `is_gone`: both go, and count for nothing. Where a line ended that was joined, the sign for it stands once more,
    without a letter.
    """
    cut = _cut(blocks, is_in)
    joined = _Joining(is_in, is_gone).joined(cut)
    return [_bare(block) for block in _changed(joined, 1)]


def ends_line(sign: Node) -> bool:
    """Whether an accepted sign is the end of its line by now."""
    return break_of(sign.get("marks", {})) == "paragraph"


def _bare(node: Node) -> Node:
    """Without what only this module needs to know."""
    if node["type"] in LINES:
        return {key: value for key, value in node.items() if key != _WISHES} if _WISHES in node else node
    bare = {key: value for key, value in node.items() if key != _IS_FRESH}
    return {**bare, "content": [_bare(child) for child in node["content"]]}


def _cut(blocks: Sequence[Node], is_in: Test) -> Tree:
    """The blocks with their lines cut at the accepted signs; an item of one line becomes several items. Each line has
    its wishes.
    """
    found: Tree = []
    for node in blocks:
        if node["type"] in LINES:
            found += _lines(node, is_in)
            continue
        content = _cut(node["content"], is_in)
        if node["type"] == "listItem" and len(node["content"]) == 1 and node["content"][0]["type"] in LINES:
            first, *others = content
            found += [{**node, "content": [first]}, *({"type": "listItem", "content": [one]} for one in others)]
        else:
            found.append({**node, "content": content})
    return found


def _lines(line: Node, is_in: Test) -> Tree:
    """A line, and a paragraph more for each accepted sign in it."""
    lines = [_Line()]
    for piece in line["content"]:
        kind = break_of(piece.get("marks", {})) if is_in(piece) else None
        if kind == "paragraph":
            for sign in piece["text"]:
                lines[-1].take({**piece, "text": sign}, kind)
                lines.append(_Line())
        else:
            lines[-1].take(piece, kind)
    first, *others = lines
    if not others and first.is_plain:
        return [line]
    return [first.of(line), *(one.of({"type": "paragraph"}) for one in others)]


class _Line:
    """What stands in a line, and what is wished for it."""

    def __init__(self) -> None:
        self._content: Tree = []
        self._wishes: list[str] = []
        self._has_words = False
        self.is_plain = True

    def take(self, piece: Node, kind: str | None) -> None:
        self._content.append(piece)
        if kind == "line":
            self._content += [{"type": "hardBreak"} for _sign in piece["text"]]
        elif kind is None:
            self._has_words |= INSERTION not in piece.get("marks", {})
        elif kind != "join" or not self._has_words:  # a join in the middle of a line was made by hand meanwhile
            self._wishes.append(kind)
        self.is_plain = self.is_plain and kind is None

    def of(self, line: Node) -> Node:
        return {**line, "content": self._content, _WISHES: self._wishes}


class _Joining:
    """Goes through the lines of a section and brings those that are to be joined to the ones before."""

    def __init__(self, is_in: Test, is_gone: Test) -> None:
        self._is_in, self._is_gone = is_in, is_gone
        self._content: dict[int, Tree] = {}
        self._left_out: set[int] = set()

    def joined(self, blocks: Tree) -> Tree:
        before: Node | None = None
        was_empty = True
        for line in _lines_of(blocks):
            is_empty = all(self._is_in(piece) or self._is_gone(piece) for piece in line["content"])
            is_joined = "join" in line.get(_WISHES, ())
            if before and is_joined:
                before, was_empty = self._join(before, line, was_empty), was_empty and is_empty
            else:
                before, was_empty = line, is_empty
        return self._rebuilt(blocks) if self._left_out else blocks

    def _join(self, before: Node, line: Node, was_empty: bool) -> Node:
        """The line that there is instead of two: of an empty one nothing is left, as if it had been deleted."""
        content = self._content.pop(id(before), None) or list(before["content"])
        left_out, stays = (before, line) if was_empty else (line, before)
        self._left_out.add(id(left_out))
        if not (content and self._is_in(content[-1]) and ends_line(content[-1])):
            content.append({**self._join_in(line), "text": ""})
        content += line["content"]
        self._content[id(stays)] = content
        return stays

    def _join_in(self, line: Node) -> Node:
        signs = filter(self._is_in, line["content"])
        return next(sign for sign in signs if break_of(sign["marks"]) == "join")

    def _rebuilt(self, blocks: Sequence[Node]) -> Tree:
        found: Tree = []
        for node in blocks:
            if node["type"] in LINES:
                found += [] if id(node) in self._left_out else [self._line(node)]
                continue
            content = self._rebuilt(node["content"])
            if content or not node["content"]:
                found.append({**node, "content": content})
        return found

    def _line(self, line: Node) -> Node:
        return {**line, "content": self._content[id(line)]} if id(line) in self._content else line


def _lines_of(blocks: Sequence[Node]) -> Iterator[Node]:
    for node in blocks:
        if node["type"] in LINES:
            yield node
        else:
            yield from _lines_of(node["content"])


def _wish_for(line: Node, among: Sequence[str]) -> str | None:
    """The last wish for a line of these kinds."""
    wishes = [one for one in line.get(_WISHES, ()) if one in among]
    return wishes[-1] if wishes else None


def _changed(blocks: Sequence[Node], depth: int, within: str = "section") -> Tree:
    """The blocks as their lines wish to be; new lists and quotes become one with those beside them."""
    return _merged([one for block in blocks for one in _one(block, depth, within)])


def _one(block: Node, depth: int, within: str) -> Tree:
    if block["type"] in LINES:
        return [_wrapped(_restyled(block), depth, within)]
    if block["type"] == "blockquote":
        return _quote(block, depth)
    return _list(block, depth)


def _restyled(line: Node) -> Node:
    """A line as the heading or the paragraph that it is to be."""
    wish = _wish_for(line, (*_HEADINGS, "plain"))
    if wish is None:
        return line
    kept = {key: value for key, value in line.items() if key != "attrs"}
    node = {**kept, "type": "paragraph"} if wish == "plain" else _heading(kept, _HEADINGS[wish])
    if node["type"] != line["type"]:
        node.pop(HOME, None)
    return node


def _heading(line: Node, level: int) -> Node:
    return {**line, "type": "heading", "attrs": {"level": level}}


def _wrapped(line: Node, depth: int, within: str) -> Node:
    """A line in the list or the quote that it is to be in; lines in an item leave lists to it."""
    wish = _wish_for(line, ("quote", *_LISTS))
    if wish is None or depth > _DEEPEST or (wish in _LISTS and within == "listItem"):
        return line
    inside = line if wish == "quote" else {"type": "listItem", "content": [line]}
    return _fresh("blockquote" if wish == "quote" else _LISTS[wish], [inside])


def _fresh(kind: str, content: Tree) -> Node:
    attrs = {"attrs": {"start": 1}} if kind == "orderedList" else {}
    return {"type": kind, **attrs, "content": content, _IS_FRESH: True}


def _list(block: Node, depth: int) -> Tree:
    """A list, or the parts that are left of it around what is no item of it any more."""
    parts = _Parts(block)
    for item in block["content"]:
        wish = _item_wish(item)
        content = _changed(item["content"], depth + 2, "listItem")
        if wish == "out":
            parts.put_between(content)
        elif wish and _LISTS[wish] != block["type"]:
            parts.put_between([_fresh(_LISTS[wish], [{**item, "content": content}])])
        else:
            parts.keep({**item, "content": content})
    return parts.all()


def _item_wish(item: Node) -> str | None:
    wishes = [_wish_for(line, ("out", *_LISTS)) for line in item["content"] if line["type"] in LINES]
    return next((wish for wish in reversed(wishes) if wish), None)


def _quote(block: Node, depth: int) -> Tree:
    parts = _Parts(block)
    for child in block["content"]:
        content = _one(child, depth + 1, "blockquote")
        if child["type"] in LINES and _wish_for(child, ("out",)):
            parts.put_between(content)
        else:
            parts.keep(*content)
    return parts.all()


class _Parts:
    """What is left of a list or a quote, and what stands between the parts."""

    def __init__(self, block: Node) -> None:
        self._block = block
        self._found: Tree = []
        self._current: Tree = []
        self._kept = 0

    def keep(self, *children: Node) -> None:
        self._current += children

    def put_between(self, blocks: Tree) -> None:
        self._close()
        self._found += blocks

    def all(self) -> Tree:
        if not self._found:
            return [{**self._block, "content": _merged(self._current)}]
        self._close()
        return self._found

    def _close(self) -> None:
        """End a part: the first is the block itself, and numbers go on in the next."""
        if not self._current:
            return
        content, self._current = _merged(self._current), []
        part = {**self._block, "content": content}
        if self._kept:
            part.pop(HOME, None)
        if part["type"] == "orderedList":
            first = int(part.get("attrs", {}).get("start") or 1)
            part["attrs"] = {"start": min(first + self._kept, _LAST_NUMBER)}
        self._kept += len(content)
        self._found.append(part)


def _merged(blocks: Sequence[Node]) -> Tree:
    found: Tree = []
    for block in blocks:
        if found and _belong_together(found[-1], block):
            before = found.pop()
            stays = block if before.get(_IS_FRESH) and not block.get(_IS_FRESH) else before
            found.append({**stays, "content": [*before["content"], *block["content"]], _IS_FRESH: True})
        else:
            found.append(block)
    return found


def _belong_together(before: Node, block: Node) -> bool:
    is_kind = before["type"] == block["type"] and block["type"] in _MERGED
    return is_kind and bool(before.get(_IS_FRESH) or block.get(_IS_FRESH))
