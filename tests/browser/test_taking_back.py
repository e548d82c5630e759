"""Decisions taken back in the browser: right after them, from the list, with keys alone, and where it cannot be."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import saved, write
from tests.browser.hands import Hands
from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.row("D2"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


def is_open_again(*visitors: Visitor) -> None:
    for visitor in visitors:
        expect(goal(visitor.page).locator("del")).to_have_text("Satz")
        expect(goal(visitor.page).locator("ins")).to_have_text("Absatz")
        expect(note(visitor.page, "Vorschlag 1")).to_contain_text("Die Entscheidung hat Erik Redaktion zurückgenommen")


def test_right_after_a_decision_the_message_offers_to_take_it_back(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    erik.press("Annehmen (Vorschlag 1)")
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    expect(goal(karin.page).locator("ins, del")).to_have_count(0)
    erik.page.get_by_role("button", name="Entscheidung zurücknehmen").focus()  # it stays as long as it has the focus
    erik.check("32-angenommen-zuruecknehmen")
    erik.check_narrow("32-angenommen-zuruecknehmen")
    erik.press("Entscheidung zurücknehmen")
    erik.hears("1 Vorschlag ist wieder offen.")
    karin.hears("Ihr Vorschlag 1 ist wieder offen.")
    is_open_again(karin, erik)
    erik.check("32-wieder-offen")


def test_from_the_list_a_decision_is_taken_back_with_keys_alone_and_the_words_find_their_place(
    karin: Visitor, erik: Visitor
) -> None:
    replace_sentence(karin)
    erik.press("Ablehnen (Vorschlag 1)")
    erik.page.get_by_label("Warum nicht? Karin Beispiel sieht Ihre Begründung.").fill("Ein Satz genügt hier.")
    erik.press("Ablehnen")
    karin.hears("Ihr Vorschlag 1 wurde abgelehnt.")
    karin.page.get_by_text("Entschiedene Vorschläge (1)").click()
    expect(karin.page.get_by_role("button", name="Zurücknehmen (Vorschlag 1)")).to_have_count(0)
    write(erik.page, "goal", " Und noch einer.")
    saved(erik.page)
    hands = Hands(erik)
    hands.to(erik.page.get_by_text("Entschiedene Vorschläge (1)"))
    hands.press("Enter")
    erik.check("33-entschieden")
    erik.check_narrow("33-entschieden")
    hands.act("Zurücknehmen (Vorschlag 1)")
    erik.hears("1 Vorschlag ist wieder offen.")
    is_open_again(karin, erik)
    expect(note(erik.page, "Vorschlag 1")).to_be_focused()


def test_who_withdrew_takes_that_back(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    karin.press("Zurückziehen (Vorschlag 1)")
    karin.hears("Vorschlag 1 ist zurückgezogen.")
    karin.press("Schließen")
    erik.page.get_by_text("Entschiedene Vorschläge (1)").click()
    expect(erik.page.get_by_role("button", name="Zurücknehmen (Vorschlag 1)")).to_have_count(0)
    karin.page.get_by_text("Entschiedene Vorschläge (1)").click()
    karin.press("Zurücknehmen (Vorschlag 1)")
    expect(goal(erik.page).locator("ins")).to_have_text("Absatz")


def test_where_the_words_around_are_gone_a_sentence_says_so(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    erik.press("Annehmen (Vorschlag 1)")
    erik.hears("Vorschlag 1 ist angenommen.")
    erik.press("Schließen")
    expect(goal(erik.page).locator("ins, del")).to_have_count(0)
    goal(erik.page).click(click_count=3)
    erik.page.keyboard.type("Etwas ganz anderes steht jetzt hier.")
    saved(erik.page)
    erik.page.get_by_text("Entschiedene Vorschläge (1)").click()
    erik.press("Zurücknehmen (Vorschlag 1)")
    erik.sees("Der Text hat sich an dieser Stelle zu sehr geändert.")
    erik.check("34-nicht-mehr")
    expect(goal(karin.page)).to_have_text("Etwas ganz anderes steht jetzt hier.")


def test_what_was_decided_for_all_of_one_person_is_taken_back_at_once(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    write(karin.page, "rationale", " Und mehr.")
    expect(note(erik.page, "Vorschlag 2")).to_be_visible()
    erik.press("Alle 2 Vorschläge von Karin Beispiel …")
    erik.answer("Alle annehmen")
    expect(karin.page.locator("ins, del")).to_have_count(0)
    erik.press("Entscheidung zurücknehmen")
    erik.hears("2 Vorschläge sind wieder offen.")
    is_open_again(karin, erik)
    expect(note(karin.page, "Vorschlag 2")).to_contain_text("„Und mehr.“ einfügen")
