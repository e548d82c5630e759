"""Texts of all shapes that a draft can have, for property tests, and a long one."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from app.drafts.text.fingerprint import canonical
from app.drafts.text.sections import SECTION_KEYS, TITLE
from app.drafts.text.tree import Node, Tree, template_section

_WORDS = ["Die", "Länder", "sollen", "handeln", ",", ".", " ", "  ", "\n", "E-Mail", "😀", "é", "مرحبا", "x"]
_MARKS = [{}, {}, {}, {"bold": {}}, {"italic": {}}, {"bold": {}, "link": {"href": "https://example.org/"}}]


def _piece(words: list[str], marks: dict[str, Any]) -> Node:
    return {"type": "text", "text": " ".join(words), "marks": marks}


_pieces = st.builds(_piece, st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5), st.sampled_from(_MARKS))
_inline = st.lists(st.one_of(_pieces, _pieces, st.just({"type": "hardBreak"})), max_size=4).map(canonical)
_paragraph = st.builds(lambda content: {"type": "paragraph", "content": content}, _inline)
_heading = st.builds(
    lambda level, content: {"type": "heading", "attrs": {"level": level}, "content": content},
    st.integers(1, 3), _inline,
)  # fmt: skip


def _containers(blocks: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(blocks, min_size=1, max_size=3)
    items = st.lists(several.map(lambda content: {"type": "listItem", "content": content}), min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda content: {"type": "blockquote", "content": content}),
        items.map(lambda content: {"type": "bulletList", "content": content}),
        st.builds(
            lambda start, content: {"type": "orderedList", "attrs": {"start": start}, "content": content},
            st.integers(1, 3), items,
        ),
    )  # fmt: skip


_blocks = st.lists(st.recursive(st.one_of(_paragraph, _heading), _containers, max_leaves=4), max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> Tree:
    """A canonical text with all sections, of which two hold something."""
    text = [template_section(key, []) for key in SECTION_KEYS]
    text[0]["content"] = draw(st.lists(_paragraph, max_size=1))
    for node in text[3:5]:
        node["content"] = draw(_blocks)
    return text


@st.composite
def pairs_of_texts(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Two texts; mostly the second one came from the first."""
    old, other = draw(texts()), draw(texts())
    if draw(st.integers(0, 3)) == 0:
        return old, other
    new = []
    for mine, foreign in zip(old, other, strict=True):
        blocks = [*mine["content"], *(foreign["content"] if mine["attrs"]["key"] != TITLE else [])]
        chosen = draw(st.lists(st.sampled_from(blocks), max_size=4)) if blocks else []
        new.append({**mine, "content": chosen[:1] if mine["attrs"]["key"] == TITLE else chosen})
    return old, new


def long_text(pages: int, seed: int) -> Tree:
    """As much as fits on so many pages (3,000 letters each), the common words in it as common as in German."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    words = ["".join(chance.choices("enisratdhulcgmobwfkzüvpäßjöyqx", k=chance.randint(2, 12))) for _ in range(6_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    text = [template_section(key, []) for key in SECTION_KEYS]
    for number in range(pages * 5):
        words_of_it = chance.choices(words, weights, k=85)
        text[1 + number % (len(text) - 1)]["content"].append(paragraph_of(" ".join(words_of_it)))
    return text


def paragraph_of(words: str) -> Node:
    return {"type": "paragraph", "content": [{"type": "text", "text": words, "marks": {}}]}
