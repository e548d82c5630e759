"""Tracked changes of a file that becomes a draft: suggestions in the text as it was before them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pycrdt import Doc

from app.documents.manuscript import Tracked
from app.documents.received import Line, lines_in
from app.documents.tree import Node
from app.drafts.text import tree
from app.drafts.text.alignment import matches
from app.drafts.text.divided import compare_divided
from app.drafts.text.placing import place
from app.drafts.text.tokens import keys_in
from app.drafts.text.tree import Tree, seed
from app.drafts.text.wishes import MOST_LETTERS, MOST_LETTERS_TOGETHER, Findings, Leftover, Wish, without_too_long


@dataclass(frozen=True)
class Suggested:
    """The update that brings the suggestions into a new text, as client `client` of Yjs; whose each is, by its id; and
    what could be none.
    """

    update: bytes
    client: int
    authors: dict[str, str] = field(default_factory=dict)
    leftovers: Sequence[Leftover] = ()


def compared(before: Tree, after: Tree) -> Findings:
    """What makes of one text the other one."""
    now = {section["attrs"]["key"]: _lines(section) for section in after}
    sent = {section["attrs"]["key"]: _lines(section) for section in before}
    found = Findings({key: [keys_in(line.text) for line in lines] for key, lines in sent.items()})
    for key, lines in sent.items():
        compare_divided(found, key, lines, now[key])
    without_too_long(found, MOST_LETTERS, MOST_LETTERS_TOGETHER)
    return found


def suggested(before: Tree, found: Findings, base: str, changes: Sequence[Tracked]) -> Suggested:
    """What was found as suggestions in the text before; their ids begin with `base`."""
    doc: Doc[Any] = Doc()
    doc.apply_update(seed(before))
    state = doc.get_state()
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"{base}-{number:04}")
    made, names = set(placed), _names(found.wishes, changes)
    authors = {f"{base}-{number:04}": names[number] for number, wish in enumerate(found.wishes) if wish in made}
    leftovers = [*(wish.missed for wish in missed), *found.leftovers]
    return Suggested(doc.get_update(state), doc.client_id, authors, leftovers)


def _lines(section: tree.Node) -> list[Line]:
    return [line for line in lines_in(cast("list[Node]", section["content"])) if line.text.strip()]


def _names(wishes: Sequence[Wish], changes: Sequence[Tracked]) -> list[str]:
    """Whose each wish is, by its words, in the order of the text: where several people changed what is one change for
    us, all of them. One without words is theirs who have such changes.
    """
    people = [dict[str, None]() for _ in wishes]
    for is_struck in (True, False):
        said = [(word, one.by) for one in changes if one.is_struck == is_struck for word in _words(one.words)]
        wished = [
            (word, names)
            for wish, names in zip(wishes, people, strict=True)
            for word in _words(wish.cut if is_struck else wish.added)
        ]
        for i, j in matches([word for word, _ in said], [word for word, _ in wished], lambda _: True):
            wished[j][1][said[i][1]] = None
    everybody = dict.fromkeys(one.by for one in changes)
    wordless = dict.fromkeys(one.by for one in changes if not one.words.strip())
    return [", ".join(filter(None, names or wordless or everybody)) for names in people]


def _words(text: str) -> list[str]:
    return [key for key in keys_in(text) if not key.isspace()]
