"""What a text refers to, as it is printed at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import flask_babel

from app.documents.document import Heading, Part, Text
from app.documents.tree import Node
from app.references import words
from app.references.views import Shown

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext


@dataclass(frozen=True)
class Line:
    """One thing that a text refers to. `address` is where it is to be read, `link` where a source itself is; each may
    be empty.
    """

    label: str
    address: str
    words: str
    link: str = ""


def lines_of(cited: Sequence[Shown], base: str = "") -> list[Line]:
    """`base` is our own address, empty on our own pages."""
    return [
        Line(
            one.label, base + one.cited.path,
            said(one.title, one.genre, one.publisher, label=one.label, is_removed=one.is_removed), one.link,
        )
        for one in cited
    ]  # fmt: skip


def said(title: str, genre: str, publisher: str, *, label: str, is_removed: bool) -> str:
    """Title, kind and publisher of what is cited, as far as the label does not say it, and whether it is removed."""
    removed = _("(entfernt)") if is_removed else ""
    shown = "" if title in label else title
    origin = ", ".join(filter(None, [str(words.GENRES[genre]) if genre else "", publisher]))
    return " ".join(filter(None, [removed, ". ".join(filter(None, [shown, origin]))]))


def parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Nothing for a text that refers to nothing."""
    if lines:
        yield Heading(1, _("Worauf sich der Text beruft"))
        yield Text([{"type": "orderedList", "content": [_item(line) for line in lines]}])


def _item(line: Line) -> Node:
    content: list[Node] = [_linked(line.label, line.address) if line.address else {"type": "text", "text": line.label}]
    if line.words:
        content.append({"type": "text", "text": f": {line.words}"})
    if line.link:
        content += [{"type": "text", "text": " "}, _linked(line.link, line.link)]
    return {"type": "listItem", "content": [{"type": "paragraph", "content": content}]}


def _linked(text: str, href: str) -> Node:
    return {"type": "text", "text": text, "marks": {"link": {"href": href}}}
