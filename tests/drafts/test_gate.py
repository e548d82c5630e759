"""What a text may become, and what it may not."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from pycrdt import XmlElement, XmlFragment, XmlText

from app.drafts.live import size
from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.refusing import Refused
from app.drafts.text import tree
from app.drafts.text.marks import mark_key
from app.drafts.text.sections import SECTION_KEYS
from tests.drafts.editors import Editor


@pytest.fixture
def editor() -> Editor:
    return Editor()


@pytest.fixture
def shadow() -> Shadow:
    return Shadow(tree.seed(tree.empty_tree()), Known())


def refused(shadow: Shadow, update: bytes) -> str:
    with pytest.raises(Refused) as caught:
        shadow.admit(update)
    return caught.value.reason


def test_d5_a_gap_and_a_forged_client_cost_no_new_shadow(editor: Editor, shadow: Shadow) -> None:
    editor.type("goal", "fehlt")
    assert refused(shadow, editor.type("goal", "hängt daran")) == "gap"
    assert refused(shadow, b"\x00\x01\x63\x01\x00\x05") == "gap"  # deletes what client 99 never wrote
    assert not shadow.is_spoilt
    assert refused(shadow, Editor().type("goal", "x", blink={})) == "content"
    assert not shadow.is_spoilt
    stranger = Editor()
    stranger.add("goal", "table")
    assert refused(shadow, stranger.take()) == "content"
    assert shadow.is_spoilt


def test_d3_every_node_and_mark_of_the_schema_is_taken_and_read(editor: Editor, shadow: Shadow) -> None:
    with editor.doc.transaction():
        ordered = editor.add("goal", "orderedList", start=3.0)
        item = ordered.children.append(XmlElement("listItem"))
        paragraph = item.children.append(XmlElement("paragraph"))
        text = paragraph.children.append(XmlText("Maßnahme"))
        text.format(0, 4, {"link": {"href": "https://example.org/ä", "target": None}})
        paragraph.children.append(XmlElement("hardBreak"))
        quote = editor.add("goal", "blockquote")
        quote.children.append(XmlElement("heading", {"level": 3.0}))
    shadow.admit(editor.take())
    shadow.admit(editor.type("goal", "fett", bold={}, italic={}))
    content = tree.read(shadow.doc)[SECTION_KEYS.index("goal")]["content"]
    assert content[0]["content"][0]["marks"] == {"bold": {}, "italic": {}}
    assert content[1] == {
        "type": "orderedList",
        "attrs": {"start": 3},
        "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": "Maß", "marks": {"link": {"href": "https://example.org/ä"}}},
            {"type": "text", "text": "nahme", "marks": {}},
            {"type": "hardBreak"},
        ]}]}],
    }  # fmt: skip
    assert content[2]["content"] == [{"type": "heading", "attrs": {"level": 3}, "content": []}]
    assert isinstance(content[1]["attrs"]["start"], int)


def test_d3_overlapping_comments_become_one_mark_with_their_ids(editor: Editor) -> None:
    editor.type("goal", "Wort", **{"comment--AAAAAAA+": {"id": "b"}, "comment--BBBBBBB/": {"id": "a"}})
    piece = editor.read()[SECTION_KEYS.index("goal")]["content"][0]["content"][0]
    assert piece["marks"] == {"comment": {"ids": ["a", "b"]}}


@pytest.mark.parametrize(
    ("parent", "tag", "attributes"),
    [
        ("goal", "table", {}),
        ("goal", "section", {"key": "goal"}),
        ("goal", "listItem", {}),
        ("goal", "script", {}),
        ("goal", "heading", {}),
        ("goal", "heading", {"level": 4.0}),
        ("goal", "heading", {"level": 2.5}),
        ("goal", "heading", {"level": "2"}),
        ("goal", "orderedList", {"start": -1.0}),
        ("goal", "paragraph", {"onclick": "x"}),
        ("title", "paragraph", {}),
        ("title", "heading", {"level": 3.0}),
    ],
)
def test_d3_foreign_nodes_and_attributes_are_refused(
    editor: Editor, shadow: Shadow, parent: str, tag: str, attributes: dict[str, Any]
) -> None:
    editor.add(parent, tag, **attributes)
    assert refused(shadow, editor.take()) == "content"


@pytest.mark.parametrize(
    "marks",
    [
        {"blink": {}},
        {"bold": {"style": "x"}},
        {"link": {"href": "javascript:alert(1)"}},
        {"link": {"href": "https://x", "onclick": "y"}},
        {"link": {"href": "https://" + "x" * 2_000}},
        {"link": {"href": "https://x\x00"}},
        {"link": {"href": "https://x\n"}},
        {"link": {"href": "https://x\ufffe"}},
        {"link": {}},
        {"comment": {"id": "<b>"}},
        {"comment": {"id": 7.0}},
        {"comment": {}},
    ],
)
def test_d3_foreign_marks_are_refused(editor: Editor, shadow: Shadow, marks: dict[str, Any]) -> None:
    assert refused(shadow, editor.type("goal", "Wort", **marks)) == "content"


def test_d17_nobody_but_the_server_sets_the_mark_of_a_new_comment(editor: Editor, shadow: Shadow) -> None:
    update = editor.type("goal", "Wort", **{mark_key("comment", "made-up"): {"id": "made-up"}})
    assert refused(shadow, update) == "content"


def test_d17_the_mark_of_a_comment_may_be_copied_deleted_and_restored(editor: Editor) -> None:
    shadow = Shadow(tree.seed(tree.empty_tree()), Known({"made"}))
    shadow.admit(editor.type("goal", "Wort", **{mark_key("comment", "made"): {"id": "made"}}))
    editor.text("goal").clear()
    shadow.admit(editor.take())
    shadow.admit(editor.type("title", "Wort", **{mark_key("comment", "made"): {"id": "made"}}))


@pytest.mark.row("D1")
@pytest.mark.parametrize("unprintable", ["\x00", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_d3_what_no_file_could_hold_is_refused_as_text(editor: Editor, shadow: Shadow, unprintable: str) -> None:
    assert refused(shadow, editor.type("goal", f"vor {unprintable} nach")) == "content"
    assert not shadow.is_spoilt


@pytest.mark.row("D1")
def test_d3_tabs_line_breaks_and_all_letters_of_the_world_are_text(editor: Editor, shadow: Shadow) -> None:
    words = "Tab\tZeile\nübergreifend\u00a0für\u00adfam \u200dعربي 한국어 👩‍👩‍👧 \u2028 \ufffd"
    shadow.admit(editor.type("goal", words))
    assert tree.read(shadow.doc)[SECTION_KEYS.index("goal")]["content"][0]["content"][0]["text"] == words


@pytest.mark.row("D1")
def test_d3_a_text_that_holds_a_control_character_from_before_is_written_on_and_mended(editor: Editor) -> None:
    editor.type("goal", "vor\x00nach")
    shadow = Shadow(editor.doc.get_update(), Known())
    shadow.admit(editor.type("goal", " und weiter"))
    with editor.doc.transaction():
        del editor.text("goal")[3:4]
    shadow.admit(editor.take())
    assert editor.words("goal") == "vornach und weiter"


def test_a_shadow_that_nobody_needs_any_more_is_gone() -> None:
    shadow = Shadow(tree.seed(tree.empty_tree()), Known())
    remembered = weakref.ref(shadow)
    del shadow
    gc.collect()
    assert remembered() is None


def test_d3_text_outside_paragraphs_is_refused(editor: Editor, shadow: Shadow) -> None:
    editor.section("goal").children.append(XmlText("lose"))
    assert refused(shadow, editor.take()) == "content"


def test_d3_a_text_nests_sixty_levels_and_no_more(editor: Editor, shadow: Shadow) -> None:
    parent = editor.section("goal")
    for _ in range(59):
        parent = parent.children.append(XmlElement("blockquote"))
        shadow.admit(editor.take())
    parent.children.append(XmlElement("blockquote"))
    assert refused(shadow, editor.take()) == "content"


def test_d3_a_text_beyond_the_limit_is_refused(editor: Editor, shadow: Shadow) -> None:
    shadow.admit(editor.type("goal", "x" * size.MAX_CHARACTERS))
    assert refused(shadow, editor.type("goal", "y")) == "document_full"


@pytest.mark.parametrize("node", ["paragraph", "text", "piece"])
def test_d3_a_text_of_too_many_nodes_is_refused_however_few_its_characters(
    editor: Editor, shadow: Shadow, node: str
) -> None:
    """Reading them would hold up everybody at every keystroke."""
    section = editor.section("goal")
    with editor.doc.transaction():
        for count in range(tree.MOST_NODES // 2):
            if node == "paragraph":
                section.children.append(XmlElement("paragraph"))
            elif node == "text":
                section.children[0].children.append(XmlText(""))
            else:
                text = editor.text("goal")
                text.insert(len(text), "x", {"bold": {}} if count % 2 else None)
    shadow.admit(editor.take())
    assert shadow.admit(editor.type("rationale", "Wörter"))
    with editor.doc.transaction():
        for _ in range(tree.MOST_NODES // 2):
            section.children.append(XmlElement("paragraph"))
    assert refused(shadow, editor.take()) == "document_full"


def test_d4_no_section_can_be_deleted(editor: Editor, shadow: Shadow) -> None:
    del editor.body.children[3]
    assert refused(shadow, editor.take()) == "sections"


def test_d4_a_section_put_in_place_of_a_deleted_one_is_refused(editor: Editor, shadow: Shadow) -> None:
    with editor.doc.transaction():
        del editor.body.children[3]
        editor.body.children.insert(3, XmlElement("section", {"key": "goal"}))
    assert refused(shadow, editor.take()) == "sections"


def test_d4_no_section_can_be_added(editor: Editor, shadow: Shadow) -> None:
    editor.body.children.append(XmlElement("section", {"key": "goal"}))
    assert refused(shadow, editor.take()) == "sections"


@pytest.mark.parametrize("name", ["sources", "other", None])
def test_d4_no_section_can_be_renamed(editor: Editor, shadow: Shadow, name: str | None) -> None:
    if name is None:
        del editor.section("goal").attributes["key"]
    else:
        editor.section("goal").attributes["key"] = name
    assert refused(shadow, editor.take()) in ("sections", "content")


def test_d4_a_section_may_become_empty(editor: Editor, shadow: Shadow) -> None:
    """Two people can each delete one of two paragraphs: the text must survive that."""
    del editor.section("goal").children[0]
    shadow.admit(editor.take())


def test_d5_an_edit_without_the_one_before_is_a_gap(editor: Editor, shadow: Shadow) -> None:
    first, second = editor.type("goal", "eins"), editor.type("goal", "zwei")
    assert refused(shadow, second) == "gap"
    shadow = Shadow(tree.seed(tree.empty_tree()), Known())
    shadow.admit(first)
    shadow.admit(second)


def test_d5_deleting_what_the_server_has_not_got_is_a_gap(editor: Editor, shadow: Shadow) -> None:
    editor.type("goal", "eins")
    del editor.text("goal")[0:2]
    assert refused(shadow, editor.take()) == "gap"


def test_d9_an_edit_that_says_nothing_new_is_taken_and_is_empty(editor: Editor, shadow: Shadow) -> None:
    update = editor.type("goal", "eins")
    assert shadow.admit(update)
    assert shadow.admit(update) == b""


def test_d1_the_seed_of_a_text_is_always_the_same_edit() -> None:
    text = tree.empty_tree()
    assert tree.seed(text) == tree.seed(text)
    editor = Editor(tree.seed(text))
    editor.receive(tree.seed(text))
    assert editor.read() == text


def test_a_change_of_the_server_that_leaves_a_mark_nobody_can_read_is_refused_and_forgotten() -> None:
    """Also if the letters that bore it are gone again: the next edit would hang on what was never saved."""
    shadow = Shadow(Editor().doc.get_update(), Known())

    def change(doc: Any) -> None:
        paragraph = doc.get(tree.ROOT, type=XmlFragment).children[3].children[0]
        text = paragraph.children.append(XmlText(""))
        text.insert(0, "x", {"fremd": {}})
        del text[0:1]

    with pytest.raises(Refused):
        shadow.change(change, 1)
    assert shadow.is_spoilt
