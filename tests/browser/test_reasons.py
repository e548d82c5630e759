"""Where the editors ask for reasons, authors are asked once they pause, and all see which suggestion lacks one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.row("D2"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


def test_who_suggests_is_asked_for_a_reason_and_the_editor_sees_that_it_is_missing(
    karin: Visitor, erik: Visitor
) -> None:
    erik.page.get_by_label("Begründung verlangt").check()
    erik.hears("Gespeichert.")
    karin.hears("Bitte begründen Sie Ihre Vorschläge.")
    replace_sentence(karin)
    expect(note(erik.page, "Vorschlag 1")).to_contain_text("Begründung fehlt")
    karin.hears("Bitte begründen Sie Vorschlag 1.")
    expect(goal(karin.page).locator("ins")).to_have_text("Absatz")
    karin.page.get_by_role("button", name="Jetzt begründen").focus()
    for visitor in (karin, erik):
        visitor.check("35-begruendung-fehlt")
        visitor.check_narrow("35-begruendung-fehlt")
    karin.press("Jetzt begründen")
    field = karin.page.get_by_label("Warum schlagen Sie das vor?")
    expect(field).to_be_focused()
    field.fill("Es sind zwei.")
    karin.press("Begründung senden")
    for visitor in (karin, erik):
        expect(note(visitor.page, "Vorschlag 1")).to_contain_text("Warum: Es sind zwei.")
        expect(note(visitor.page, "Vorschlag 1")).not_to_contain_text("Begründung fehlt")


def test_a_suggestion_without_a_reason_is_accepted_like_any_other(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    expect(note(erik.page, "Vorschlag 1")).not_to_contain_text("Begründung fehlt")
    erik.page.get_by_label("Begründung verlangt").check()
    for visitor in (karin, erik):
        expect(note(visitor.page, "Vorschlag 1")).to_contain_text("Begründung fehlt")
    erik.press("Annehmen (Vorschlag 1)")
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    expect(goal(karin.page)).to_contain_text("Ein Absatz")
