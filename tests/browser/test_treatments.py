"""Editors propose what to do with a suggestion; its author agrees or says why not; the editors decide."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.row("D11"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


def test_an_author_answers_to_what_the_editors_propose_and_they_decide(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    propose(erik)
    karin.hears("Die Redaktion schlägt zu Ihrem Vorschlag 1 ein Vorgehen vor.")
    own = note(karin.page, "Vorschlag 1")
    expect(own.get_by_role("heading", name="Die Redaktion schlägt vor: geändert annehmen")).to_be_visible()
    expect(own).to_contain_text("Bitte als Stichwort.")
    karin.check("36-empfehlung")
    karin.check_narrow("36-empfehlung")
    karin.press("Nicht einverstanden (Vorschlag 1)")
    karin.press("Antwort senden")
    karin.sees("Bitte schreiben Sie, was Sie anders sehen.")
    field = karin.page.get_by_label("Was sehen Sie anders?")
    field.fill("Ein Stichwort reicht nicht.")
    karin.press("Antwort senden")
    erik.hears("Karin Beispiel ist mit dem Vorgehen zu Vorschlag 1 nicht einverstanden.")
    seen = note(erik.page, "Vorschlag 1")
    expect(seen).to_contain_text("Karin Beispiel ist nicht einverstanden")
    expect(seen).to_contain_text("Ein Stichwort reicht nicht.")
    erik.check("36-empfehlung-beantwortet")
    erik.check_narrow("36-empfehlung-beantwortet")
    karin.press("Einverstanden (Vorschlag 1)")
    expect(seen).to_contain_text("Karin Beispiel ist einverstanden")
    erik.press("Annehmen (Vorschlag 1)")
    expect(goal(karin.page)).to_contain_text("Ein Absatz")


def propose(erik: Visitor) -> None:
    """With the keyboard alone."""
    button = erik.page.get_by_role("button", name="Vorgehen vorschlagen (Vorschlag 1)")
    button.focus()
    erik.page.keyboard.press("Enter")
    expect(erik.page.get_by_label("Wie soll man damit umgehen?")).to_be_focused()
    erik.page.keyboard.press("ArrowDown")
    erik.page.keyboard.press("Tab")
    erik.page.keyboard.type("Bitte als Stichwort.")
    erik.page.keyboard.press("Tab")
    erik.page.keyboard.press("Enter")
    erik.hears("Was Sie vorschlagen, steht bei Vorschlag 1.")
