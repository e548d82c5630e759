"""Suggested changes of blocks and looks: signs and marks in the text until they are accepted, then real ones."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.refusing import Refused
from app.drafts.text import readings, tree
from app.drafts.text.deciding import MOST_WISHES, Words, decide
from app.drafts.text.fingerprint import canonical, fingerprint
from app.drafts.text.marks import SIGNS, ids_in, mark_key, suggestions_of
from app.drafts.text.rivals import rivals_of
from app.drafts.text.shaping import shaped
from app.drafts.text.wordings import makes, wordings_of
from tests.drafts.editors import Editor
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D2")

IDS = "ab"
STYLES = ["bold", "-bold", "italic", "-italic", "link:https://example.org/", "-link"]
# Which text, from where, how long, what is done there, and whose it is.
_acts = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 12), st.integers(1, 9), st.sampled_from(["i", "d", *SIGNS, *SIGNS, *STYLES]),
        st.sampled_from(IDS),
    ),
    min_size=1, max_size=10,
)  # fmt: skip


def suggested(text: tree.Tree, acts: list[Any]) -> Doc[Any]:
    """A text in which two people have suggested something."""
    doc: Doc[Any] = Doc()
    doc.apply_update(tree.seed(text))
    for number, start, length, act, one in acts:
        found = [piece for piece in tree.texts(doc) if len(piece) and title_of(doc) != piece.parent]
        if found:
            do(found[number % len(found)], start % 4 and start, length, act, one)
    return doc


def title_of(doc: Doc[Any]) -> Any:
    title = doc.get(tree.ROOT, type=tree.XmlFragment).children[0]
    return title.children[0] if len(title.children) else None


def do(text: Any, start: int, length: int, act: str, one: str) -> None:
    letters = "".join(words for words, _ in text.diff())
    at, end = (len(letters[: min(place, len(letters))].encode()) for place in (start, start + length))
    others = dict.fromkeys({key for _, attributes in text.diff() for key in attributes or {}}, None)
    own = {**others, "insertion": {"id": one}}
    if act == "i":
        text.insert(at, f"{one}ü", own)
    elif act in SIGNS:
        text.insert(at, SIGNS[act], {**own, "break": {"kind": act}})
    elif at < end and act == "d":
        text.format(at, end, {mark_key("deletion", one): {"id": one}})
    elif at < end:
        text.format(at, end, {mark_key("restyled", one, act): {"id": one, "style": act}})


@settings(max_examples=80, deadline=None)
@given(texts(), _acts)
def test_d72_accepting_everything_gives_the_reading_of_everything_accepted(text: tree.Tree, acts: Any) -> None:
    """What people read as „all accepted“ is what they get."""
    doc = suggested(text, acts)
    expected = canonical(readings.accepted(tree.read(doc)))
    with doc.transaction():
        decide(doc, dict.fromkeys(IDS, True))
    assert canonical(tree.read(doc)) == expected


@settings(max_examples=40, deadline=None)
@given(texts(), _acts)
def test_d72_rejecting_everything_gives_the_agreed_text_and_its_fingerprint(text: tree.Tree, acts: Any) -> None:
    doc = suggested(text, acts)
    assert fingerprint(tree.read(doc)) == fingerprint(text)
    with doc.transaction():
        decide(doc, dict.fromkeys(IDS, False))
    assert readings.with_pieces(tree.read(doc), lambda piece: piece) == text


@settings(max_examples=40, deadline=None)
@given(texts(), _acts, st.booleans())
def test_d72_the_rest_of_a_decision_is_what_others_suggest(text: tree.Tree, acts: Any, comes_in: bool) -> None:
    """Whatever is decided on one person's, the other's suggestions are all still there, but for what went with it."""
    doc = suggested(text, acts)
    before = tree.read(doc)
    others = readings.with_pieces(readings.without(before, lambda one: one == "a"), lambda piece: piece)
    with doc.transaction():
        decide(doc, {"a": comes_in})
    after = tree.read(doc)
    assert "a" not in ids_in(after, suggestions_of)
    if not comes_in:
        assert readings.with_pieces(after, lambda piece: piece) == others


def sign(kind: str, by: str = "a") -> tuple[str, Any]:
    return SIGNS[kind], {"insertion": {"id": by}, "break": {"kind": kind}}


def with_goal(*blocks: tree.Node) -> Editor:
    """A text whose goal has these blocks; a line's content are pairs of words and marks, as Yjs has these."""
    editor = Editor()
    del editor.section("goal").children[0]
    for block in blocks:
        add(editor.section("goal"), block)
    return editor


def add(parent: Any, block: tree.Node) -> None:
    element = parent.children.append(tree.XmlElement(block["type"], block.get("attrs", {})))
    if block["type"] not in ("paragraph", "heading"):
        for child in block["content"]:
            add(element, child)
        return
    text, at = element.children.append(tree.XmlText("")), 0
    for words, marks in block["content"]:
        text.insert(at, words, marks)
        at += len(words.encode())


