"""Suggestions decided on in the browser: on the phone, with the keyboard, two on the same words, all of one person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import saved, section, write
from tests.browser.hands import Hands
from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.mark.row("D2")
@on_one_database
def test_a_suggestion_changes_the_text_only_once_it_is_accepted(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    suggested = note(erik.page, "Vorschlag 1")
    expect(suggested).to_contain_text("Karin Beispiel, Organisation von Karin Beispiel")
    expect(suggested).to_contain_text("„Satz“ ersetzen durch „Absatz“")
    for visitor in (karin, erik):
        expect(goal(visitor.page).locator("del")).to_have_text("Satz")
        expect(goal(visitor.page).locator("ins")).to_have_text("Absatz")
        visitor.check("26-vorschlag")
    karin.check_narrow("26-vorschlag")
    erik.press("Annehmen (Vorschlag 1)")
    erik.hears("Vorschlag 1 ist angenommen.")
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    for visitor in (karin, erik):
        expect(goal(visitor.page).locator("ins, del")).to_have_count(0)
        expect(goal(visitor.page)).to_contain_text("Ein Absatz")
        expect(note(visitor.page, "Vorschlag 1")).to_have_count(0)


@pytest.mark.row("D2")
@on_one_database
def test_who_is_rejected_can_read_why(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    erik.press("Ablehnen (Vorschlag 1)")
    erik.press("Ablehnen")
    erik.sees("Bitte begründen Sie, warum Sie ablehnen.")
    erik.page.get_by_label("Warum nicht? Karin Beispiel sieht Ihre Begründung.").fill("Ein Satz genügt hier.")
    erik.check("27-ablehnen")
    erik.check_narrow("27-ablehnen")
    erik.press("Ablehnen")
    erik.hears("Vorschlag 1 ist abgelehnt.")
    karin.hears("Ihr Vorschlag 1 wurde abgelehnt.")
    expect(goal(karin.page).locator("ins, del")).to_have_count(0)
    expect(goal(karin.page)).to_contain_text("Ein Satz")
    karin.press("Ansehen")
    karin.sees("Entschiedene Vorschläge (1)")
    karin.sees("„Satz“ ersetzen durch „Absatz“")
    karin.sees("Abgelehnt von Erik Redaktion")
    karin.sees("Ein Satz genügt hier.")
    karin.check("27-abgelehnt")
    karin.check_narrow("27-abgelehnt")


@pytest.mark.row("D2")
@on_one_database
def test_the_author_says_why_and_withdraws(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    karin.press("Begründung hinzufügen (Vorschlag 1)")
    karin.page.get_by_label("Warum schlagen Sie das vor?").fill("Es sind zwei.")
    karin.press("Begründung senden")
    expect(note(erik.page, "Vorschlag 1")).to_contain_text("Warum: Es sind zwei.")
    karin.check("28-begruendung")
    karin.press("Zurückziehen (Vorschlag 1)")
    karin.hears("Vorschlag 1 ist zurückgezogen.")
    expect(note(erik.page, "Vorschlag 1")).to_have_count(0)
    expect(goal(erik.page).locator("ins, del")).to_have_count(0)


@pytest.mark.row("D10")
@on_one_database
def test_two_suggestions_on_the_same_words_stand_together_and_one_overtakes_the_other(
    karin: Visitor, erik: Visitor, enter: Enter, hall: Hall, draft: int
) -> None:
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage", group="Kommunen"), f"/drafts/{draft}")
    replace_sentence(karin)
    expect(note(leyla.page, "Vorschlag 1")).to_be_visible()
    goal(leyla.page).click()
    leyla.page.keyboard.press("Home")
    for key in ["ArrowRight"] * 4 + ["Delete"] * 4:
        leyla.page.keyboard.press(key)
    saved(leyla.page)
    rivals = erik.page.locator(".kw-rivals")
    expect(rivals.get_by_role("heading", name="Zwei Vorschläge zur selben Stelle")).to_be_visible()
    expect(note(erik.page, "Vorschlag 2")).to_contain_text("„Satz“ streichen")
    erik.check("29-zwei-vorschlaege")
    erik.check_narrow("29-zwei-vorschlaege")
    erik.press("Annehmen (Vorschlag 2)")
    karin.hears("Ihr Vorschlag 1 ist durch einen anderen überholt.")
    expect(rivals).to_have_count(0)
    erik.page.get_by_text("Entschiedene Vorschläge (2)").click()
    erik.sees("Durch einen anderen Vorschlag überholt")
    erik.check("29-ueberholt")


@pytest.mark.row("D2")
@on_one_database
def test_with_keys_alone_somebody_suggests_and_somebody_decides(
    enter: Enter, hall: Hall, draft: int, erik: Visitor
) -> None:
    jonas = enter("Jonas", hall.people.join("Jonas Modell"), f"/drafts/{draft}")
    expect(goal(jonas.page)).to_be_visible()
    author, editor = Hands(jonas), Hands(erik)
    author.to(jonas.page.get_by_role("textbox", name="Entwurfstext"))
    author.press("End", "Shift+Home")
    author.type("Von der Kita in die Schule")
    expect(note(jonas.page, "Vorschlag 1")).to_be_visible()
    author.press("F6")
    expect(note(jonas.page, "Vorschlag 1")).to_be_focused()
    author.act("Begründung hinzufügen (Vorschlag 1)")
    expect(jonas.page.get_by_label("Warum schlagen Sie das vor?")).to_be_focused()
    author.type("So sagt man es.")
    author.act("Begründung senden")
    jonas.hears("Ihre Begründung steht bei Vorschlag 1.")
    expect(note(erik.page, "Vorschlag 1")).to_contain_text("So sagt man es.")
    editor.press("Alt+ArrowDown")
    expect(note(erik.page, "Vorschlag 1")).to_be_focused()
    editor.press("Enter")
    expect(erik.page.get_by_role("textbox", name="Entwurfstext")).to_be_focused()
    editor.press("F6")
    editor.act("Annehmen (Vorschlag 1)")
    erik.hears("Vorschlag 1 ist angenommen.")
    editor.stays()
    expect(section(jonas.page, "title")).to_contain_text("Von der Kita in die Schule")
    expect(section(jonas.page, "title").locator("ins, del")).to_have_count(0)


@pytest.mark.row("D2")
@on_one_database
def test_all_of_one_person_are_decided_at_once(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    write(karin.page, "rationale", " Und mehr.")
    expect(note(erik.page, "Vorschlag 2")).to_be_visible()
    erik.press("Alle 2 Vorschläge von Karin Beispiel …")
    erik.answer("Alle ablehnen")
    expect(erik.page.get_by_role("dialog")).to_contain_text("Bitte begründen Sie, warum Sie ablehnen.")
    erik.check("31-alle")
    erik.check_narrow("31-alle")
    erik.answer("Alle annehmen")
    erik.hears("2 Vorschläge sind angenommen.")
    expect(goal(karin.page)).to_contain_text("Ein Absatz")
    expect(karin.page.locator("ins, del")).to_have_count(0)
    karin.sees("Entschiedene Vorschläge (2)")
    erik.sees("Entschiedene Vorschläge (2)")
