"""Who may only suggest, at the gate: nothing changes but their own suggestions, whatever their browser sends."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pycrdt import XmlElement, XmlText

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.refusing import Refused
from app.drafts.text import tree
from app.drafts.text.marks import SIGNS, mark_key
from tests.drafts.editors import Editor
from tests.drafts.suggesters import (
    ANNA,
    BELA,
    OTHERS,
    OWN,
    add_paragraph,
    agreed,
    page,
    restyled,
    send,
    struck,
    text_with_a_suggestion,
)


@pytest.fixture
def shadow() -> Shadow:
    return text_with_a_suggestion()


def format_all(**marks: object) -> Callable[[Editor], None]:
    return lambda editor: editor.text("goal").format(0, len(editor.text("goal")), marks)


def remove_paragraph(editor: Editor) -> None:
    del editor.section("goal").children[1]


def write_the_same_text_anew(editor: Editor) -> None:
    paragraph = editor.section("goal").children[1]
    del paragraph.children[0]
    paragraph.children.append(XmlText("Zweiter Absatz"))


def write_the_same_paragraph_anew(editor: Editor) -> None:
    del editor.section("goal").children[1]
    add_paragraph(editor, "Zweiter Absatz")


def write_anew(editor: Editor) -> None:
    del editor.section("goal").children[0]
    editor.section("goal").children.insert(0, XmlElement("paragraph", {}, [XmlText("Wir sollen.")]))


SUGGESTIONS = {
    "new words": lambda editor: editor.text("goal").insert(0, "Ja, ", OWN),
    "new words with a link": lambda editor: editor.text("goal").insert(
        0, "Ja, ", {**OWN, "link": {"href": "https://example.org/"}}
    ),
    "words in an empty paragraph": lambda editor: editor.text("rationale").insert(0, "Weil", OWN),
    "words in another's suggestion": lambda editor: editor.text("goal").insert(6, "xx", OWN),
    "a strike": lambda editor: editor.text("goal").format(0, 3, struck("anna")),
    "a strike over another's suggestion": lambda editor: editor.text("goal").format(0, 15, struck("anna")),
    **{
        f"the sign {kind}": lambda editor, kind=kind: editor.text("goal").insert(
            0, SIGNS[kind], {**OWN, "break": {"kind": kind}}
        )
        for kind in SIGNS
    },
    "a wished look": lambda editor: editor.text("goal").format(0, 15, restyled("anna")),
    "a wished link": lambda editor: editor.text("goal").format(0, 3, restyled("anna", "link:https://example.org/")),
    "a second suggestion": lambda editor: editor.text("goal").insert(0, "x", {"insertion": {"id": "anna2"}}),
}
CHANGES = {
    "plain words": lambda editor: editor.text("goal").insert(0, "Ja, "),
    "bold words": lambda editor: editor.text("goal").insert(0, "Ja, ", {"bold": {}}),
    "a deletion": lambda editor: editor.text("goal").__delitem__(slice(0, 3)),
    "the deletion of another's suggestion": lambda editor: editor.text("goal").__delitem__(slice(4, 6)),
    "words in another's name": lambda editor: editor.text("goal").insert(0, "x", OTHERS),
    "a strike in another's name": lambda editor: editor.text("goal").format(0, 3, struck("bela")),
    "a look in another's name": lambda editor: editor.text("goal").format(0, 3, restyled("bela")),
    "a sign in another's name": lambda editor: editor.text("goal").insert(
        0, SIGNS["join"], {**OTHERS, "break": {"kind": "join"}}
    ),
    "acceptance of another's": lambda editor: editor.text("goal").format(4, 10, {"insertion": None}),
    "agreed words made a suggestion": lambda editor: editor.text("goal").format(0, 3, OWN),
    "another's words taken over": lambda editor: editor.text("goal").format(4, 10, OWN),
    "bold": format_all(bold={}),
    "a link": format_all(link={"href": "https://example.org/"}),
    "an origin": format_all(origin={"id": "anna"}),
    "a heading": lambda editor: editor.add("goal", "heading", level=1.0),
    "a paragraph": add_paragraph,
    "the end of a paragraph": remove_paragraph,
    "a paragraph written anew": write_anew,
    "the same paragraph written anew": write_the_same_paragraph_anew,
    "the same words written anew in another text": write_the_same_text_anew,
}


@pytest.mark.row("D2")
@pytest.mark.parametrize("change", SUGGESTIONS.values(), ids=SUGGESTIONS)
def test_d31_a_suggestion_passes_and_leaves_the_agreed_text_as_it_is(shadow: Shadow, change) -> None:
    before = agreed(shadow)
    send(shadow, change)
    assert agreed(shadow) == before
    assert shadow.read() != before


@pytest.mark.row("D2")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_d31_who_may_only_suggest_changes_nothing_else(shadow: Shadow, change) -> None:
    with pytest.raises(Refused) as refused:
        send(shadow, change)
    assert refused.value.reason == "suggestion"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_d31_who_may_write_may_do_all_of_that(shadow: Shadow, change) -> None:
    editor = page(shadow)
    change(editor)
    assert shadow.admit(editor.take(), by=ANNA)


def test_d31_ones_own_suggestion_can_be_changed_and_taken_back(shadow: Shadow) -> None:
    before = shadow.read()
    send(shadow, lambda editor: editor.text("goal").insert(0, "Ja, ", OWN))
    send(shadow, lambda editor: editor.text("goal").format(4, 7, struck("anna")))
    send(shadow, lambda editor: editor.text("goal").insert(2, "wohl", OWN))
    send(shadow, lambda editor: editor.text("goal").__delitem__(slice(0, 8)))
    send(shadow, lambda editor: editor.text("goal").format(0, 3, {mark_key("deletion", "anna"): None}))
    assert shadow.read() == before


def test_d31_it_is_judged_by_what_was_there_just_before(shadow: Shadow) -> None:
    """Others write meanwhile, and the copy that edits are compared with keeps up with them."""
    send(shadow, lambda editor: editor.text("goal").insert(0, "Ja, ", OWN))
    writer = page(shadow)
    shadow.admit(writer.type("goal", " Sofort."), by=BELA)
    writer.section("goal").children.insert(0, XmlElement("paragraph", {}, [XmlText("Davor")]))
    shadow.admit(writer.take(), by=BELA)
    send(shadow, lambda editor: editor.section("goal").children[1].children[0].insert(0, "Nun: ", OWN))
    assert "Sofort" in tree.plain_text(agreed(shadow))
    with pytest.raises(Refused):
        send(shadow, lambda editor: editor.text("goal").insert(0, "Nein"))


def test_d31_a_suggestion_before_a_line_break_and_one_behind_it_come_together() -> None:
    """What is behind a new text has another place then."""
    editor = Editor()
    paragraph = editor.section("goal").children[0]
    for words in ("eins", "zwei"):
        paragraph.children.append(XmlElement("hardBreak"))
        paragraph.children.append(XmlText(words))
    shadow = Shadow(editor.doc.get_update(), Known())

    def suggest(editor: Editor) -> None:
        line = editor.section("goal").children[0]
        line.children[1].insert(0, "nicht ", OWN)
        line.children.insert(0, XmlText("")).insert(0, "null", OWN)

    send(shadow, suggest)
    assert tree.plain_text(shadow.read()) == "null\nnicht eins\nzwei"


def test_d31_two_who_begin_an_empty_paragraph_together_can_go_on(shadow: Shadow) -> None:
    """Then it has two texts, of which an editor makes one as soon as somebody types."""
    anna, bela = page(shadow), page(shadow)
    shadow.admit(anna.type("rationale", "Weil", **OWN), by=ANNA, leave=SUGGESTING)
    shadow.admit(bela.type("rationale", "Denn", **OTHERS), by=BELA, leave=SUGGESTING)

    def go_on(editor: Editor) -> None:
        first, second = editor.section("rationale").children[0].children
        for words, marks in second.diff():
            first.insert(len(first), words, marks)
        del editor.section("rationale").children[0].children[1]
        first.insert(0, "Nun, ", OWN)

    before = agreed(shadow)
    send(shadow, go_on)
    assert agreed(shadow) == before
    assert page(shadow).words("rationale") in ("Nun, WeilDenn", "Nun, DennWeil")


def test_d31_whatever_a_suggester_does_the_agreed_text_stays(shadow: Shadow) -> None:
    """At random: edits that pass never change it, those that would are refused."""
    draw, before, passed = random.Random(4), agreed(shadow), 0  # noqa: S311  # a test that can be repeated
    for number in range(300):
        fresh = Shadow(shadow.doc.get_update(), Known(suggestions={"anna": ANNA, "bela": BELA}))
        try:
            send(fresh, lambda editor, word=f"w{number}": at_random(draw, editor.text("goal"), word))
        except Refused:
            continue
        passed += 1
        assert agreed(fresh) == before
        shadow = fresh
    assert passed > 50


def at_random(draw: random.Random, text: XmlText, word: str) -> None:
    start = draw.randrange(len(text))
    end = start + draw.randrange(1, 6)
    marks = draw.choice(
        [
            OWN,
            OTHERS,
            struck("anna"),
            struck("bela"),
            {"bold": {}},
            {"insertion": None},
            restyled("anna"),
            restyled("bela"),
            {"break": {"kind": "join"}},
        ]
    )
    kind = draw.randrange(4)
    if kind == 0:
        text.insert(start, word, draw.choice([OWN, OWN, None]))
    elif kind == 1 and end <= len(text):
        del text[start:end]
    elif end <= len(text):
        text.format(start, end, marks)
