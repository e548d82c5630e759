"""Anna and Bela, who may only suggest, at the gate: a text with Bela's suggestion, and what Anna sends."""

from __future__ import annotations

from collections.abc import Callable

from pycrdt import XmlText

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import SUGGESTING
from app.drafts.text import readings, tree
from app.drafts.text.marks import mark_key
from tests.drafts.editors import Editor

ANNA, BELA = 7, 8
OWN, OTHERS = {"insertion": {"id": "anna"}}, {"insertion": {"id": "bela"}}


def struck(by: str) -> dict[str, dict[str, str]]:
    return {mark_key("deletion", by): {"id": by}}


def text_with_a_suggestion() -> Shadow:
    """A text in which Bela has made a suggestion: „Wir {können} sollen handeln." """
    editor = Editor()
    editor.type("goal", "Wir sollen handeln.")
    editor.add("goal", "paragraph").children.append(XmlText("Zweiter Absatz"))
    made = Shadow(editor.doc.get_update(), Known())
    writer = page(made)
    writer.text("goal").insert(4, "können ", OTHERS)
    made.admit(writer.take(), by=BELA, leave=SUGGESTING)
    return made


def restyled(by: str, style: str = "bold") -> dict[str, dict[str, str]]:
    return {mark_key("restyled", by, style): {"id": by, "style": style}}


def page(shadow: Shadow) -> Editor:
    return Editor(shadow.doc.get_update())


def agreed(shadow: Shadow) -> tree.Tree:
    return readings.rejected(shadow.read())


def send(shadow: Shadow, change: Callable[[Editor], object]) -> None:
    """Anna, who may only suggest, sends what `change` does."""
    editor = page(shadow)
    with editor.doc.transaction():
        change(editor)
    shadow.admit(editor.take(), by=ANNA, leave=SUGGESTING)


def add_paragraph(editor: Editor, words: str = "neu") -> None:
    editor.add("goal", "paragraph").children.append(XmlText(words))
