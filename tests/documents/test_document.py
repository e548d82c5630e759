"""The printable document: its levels, its JSON, and what it refuses."""

from __future__ import annotations

import pytest

from app.documents import tree
from app.documents.document import Document, Facts, Heading, Note, Quote, Table, Text, from_json, prepared, to_json
from tests.documents.samples import document_of, heading, paragraph, recommendation, text


def levels(*parts) -> list[int]:
    found: list[int] = []
    for part in prepared(Document(title="T", parts=parts, timestamp=0)).parts:
        if isinstance(part, Heading):
            found.append(part.level)
        else:
            found += [node["attrs"]["level"] for node in tree.walk(part.blocks) if node["type"] == "heading"]
    return found


def test_no_heading_level_is_skipped():
    assert levels(Heading(3, "A"), Heading(1, "B"), Heading(3, "C")) == [1, 1, 2]
    assert levels(Heading(1, "A"), Text([heading(3, "a"), heading(3, "b"), heading(1, "c")])) == [1, 2, 3, 2]


def test_headings_of_a_text_stand_below_the_heading_of_its_section():
    assert levels(Heading(1, "A"), Heading(2, "B"), Text([heading(1, "a"), heading(2, "b")])) == [1, 2, 3, 4]


def test_a_text_without_a_section_heading_starts_at_the_top():
    assert levels(Text([heading(1, "a"), heading(2, "b")])) == [1, 2]


def test_a_heading_without_words_is_a_paragraph():
    assert levels(Text([heading(1, " ")])) == []


def test_json_gives_the_same_document_back():
    document = prepared(recommendation())
    assert to_json(from_json(to_json(document))) == to_json(document)


def test_a_document_without_a_title_is_refused():
    with pytest.raises(ValueError, match="title"):
        Document(title=" \x00", parts=[], timestamp=0)


@pytest.mark.parametrize("language", ["", "deutsch", "de_DE", 'de"><script>', "de-DE\r\nX: y"])
def test_only_the_tag_of_a_language_is_a_language(language):
    with pytest.raises(ValueError, match="language"):
        Document(title="T", parts=[], timestamp=0, language=language)


def test_a_table_whose_rows_do_not_fit_its_header_is_refused():
    with pytest.raises(ValueError, match="header"):
        Table("Stimmen", ["Gruppe", "Ja"], [["Länder"]])


@pytest.mark.parametrize("part", [Text, Quote, Note])
def test_an_invalid_text_never_becomes_part_of_a_document(part):
    with pytest.raises(ValueError, match="image"):
        part([{"type": "image"}])


def test_a_title_stays_on_one_line_and_cannot_carry_control_characters():
    assert prepared(document_of(title="Eins\r\nBcc: zwei\x00\u2028")).title == "Eins Bcc: zwei"


def test_unsafe_links_lose_their_address_and_keep_their_words():
    block = paragraph(text("klick", bold={}, link={"href": "javascript:alert(1)", "onclick": "x"}))
    kept = paragraph(text("klick", link={"href": "https://example.org", "onclick": "x"}))
    part = prepared(document_of(block, kept)).parts[0]
    assert isinstance(part, Text)
    assert part.blocks == [
        paragraph(text("klick", bold={})),
        paragraph(text("klick", link={"href": "https://example.org"})),
    ]


def test_values_keep_their_lines():
    part = prepared(Document(title="T", parts=[Facts([["Stand", "eins\nzwei\x07"]])], timestamp=0)).parts[0]
    assert isinstance(part, Facts)
    assert part.rows == [["Stand", "eins\nzwei"]]
