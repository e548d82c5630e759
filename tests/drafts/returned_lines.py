"""A draft whose lines came back changed: what is found in them, and that nothing is lost or made up."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pycrdt import Doc

from app.documents.document import Document, Heading, Part, Text, prepared
from app.documents.received import Line, lines_in, lines_of
from app.drafts.files.returned import NotThisFile, findings
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.placing import place
from app.drafts.text.readings import accepted
from app.drafts.text.sections import SECTION_KEYS, TITLE
from app.drafts.text.tokens import keys_in, tokens_of
from app.drafts.text.tree import Tree
from app.drafts.text.wishes import Findings

TITLES = {f"Abschnitt {key}": key for key in SECTION_KEYS}
NAMES = {key: title for title, key in TITLES.items()}


def lines(text: Tree) -> list[Line]:
    """The lines of a file of this text, without title and notice."""
    parts: list[Part] = []
    for section in text:
        if section["attrs"]["key"] != TITLE:
            parts += [Heading(1, NAMES[section["attrs"]["key"]]), Text(section["content"])]
    return lines_of(prepared(Document("Titel", parts, 0)))[3:]


def rewritten(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, in some of them a word more, less or another."""
    return [line if line.text in TITLES or chance.random() < 0.5 else with_another_word(line, chance) for line in sent]


def with_other_paragraphs(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, some of them left out, and behind some a new one of their kind."""
    made: list[Line] = []
    for line in sent:
        is_kept = line.kind != "paragraph" or chance.random() < 0.8
        made += [line] if is_kept else []
        if line.kind in ("paragraph", "bullet", "number") and is_kept and chance.random() < 0.4:
            made.append(Line(line.kind, f"Ganz neu und anders ist Nummer {len(made)}."))
    return made


def with_another_word(line: Line, chance: random.Random) -> Line:
    words = [token for token in tokens_of(line.text) if not token.key.isspace()]
    if not words:
        return line
    word = chance.choice(words)
    new = chance.choice(["", "neu", "ganz neu", f"{line.text[word.start : word.end]} „dazu“"])
    return Line(line.kind, line.text[: word.start] + new + line.text[word.end :])


def compared(text: Tree, returned: Sequence[Line]) -> Findings | None:
    try:
        return findings(lines(text), returned, TITLES)
    except NotThisFile:
        return None


def live(text: Tree) -> Doc:
    doc: Doc = Doc()
    doc.apply_update(tree.seed(text))
    return doc


def words(of: Sequence[Line]) -> list[tuple[str, ...]]:
    return [keys for keys in (keys_in(line.text) for line in of) if keys]


def check_whole(text: Tree, returned: Sequence[Line]) -> None:
    """All rejected is what was sent; all accepted is what came back, if nothing was left over."""
    found = compared(text, returned)
    if found is None:
        return
    doc = live(text)
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert (placed, missed) == (found.wishes, [])
    assert canonical(tree.read(doc)) == canonical(text)
    if not found.leftovers:
        made = canonical(accepted(tree.read(doc)))
        assert words(lines(made)) == words(returned)
        for before, after in zip(blank_lines(text), blank_lines(made), strict=True):
            assert after.count(True) <= max(before.count(True), all(after))  # where all words go, one stays


def blank_lines(text: Tree) -> list[list[bool]]:
    """Which lines of each section have no words."""
    return [[not line.text.strip() for line in lines_in(section["content"])] for section in text]


FIRST = "Die Länder sollen handeln."
SECOND = "Die Träger vor Ort bekommen Mittel."
THIRD = "Der Bund berichtet jedes Jahr."


def goal(*paragraphs: str) -> Tree:
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": one, "marks": {}}]} for one in paragraphs]
    empty = [{"type": "paragraph", "content": []}]
    return [
        {"type": "section", "attrs": {"key": key}, "content": blocks if key == "goal" else empty}
        for key in SECTION_KEYS
    ]
