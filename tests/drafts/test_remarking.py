"""Who types on in their own suggestion while it is accepted goes on suggesting, and loses no letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.refusing import Refused
from app.drafts.text import readings
from app.drafts.text.deciding import decide
from tests.drafts.editors import Editor

pytestmark = pytest.mark.row("D2")
ANNA, BELA = 7, 8


def accepted(words: str, before: str = "Wir ", after: str = " handeln.") -> tuple[Shadow, Editor]:
    """A text whose middle Anna suggested; her page as it was, and the server's text, in which it was just accepted."""
    start = Editor()
    start.type("goal", before + after)
    shadow = Shadow(start.doc.get_update(), Known())
    anna = Editor(shadow.doc.get_update())
    anna.text("goal").insert(len(before.encode()), words, {"insertion": {"id": "a"}})
    shadow.admit(anna.take(), by=ANNA, leave=SUGGESTING)
    shadow.change(lambda doc: decide(doc, {"a": True}), by=BELA)
    return shadow, anna


def goal(shadow: Shadow, agreed: bool) -> str:
    text = shadow.read()
    section = (readings.rejected(text) if agreed else text)[3]
    return "".join(piece["text"] for block in section["content"] for piece in block["content"])


def type_in(editor: Editor, at: int, words: str) -> bytes:
    """As a browser: in the middle of marked letters, words bear what these bear, and nothing of their own."""
    editor.text("goal").insert(at, words, {"insertion": {"id": "a"}})
    return editor.take()


def test_d31_letters_typed_into_words_that_were_just_accepted_are_suggested_again() -> None:
    shadow, anna = accepted("müssen")
    new = shadow.admit(type_in(anna, 6, "xy"), by=ANNA, leave=SUGGESTING)
    assert goal(shadow, agreed=True) == "Wir müssen handeln."
    assert "xy" in goal(shadow, agreed=False)
    anna.receive(new)


def test_d31_everybody_gets_the_mark_along_with_the_letters() -> None:
    shadow, anna = accepted("müssen")
    other = Editor(shadow.doc.get_update())
    new = shadow.admit(type_in(anna, 6, "xy"), by=ANNA, leave=SUGGESTING)
    other.receive(new)
    assert other.read() == shadow.read()
    marks = [piece["marks"] for piece in other.read()[3]["content"][0]["content"] if "x" in piece["text"]]
    assert marks == [{"insertion": {"id": "a"}}]


@given(st.text("aä", min_size=2, max_size=6), st.data(), st.text("aä", min_size=1, max_size=3))
def test_d31_whatever_the_letters_are_the_agreed_text_stays(words: str, data: st.DataObject, typed: str) -> None:
    shadow, anna = accepted(words, before="a", after="a")
    before = goal(shadow, agreed=True)
    inside = data.draw(st.integers(1, len(words) - 1))
    at = len(("a" + words[:inside]).encode())
    shadow.admit(type_in(anna, at, typed), by=ANNA, leave=SUGGESTING)
    assert goal(shadow, agreed=True) == before
    assert len(goal(shadow, agreed=False)) == len(before) + len(typed)


def test_d31_into_another_s_accepted_words_nobody_writes() -> None:
    shadow, _anna = accepted("müssen")
    bela = Editor(shadow.doc.get_update())
    bela.text("goal").insert(6, "xy", {"origin": {"id": "a"}})
    with pytest.raises(Refused):
        shadow.admit(bela.take(), by=BELA, leave=SUGGESTING)


def test_d31_who_takes_accepted_words_away_with_new_ones_is_refused() -> None:
    shadow, _anna = accepted("müssen")
    page = Editor(shadow.doc.get_update())
    with page.doc.transaction():
        del page.text("goal")[5:7]
        page.text("goal").insert(5, "x", {"origin": {"id": "a"}})
    with pytest.raises(Refused):
        shadow.admit(page.take(), by=ANNA, leave=SUGGESTING)


def test_d31_what_is_typed_after_that_goes_on_as_ever() -> None:
    shadow, anna = accepted("müssen")
    anna.receive(shadow.admit(type_in(anna, 6, "xy"), by=ANNA, leave=SUGGESTING))
    fresh = Editor(shadow.doc.get_update())
    fresh.text("goal").insert(0, "Ja, ", {"insertion": {"id": "b"}})
    shadow.admit(fresh.take(), by=ANNA, leave=SUGGESTING)
    assert goal(shadow, agreed=True) == "Wir müssen handeln."
