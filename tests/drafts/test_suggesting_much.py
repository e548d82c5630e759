"""Who may only suggest puts no mark where another's belongs, and not so many that the server stands still."""

from __future__ import annotations

from time import process_time

import pytest

from app.drafts.live import known
from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import ALL, SUGGESTING
from app.drafts.live.refusing import Refused
from app.drafts.text import tree
from app.drafts.text.marks import mark_key
from tests.drafts.editors import Editor
from tests.drafts.suggesters import ANNA, BELA, OWN, add_paragraph, page, send, struck, text_with_a_suggestion


@pytest.fixture
def shadow() -> Shadow:
    return text_with_a_suggestion()


def test_d31_a_strike_stands_under_the_key_of_its_own_id(shadow: Shadow) -> None:
    """Under others it would be there several times, or where another's next strike belongs."""
    for key in ("deletion", "deletion--AAAAAAAA", mark_key("deletion", "bela")):
        with pytest.raises(Refused) as refused:
            send(shadow, lambda editor, key=key: editor.text("goal").format(0, 3, {key: {"id": "anna"}}))
        assert refused.value.reason == "content"


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("link--AAAAAAAA", {"href": "https://example.org/elsewhere"}),
        ("bold--AAAAAAAA", {}),
        ("break--AAAAAAAA", {"kind": "join"}),
    ],
)
def test_d31_a_look_stands_under_its_own_name(key: str, mark: dict[str, str]) -> None:
    """Of two links on the same words now one would be read and now the other."""
    editor = Editor()
    editor.type("goal", "Wir sollen handeln.")
    editor.text("goal").format(0, 3, {"link": {"href": "https://example.org/"}, "bold": {}})
    shadow = Shadow(editor.doc.get_update(), Known())
    before = shadow.read()
    for leave in (SUGGESTING, ALL):
        writer = page(shadow)
        writer.text("goal").format(0, 3, {key: mark, **OWN})
        with pytest.raises(Refused) as refused:
            shadow.admit(writer.take(), by=ANNA, leave=leave)
        assert refused.value.reason == "content"
    assert shadow.read() == before


def test_d31_a_word_bears_only_so_many_strikes(shadow: Shadow) -> None:
    """Each one is read with every piece that the others cut: by the thousand they would stop the server."""

    def strike(editor: Editor, ids: range) -> None:
        for number in ids:
            editor.text("goal").format(0, 3, struck(f"own{number}"))

    send(shadow, lambda editor: strike(editor, range(tree.MOST_MARKS)))
    with pytest.raises(Refused) as refused:
        send(shadow, lambda editor: strike(editor, range(tree.MOST_MARKS, tree.MOST_MARKS + 1)))
    assert refused.value.reason == "document_full"


def test_d32_nobody_uses_up_the_suggestions_of_all(monkeypatch: pytest.MonkeyPatch, shadow: Shadow) -> None:
    monkeypatch.setattr(known, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(known, "MOST_OF_ONE", 3)

    def suggest(by: int, *ids: str) -> bytes:
        editor = page(shadow)
        with editor.doc.transaction():
            for one in ids:
                editor.text("goal").insert(0, "x", {"insertion": {"id": one}})
        return shadow.admit(editor.take(), by=by, leave=SUGGESTING)

    with pytest.raises(Refused):
        suggest(ANNA, "a", "b", "c")
    assert suggest(ANNA, "a", "b")
    assert suggest(ANNA, "c", "b")
    with pytest.raises(Refused) as refused:
        suggest(ANNA, "d")
    assert refused.value.reason == "document_full"
    assert suggest(ANNA, "a")
    assert suggest(BELA, "d")
    monkeypatch.setattr(known, "MOST_SUGGESTIONS", 4)
    with pytest.raises(Refused):
        suggest(BELA, "e")


def test_d31_many_strikes_at_once_are_judged_soon(shadow: Shadow) -> None:
    writer = page(shadow)
    for _ in range(1_500):
        add_paragraph(writer)
    shadow.admit(writer.take(), by=BELA)
    began = process_time()
    send(shadow, strike_each_paragraph)
    assert process_time() - began < 5


def strike_each_paragraph(editor: Editor) -> None:
    for paragraph in editor.section("goal").children:
        paragraph.children[0].format(0, 3, struck("anna"))
