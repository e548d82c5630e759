"""HTML: for pages and as a file."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.html import blocks_html
from app.documents.worker import write
from tests.documents import samples
from tests.documents.samples import bullets, heading, numbers, paragraph, recommendation, text

EXPECTED = [
    samples.NOTICE,
    samples.TITLE,
    samples.RECOMMENDATION,
    samples.SPECIAL,
    samples.ARABIC,
    samples.EMOJI,
    samples.DISSENT,
    "keine mehrheitliche Zustimmung",
    samples.FINGERPRINT,
]


class Reader(HTMLParser):
    """Elements, attributes and text as a browser would find them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_blocks_become_the_elements_of_the_same_meaning():
    blocks = [
        heading(1, "Wann"),
        paragraph("Bis ", text("2030", bold={}, italic={}), {"type": "hardBreak"}, "spätestens"),
        numbers(3, [paragraph("drei"), bullets([paragraph("a")])]),
        {"type": "blockquote", "content": [paragraph("Zitat")]},
    ]
    assert blocks_html(blocks) == (
        '<h3 dir="auto">Wann</h3>\n'
        '<p dir="auto">Bis <em><strong>2030</strong></em><br>spätestens</p>\n'
        '<ol start="3"><li><p dir="auto">drei</p>\n<ul><li>a</li></ul></li></ol>\n'
        '<blockquote><p dir="auto">Zitat</p></blockquote>'
    )


def test_links_of_the_web_are_links_and_all_others_are_text():
    safe = paragraph(text("Quelle", link={"href": 'https://example.org/?a=1&b="'}))
    assert "<a" not in blocks_html([safe])
    safe = paragraph(text("Quelle", link={"href": "https://example.org/?a=1&b=2"}))
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">Quelle</a>' in blocks_html(
        [safe]
    )
    assert blocks_html([paragraph(text("x", link={"href": "javascript:alert(1)"}))]) == '<p dir="auto">x</p>'


def test_marks_of_comments_and_suggestions_do_not_show():
    assert blocks_html([paragraph(text("x", comment={"id": "c1"}, ins={"id": "s1"}))]) == '<p dir="auto">x</p>'


def test_of_two_texts_compared_it_shows_what_went_and_what_came():
    line = paragraph(
        text("Die", cut={}), text("Alle", added={}, bold={}), " Länder", {"type": "hardBreak", "marks": {"cut": {}}}
    )
    assert blocks_html([line]) == (
        '<p dir="auto"><del class="kw-cut">Die</del><ins class="kw-add"><strong>Alle</strong></ins> Länder'
        '<del class="kw-cut"><br></del></p>'
    )


@given(st.text(st.characters(exclude_characters="\r\0", codec="utf-8")), st.text())
def test_no_text_and_no_address_can_become_an_element_or_attribute(value, href):
    page = Reader(blocks_html([paragraph(text(value, bold={}, link={"href": href}))]))
    assert [element for element in page.elements if element != "a"] == ["p", "strong"]
    assert {name for name, _ in page.attributes} <= {"dir", "href", "rel"}
    assert page.words == value


@pytest.mark.row("E6")
def test_the_file_says_all_that_the_record_says_and_needs_nothing_else():
    source = write(recommendation(), "html").decode()
    page = Reader(source)
    for expected in EXPECTED:
        assert expected in page.words
    assert page.elements.count("h1") == 1
    assert page.elements.count("th") == 6
    assert {"caption", "dl", "main", "footer"} <= set(page.elements)
    assert not {"script", "link", "img", "iframe"} & set(page.elements)
    assert source.startswith('<!doctype html>\n<html lang="de-DE">')


@pytest.mark.row("E6")
def test_headings_of_the_file_go_down_step_by_step():
    elements = Reader(write(recommendation(), "html").decode()).elements
    levels = [int(name[1]) for name in elements if name in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
