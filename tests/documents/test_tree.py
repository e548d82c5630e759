"""The text tree: what it refuses, its one normal form, and what is read out of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import tree
from tests.documents.samples import bullets, heading, numbers, paragraph, text

GOAL = {"type": "section", "attrs": {"key": "goal"}, "content": [paragraph("Bis 2030."), bullets([paragraph("Kita")])]}


def nested(levels: int):
    blocks = [paragraph("tief")]
    for _ in range(levels):
        blocks = [{"type": "blockquote", "content": blocks}]
    return blocks


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        ({"type": "image", "attrs": {"src": "x"}}, "image"),
        ({"type": "text", "text": "lose"}, "text"),
        ({"type": "listItem", "content": []}, "listItem"),
        ({"type": "paragraph", "content": [paragraph("in einem Absatz")]}, "paragraph"),
        ({"type": "bulletList", "content": [paragraph("ohne Punkt")]}, "paragraph"),
        ({"type": "paragraph", "content": [{"type": "text"}]}, "no text"),
        ({"type": "heading", "attrs": {"level": 4}, "content": []}, "level"),
        ({"type": "orderedList", "attrs": {"start": True}, "content": []}, "start"),
        ({"type": "orderedList", "attrs": {"start": 10_000}, "content": []}, "start"),
        ({}, "None"),
        ("Text", "None"),
        ({"type": ["paragraph"]}, "not allowed"),
        ({"type": "paragraph", "content": "Text"}, "not a list"),
        ({"type": "paragraph", "attrs": [], "content": []}, "attributes"),
        ({"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": ["bold"]}]}, "marks"),
        ({"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": {"link": "x"}}]}, "marks"),
    ],
)
def test_a_node_that_cannot_be_printed_is_refused_with_its_reason(node, reason):
    with pytest.raises(ValueError, match=reason):
        tree.check_blocks([node])


def test_a_text_is_a_list_of_sections_with_keys():
    tree.check([GOAL])
    with pytest.raises(ValueError, match="paragraph"):
        tree.check([paragraph("ohne Abschnitt")])
    with pytest.raises(ValueError, match="key"):
        tree.check([{"type": "section", "content": []}])


def test_sixty_levels_are_read_and_one_more_is_refused():
    tree.check_blocks(nested(tree.MAX_DEPTH - 2))
    with pytest.raises(ValueError, match="deeper"):
        tree.check_blocks(nested(tree.MAX_DEPTH - 1))


def test_a_hostile_depth_is_refused_before_python_runs_out_of_stack():
    with pytest.raises(ValueError, match="deeper"):
        tree.check_blocks(nested(100_000))


def test_equal_neighbours_become_one_and_empty_text_disappears():
    parts = [text("Bis "), text(""), text("2030", comment={"id": "c1"}), text(" mehr", bold={})]
    assert tree.normalise([paragraph(*parts)]) == [paragraph("Bis 2030", text(" mehr", bold={}))]


def test_marks_that_somebody_asks_for_are_kept():
    commented = [paragraph(text("2030", comment={"id": "c1"}, colour={"is": "red"}))]
    assert tree.normalise(commented, marks=tree.KNOWN_MARKS) == [paragraph(text("2030", comment={"id": "c1"}))]


def test_an_accent_that_opens_the_second_run_is_composed():
    assert tree.normalise([paragraph("Cafe", "\u0301")]) == [paragraph("Café")]


def test_attributes_that_mean_nothing_are_dropped():
    assert tree.normalise([{"type": "paragraph", "attrs": {"class": "x"}, "content": []}]) == [paragraph()]
    assert tree.normalise([numbers(3, [paragraph("drei")])])[0]["attrs"] == {"start": 3}


def test_characters_that_no_file_can_hold_are_dropped():
    assert tree.printable("a\x00b\x1bc\ud800d\ufffee\tf\n") == "abcde\tf\n"


runs = st.lists(st.tuples(st.text(max_size=5), st.sampled_from(["bold", "italic", "comment", None])), max_size=6)


@given(runs)
@settings(max_examples=100)
def test_doing_it_twice_is_the_same_as_once(pieces):
    block = paragraph(*(text(value, **({mark: {}} if mark else {})) for value, mark in pieces))
    once = tree.normalise([block])
    assert json.dumps(tree.normalise(once)) == json.dumps(once)


def test_the_plain_text_of_a_section_has_a_line_for_each_paragraph():
    assert tree.plain(tree.section([GOAL], "goal")) == "Bis 2030.\nKita"
    assert tree.section([GOAL], "rationale") == []
    assert tree.plain([paragraph("eins", {"type": "hardBreak"}, "zwei"), heading(1, "drei")]) == "eins\nzwei\ndrei"


def test_walking_visits_parents_before_their_children():
    kinds = [node["type"] for node in tree.walk([GOAL])]
    assert kinds == ["section", "paragraph", "text", "bulletList", "listItem", "paragraph", "text"]


def test_what_is_deeper_than_paper_can_show_keeps_its_words():
    flat = tree.shallow(nested(20), 2)
    assert tree.plain(flat) == "tief"
    assert [node["type"] for node in tree.walk(flat)] == ["blockquote", "blockquote", "paragraph", "text"]


@pytest.mark.parametrize("href", ["https://example.org/ä?b=1&c", "http://example.org", "MAILTO:amt@example.org"])
def test_links_lead_to_the_web_and_to_mail(href):
    assert tree.safe_link({"href": href}) == href


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//example.org", "/relativ", "https://a b", "https://a\n", 'https://a"on="', None, 7, "https://" + "a" * 2000,
        "https://a\x01", "https://a\ufffe", "https://a\ufdd0",  # Word could not open the file
    ],
)  # fmt: skip
def test_all_other_links_are_only_text(href):
    assert tree.safe_link({"href": href}) is None


def test_plain_text_becomes_paragraphs_and_breaks():
    assert tree.paragraphs("eins\nzwei\r\n\r\ndrei\n") == [
        paragraph("eins", {"type": "hardBreak"}, "zwei"),
        paragraph("drei"),
    ]
    assert tree.paragraphs("") == []