def line(*content: tuple[str, Any] | str, kind: str = "paragraph", **attrs: Any) -> tree.Node:
    return {"type": kind, "attrs": attrs, "content": [(one, {}) if isinstance(one, str) else one for one in content]}


def block(kind: str, *children: tree.Node) -> tree.Node:
    return {"type": kind, "content": list(children)}


def items(*lines: tree.Node, kind: str = "bulletList") -> tree.Node:
    return block(kind, *(block("listItem", one) for one in lines))


def said(blocks: tree.Tree) -> str:
    """The blocks in short: p(…) h1(…) ul(p(…) p(…)) …"""
    short = {"paragraph": "p", "bulletList": "ul", "orderedList": "ol", "blockquote": "q", "listItem": "li"}
    return " ".join(
        f"{short.get(one['type'], 'h')}{''.join(map(str, one.get('attrs', {}).values()))}"
        f"({tree.plain_text([one]) if one['type'] in ('paragraph', 'heading') else said(one['content'])})"
        for one in blocks
    )


def accepted(editor: Editor, *ids: str) -> str:
    with editor.doc.transaction():
        decide(editor.doc, dict.fromkeys(ids or "a", True))
    return said(canonical(editor.read())[3]["content"])


SHAPES = {
    "join": ([line("eins"), line(sign("join"), "zwei")], "p(einszwei)"),
    "join three": ([line("eins"), line(sign("join"), "zwei"), line(sign("join"), "drei")], "p(einszweidrei)"),
    "join to a heading": ([line("eins", kind="heading", level=1.0), line(sign("join"), "zwei")], "h1(einszwei)"),
    "join behind an empty line": ([line(), line(sign("join"), "zwei", kind="heading", level=1.0)], "h1(zwei)"),
    "join behind struck words": (
        [
            line(("eins", {mark_key("deletion", "a"): {"id": "a"}})),
            line(sign("join"), "zwei", kind="heading", level=1.0),
        ],
        "h1(zwei)",
    ),
    "join the first line": ([line(sign("join"), "eins")], "p(eins)"),
    "join in a list": ([items(line("eins"), line(sign("join"), "zwei"))], "ul(li(p(einszwei)))"),
    "join the first item": ([line("eins"), items(line(sign("join"), "zwei"))], "p(einszwei)"),
    "a join that was made by hand": ([line("null"), line("eins ", sign("join"), "zwei")], "p(null) p(eins zwei)"),
    "heading": ([line(sign("heading1"), "eins")], "h1(eins)"),
    "heading of another level": ([line(sign("heading2"), "eins", kind="heading", level=1.0)], "h2(eins)"),
    "no heading": ([line(sign("plain"), "eins", kind="heading", level=1.0)], "p(eins)"),
    "list": ([line(sign("bullets"), "eins"), line(sign("bullets"), "zwei")], "ul(li(p(eins)) li(p(zwei)))"),
    "numbers": ([line(sign("numbers"), "eins")], "ol1(li(p(eins)))"),
    "list beside a list": (
        [items(line("eins")), line(sign("bullets"), "zwei"), items(line("drei"))],
        "ul(li(p(eins)) li(p(zwei)) li(p(drei)))",
    ),
    "numbers instead of points": (
        [items(line("eins"), line(sign("numbers"), "zwei"), line("drei"))],
        "ul(li(p(eins))) ol1(li(p(zwei))) ul(li(p(drei)))",
    ),
    "quote": ([line(sign("quote"), "eins")], "q(p(eins))"),
    "out of a list": (
        [items(line("eins"), line(sign("out"), "zwei"), line("drei"), kind="orderedList")],
        "ol1(li(p(eins))) p(zwei) ol2(li(p(drei)))",
    ),
    "out of a quote": ([block("blockquote", line(sign("out"), "eins"), line("zwei"))], "p(eins) q(p(zwei))"),
    "behind a new paragraph": ([line("eins", sign("paragraph"), sign("bullets"), "zwei")], "p(eins) ul(li(p(zwei)))"),
}


@pytest.mark.parametrize(("blocks", "expected"), SHAPES.values(), ids=SHAPES)
def test_d72_an_accepted_sign_is_what_it_says(blocks: list[tree.Node], expected: str) -> None:
    assert accepted(with_goal(*blocks)) == expected


def test_d72_what_is_accepted_one_by_one_is_the_same() -> None:
    lines = [
        items(line("null")),
        line(sign("bullets", "a"), "eins"),
        line(sign("bullets", "b"), "zwei"),
        items(line("x")),
    ]
    one, other = with_goal(*lines), with_goal(*lines)
    accepted(one, "b")
    accepted(other, "a")
    assert accepted(one, "a") == accepted(other, "b") == accepted(with_goal(*lines), "a", "b")


