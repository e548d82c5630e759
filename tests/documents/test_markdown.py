"""Markdown to a text and back: exactly the same, whatever the words are; and what a text cannot hold is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.manuscript import Wording
from app.documents.markdown_reader import read_markdown
from app.documents.markdown_writer import blocks_markdown
from app.documents.received import Extra
from app.documents.tree import Node, normalise, printable
from tests.documents.samples import ARABIC, SPECIAL, bullets, heading, numbers, paragraph, text

pytestmark = pytest.mark.row("D4")

SIGNS = [
    "\\", "`", "*", "_", "**", "__", "***", "[", "]", "(", ")", "<", ">", "&", "~", "|", "#", "##", "+", "-", "=", ":",
    "!", '"', "'", ".", "1.", "12)", "---", "===", ":--", "```", "~~~", "<b>", "</em>", "<br>", "<!--", "-->", "&amp;",
    "&#32;", "[a](b)", "![a](b)", "<https://example.org>", "[^1]", "<ins>", "</del>",
]  # fmt: skip
WORDS = [
    "Die",
    "Länder",
    " ",
    "  ",
    "\t",
    "\n",
    "\u00a0",
    "\u2028",
    "\u3000",
    "😀",
    "e\u0301",
    "مرحبا",
    "7",
    ".",
    "„",
    "“",
]
# The last one is a citation of a need.
LINKS = [
    "https://example.org/a?b=1&c=%22",
    "https://exämple.org/ä(b)",
    "mailto:amt@example.org",
    "http://a*b_c.de/[x]",
    "http://127.0.0.1:5000/workshops/2/bedarfe/3",
]
_words = st.lists(st.sampled_from([*SIGNS, *WORDS]), min_size=1, max_size=6).map("".join)
_anything = st.text(min_size=1, max_size=12).map(printable).filter(bool)
_marks = st.fixed_dictionaries({}, optional={"bold": st.just({}), "italic": st.just({})})
_linked = st.builds(lambda marks, href: {**marks, "link": {"href": href}}, _marks, st.sampled_from(LINKS))
_pieces = st.builds(lambda words, marks: text(words, **marks), st.one_of(_words, _anything), st.one_of(_marks, _linked))
_inline = st.lists(st.one_of(_pieces, _pieces, st.just({"type": "hardBreak"})), max_size=4)


def node(kind: str, content: list[Node], **attrs: Any) -> Node:
    return {"type": kind, "content": content, **({"attrs": attrs} if attrs else {})}


_lines = st.one_of(
    _inline.map(lambda content: node("paragraph", content)),
    st.builds(lambda level, content: node("heading", content, level=level), st.integers(1, 6), _inline),
)


def _containers(blocks: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(blocks, max_size=3)
    items = st.lists(several.map(lambda content: node("listItem", content)), min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda content: node("blockquote", content)),
        items.map(lambda content: node("bulletList", content)),
        st.builds(
            lambda start, content: node("orderedList", content, start=start), st.sampled_from([1, 2, 9, 9_999]), items
        ),
    )


blocks = st.lists(st.recursive(_lines, _containers, max_leaves=8), max_size=5).map(normalise)


def read(markdown: str) -> list[Node]:
    return list(read_markdown(markdown).blocks)


@settings(max_examples=300, deadline=None)
@given(blocks)
def test_what_was_written_reads_as_exactly_the_same(given_blocks: list[Node]):
    written = blocks_markdown(given_blocks)
    assert read(written) == given_blocks
    assert blocks_markdown(read(written)) == written


def test_what_people_see_of_it_is_plain():
    written = blocks_markdown(
        [
            heading(1, "Bis wann"),
            paragraph("Die Länder ", text("sollen", bold={}), " bis 2030 ", text("handeln", italic={}), "."),
            bullets([paragraph("Erstens")], [paragraph("Zweitens")]),
            numbers(3, [paragraph("Drei"), bullets([paragraph("Tief")])]),
            {"type": "blockquote", "content": [paragraph("Ein Zitat.")]},
            paragraph(
                "Siehe ", text("dort", link={"href": "https://example.org/a_b"}), {"type": "hardBreak"}, "oder hier"
            ),
        ],
        below=2,
    )
    assert written == (
        "### Bis wann\n\nDie Länder **sollen** bis 2030 *handeln*.\n\n- Erstens\n- Zweitens\n\n3. Drei\n\n   - Tief\n\n"
        "> Ein Zitat.\n\nSiehe [dort](<https://example.org/a_b>)\\\noder hier"
    )


@pytest.mark.parametrize(
    "block",
    [
        paragraph(SPECIAL),
        paragraph(ARABIC),
        paragraph("Sprach", text("stands", bold={}), "erhebung"),
        paragraph(text("fett ", bold={}), text("und kursiv", bold={}, italic={}), text("!", italic={})),
        paragraph("1. Das ist kein Punkt"),
        paragraph("Zeile", {"type": "hardBreak"}, "- keine Liste", {"type": "hardBreak"}, "==="),
        bullets([bullets([bullets([])])]),
        paragraph(),
    ],
    ids=str,
)
def test_words_that_look_like_markdown_stay_words(block: Node):
    assert read(blocks_markdown([block])) == normalise([block])


def test_suggestions_are_tags_and_are_read_with_and_without_them():
    content = [text("sollen", deletion={"ids": ["a"]}), text("müssen", insertion={"id": "a"})]
    written = blocks_markdown([paragraph("Die Länder ", *content, " handeln.")])
    assert written == "Die Länder <del>sollen</del><ins>müssen</ins> handeln."
    read_again = read_markdown(written)
    assert read_again.blocks == [paragraph("Die Länder müssen handeln.")]
    assert read_again.before == Wording("", [paragraph("Die Länder sollen handeln.")])


FOREIGN = """# Titel

Text mit `Code`, ![Karte](karte.png), [innen](#anker), <u>unterstrichen</u><br>und einer
zweiten Zeile.

| a | b |
|---|---|
| 1 | **2** |

```
eins
zwei
```

---

0. Null
"""


def test_of_what_no_text_holds_the_words_are_kept_and_the_rest_is_named():
    manuscript = read_markdown(FOREIGN)
    assert manuscript.extras == [
        Extra("code", "Code"), Extra("image", "Karte"), Extra("link", "#anker"), Extra("html", "<u>"),
        Extra("html", "</u>"), Extra("table", "a | b 1 | 2"), Extra("code", "eins\nzwei\n"), Extra("rule", ""),
        Extra("numbering", "0"),
    ]  # fmt: skip
    assert manuscript.blocks[1:] == [
        paragraph("Text mit Code, , innen, unterstrichen", {"type": "hardBreak"}, "und einer zweiten Zeile."),
        paragraph("a | b"),
        paragraph("1 | ", text("2", bold={})),
        paragraph("eins", {"type": "hardBreak"}, "zwei"),
        numbers(1, [paragraph("Null")]),
    ]


def test_in_a_plain_text_the_end_of_a_line_counts():
    assert read_markdown("eins\nzwei", keeps_lines=True).blocks == [paragraph("eins", {"type": "hardBreak"}, "zwei")]


def test_what_nests_too_deep_is_refused():
    with pytest.raises(ValueError, match="deep"):
        read_markdown("> " * 60 + "tief")