def test_d72_lines_that_stay_are_not_written_anew() -> None:
    """Who is writing there meanwhile loses nothing."""
    editor = with_goal(items(line("eins"), line(sign("join"), "zwei"), line("drei")))
    other = Editor(editor.doc.get_update())
    with other.doc.transaction():
        for number in (0, 2):
            item = other.section("goal").children[0].children[number]
            item.children[0].children[0].insert(4, "!")
    accepted(editor)
    editor.receive(other.take())
    assert said(canonical(editor.read())[3]["content"]) == "ul(li(p(eins!zwei)) li(p(drei!)))"


def test_d72_an_accepted_look_is_a_real_one() -> None:
    editor = with_goal(line("eins zwei"))
    text = editor.text("goal")
    text.format(0, 4, {mark_key("restyled", "a", "bold"): {"id": "a", "style": "bold"}})
    text.format(2, 9, {mark_key("restyled", "b", "italic"): {"id": "b", "style": "italic"}})
    before = canonical(editor.read())
    accepted(editor, "a")
    assert [(one["text"], set(one["marks"])) for one in editor.read()[3]["content"][0]["content"]] == [
        ("ei", {"bold"}), ("ns", {"bold", "restyled"}), (" zwei", {"restyled"}),
    ]  # fmt: skip
    with editor.doc.transaction():
        decide(editor.doc, {"b": False})
    assert canonical(editor.read()) != before
    assert {name for one in editor.read()[3]["content"][0]["content"] for name in one["marks"]} == {"bold"}


def test_d73_who_accepts_a_shape_or_a_look_closes_the_others_for_the_same() -> None:
    editor = with_goal(line("null"), line(sign("join", "a"), sign("join", "b"), sign("bullets", "c"), "eins"))
    assert rivals_of(editor.read(), ["a"]) == {"b"}
    text = editor.text("goal")
    for one, style in (("a", "bold"), ("b", "-bold"), ("c", "italic")):
        text.format(0, 3, {mark_key("restyled", one, style): {"id": one, "style": style}})
    assert rivals_of(editor.read(), ["b"]) == {"a"}


@pytest.mark.parametrize("style", ["underline", "--bold", "link:javascript:alert(1)", "link", "", 7, None])
def test_d73_a_look_that_no_word_can_have_is_refused(style: Any) -> None:
    editor = Editor()
    editor.type("goal", "Ziel")
    shadow = Shadow(editor.doc.get_update(), Known())
    key = mark_key("restyled", "a", str(style))
    with editor.doc.transaction():
        editor.text("goal").format(0, 2, {key: {"id": "a", "style": style}})
    with pytest.raises(Refused):
        shadow.admit(editor.take(), by=7)


def test_d73_a_wished_look_stands_under_the_key_that_browsers_make_of_it() -> None:
    """app/frontend/test/editor/rewriting-at-random.test.ts has the same."""
    assert mark_key("restyled", "a", "-bold") == "restyled--vD2pbZ4v"
    assert mark_key("restyled", "b", f"link:https://example.org/{'a' * 200}") == "restyled--k3KWEm/X"


def test_d72_thousands_of_struck_and_joined_lines_are_accepted_soon() -> None:
    struck = {mark_key("deletion", "a"): {"id": "a"}}
    joined = {"type": "text", "text": "⤴", "marks": {"insertion": {"id": "a"}, "break": {"kind": "join"}}}
    content = [joined, {"type": "text", "text": "x", "marks": struck}]
    lines = [{"type": "paragraph", "content": content} for _ in range(6_000)]
    began = process_time()
    [left] = shaped(lines, lambda piece: "break" in piece["marks"], lambda piece: piece["marks"] == struck)
    assert process_time() - began < 2  # it was six
    assert len(left["content"]) == 3 * len(lines) - 1


def test_d72_a_row_tells_so_many_wishes_and_those_of_two_paragraphs_apart() -> None:
    words = Words()
    for line_number in range(2):
        words.wish("bold", "eins", line_number)
    for number in range(MOST_WISHES):
        words.wish(f"link:https://example.org/{number}", "x", 2)
    assert words.wishes[0] == {"kind": "bold", "words": "eins … eins"}
    assert len(words.wishes) == MOST_WISHES


def test_d73_a_join_is_voted_on_with_the_line_before() -> None:
    text = with_goal(line("null"), line("eins "), line(sign("join"), "zwei")).read()
    found = wordings_of(text, ["a"])
    assert (found.agreed.words, found.suggested["a"].words) == ("eins\nzwei", "eins zwei")
    assert makes(text, "a", agreed=found.agreed.print, wanted=found.suggested["a"].print)
