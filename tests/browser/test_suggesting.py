"""Suggestions as people make and decide them: on the phone, with the keyboard, two on the same words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.drafts import suggestions
from app.drafts.rules import Editing
from app.workshops.rules import Role
from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.hands import Hands
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
BLOCKS_STAY = "Überschriften, Listen und Auszeichnungen können Sie hier nicht ändern, und Absätze nicht verbinden."
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def draft(hall: Hall) -> int:
    """Only reviewers write directly in it."""
    draft_id = draft_of(hall)
    with hall.database.writing() as db:
        suggestions.set_editing(db, actor=hall.moderator, draft_id=draft_id, editing=Editing.SUGGESTIONS)
    return draft_id


@pytest.fixture
def erik(enter: Enter, hall: Hall, draft: int) -> Visitor:
    """He decides on suggestions."""
    return enter("Erik", hall.people.join("Erik Redaktion", role=Role.EDITOR), f"/drafts/{draft}")


@pytest.fixture
def karin(enter: Enter, hall: Hall, draft: int) -> Visitor:
    visitor = enter("Karin", hall.people.join("Karin Beispiel"), f"/drafts/{draft}", PHONE)
    expect(goal(visitor.page)).to_have_text("Ein Satz dazu.")
    return visitor


def goal(page: Page) -> Locator:
    """The goal says „Ein Satz dazu.“ before anybody suggests something."""
    return section(page, "goal").locator("p").last


def note(page: Page, words: str) -> Locator:
    return page.locator("[id^=note-]", has_text=words)


def replace_sentence(visitor: Visitor) -> None:
    """Select the second word and type over it."""
    goal(visitor.page).dblclick(position={"x": 40, "y": 12})
    visitor.page.keyboard.type("Absatz")
    saved(visitor.page)


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
def test_joining_paragraphs_and_look_cannot_be_suggested(karin: Visitor) -> None:
    goal(karin.page).click()
    for key in ("Control+Shift+8", "Control+b"):
        karin.page.keyboard.press("Control+a")
        karin.page.keyboard.press(key)
        karin.hears(BLOCKS_STAY)
        karin.press("Schließen")
        karin.page.evaluate("document.getElementById('polite').textContent = ''")
    expect(section(karin.page, "goal").locator("p")).to_have_count(1)
    expect(goal(karin.page).locator("ins, del, strong")).to_have_count(0)
    assert karin.page.get_by_role("button", name="Liste").count() == 0


@pytest.mark.row("D2")
@on_one_database
def test_a_new_paragraph_is_a_sign_until_it_is_accepted(karin: Visitor, erik: Visitor) -> None:
    goal(karin.page).click()
    karin.page.keyboard.press("End")
    karin.page.keyboard.press("Enter")
    karin.page.keyboard.type("Und noch einer.")
    saved(karin.page)
    for visitor in (karin, erik):
        expect(section(visitor.page, "goal").locator("p")).to_have_count(1)
        expect(goal(visitor.page)).to_contain_text("Ein Satz dazu.¶Und noch einer.")
        visitor.check("30-absatz")
    karin.check_narrow("30-absatz")
    erik.press("Annehmen (Vorschlag 1)")
    for visitor in (karin, erik):
        expect(section(visitor.page, "goal").locator("p")).to_have_count(2)
        expect(goal(visitor.page)).to_contain_text("Und noch einer.")


@pytest.mark.row("D2")
@on_one_database
def test_a_numbered_line_stays_as_it_is_typed(karin: Visitor) -> None:
    goal(karin.page).click()
    karin.page.keyboard.press("Home")
    karin.page.keyboard.type("1. **wichtig** ")
    saved(karin.page)
    expect(goal(karin.page).locator("ins")).to_have_text("1. **wichtig** ")


@pytest.mark.row("D2")
@on_one_database
def test_what_is_suggested_can_be_taken_back_until_it_is_decided(karin: Visitor, erik: Visitor) -> None:
    page = karin.page
    replace_sentence(karin)
    page.keyboard.press("Control+z")
    expect(goal(page).locator("ins, del")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(goal(page).locator("ins")).to_have_text("Absatz")
    saved(page)
    erik.press("Annehmen (Vorschlag 1)")
    expect(goal(page).locator("ins")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Rückgängig")).to_have_attribute("aria-disabled", "true")
    expect(goal(page)).to_contain_text("Absatz")


def compose(visitor: Visitor, *stages: str) -> None:
    """As phones and input methods write: a word grows, and is put in its place in the end."""
    keyboard = visitor.context.new_cdp_session(visitor.page)
    for words in stages:
        end = len(words)
        keyboard.send("Input.imeSetComposition", {"text": words, "selectionStart": end, "selectionEnd": end})
    keyboard.send("Input.insertText", {"text": stages[-1]})


@pytest.mark.row("D2")
@on_one_database
def test_a_keyboard_that_composes_words_makes_suggestions_too(karin: Visitor) -> None:
    page = karin.page
    goal(page).click()
    page.keyboard.press("End")
    compose(karin, "s", "se", "sehr")
    expect(goal(page).locator("ins")).to_have_text("sehr")
    goal(page).dblclick(position={"x": 40, "y": 12})
    compose(karin, "A", "Abs", "Absatz")
    saved(page)
    expect(goal(page)).to_have_text("Ein AbsatzSatz2 dazu.sehr1")
    expect(note(page, "Vorschlag 2")).to_contain_text("„Satz“ ersetzen durch „Absatz“")
    compose(karin, "e", "")
    expect(goal(page)).to_have_text("Ein AbsatzSatz2 dazu.sehr1")


@pytest.mark.row("D2")
@on_one_database
def test_whole_words_are_deleted_as_they_are_written(karin: Visitor) -> None:
    page = karin.page
    goal(page).click()
    page.keyboard.press("Home")
    page.keyboard.type("Noch")
    page.keyboard.press("Control+Delete")
    expect(goal(page).locator("ins")).to_have_text("Noch")
    expect(goal(page).locator("del")).to_have_text("Ein")
    page.keyboard.press("Home")
    page.keyboard.press("Control+Delete")
    expect(goal(page).locator("ins")).to_have_count(0)
    saved(page)
    expect(note(page, "Vorschlag 1")).to_contain_text("streichen")


@pytest.mark.row("D2")
@on_one_database
def test_words_can_be_dragged_elsewhere(karin: Visitor, erik: Visitor) -> None:
    page = karin.page
    goal(page).click()
    for key in ["Home"] + ["ArrowRight"] * 4 + ["Shift+ArrowRight"] * 4:
        page.keyboard.press(key)
    target = section(page, "recommendation").locator("p")
    goal(page).drag_to(target, source_position={"x": 40, "y": 12}, target_position={"x": 2, "y": 12})
    expect(goal(erik.page).locator("del")).to_have_text("Satz")
    expect(section(erik.page, "recommendation").locator("ins")).to_have_text("Satz")
    assert page.get_by_text("Diese Änderung konnte nicht übernommen werden").count() == 0


@pytest.mark.row("D2")
@on_one_database
def test_the_moderation_lets_everybody_write_directly_and_ends_it(karin: Visitor, erik: Visitor) -> None:
    switch = karin.page.get_by_role("group", name="Arbeitsweise")
    expect(switch.get_by_role("radio")).to_have_count(2)
    expect(switch.get_by_label("Vorschlagen")).to_be_checked()
    erik.page.get_by_label("Wer schreibt?").select_option(label="Alle schreiben direkt")
    karin.hears("Was Sie ändern, steht jetzt gleich im Text.")
    expect(switch.get_by_label("Direkt ändern")).to_be_checked()
    write(karin.page, "goal", " Direkt.")
    expect(goal(erik.page)).to_contain_text("Ein Satz dazu. Direkt.")
    expect(goal(erik.page).locator("ins")).to_have_count(0)
    erik.page.get_by_label("Wer schreibt?").select_option("suggestions")
    karin.hears("Was Sie ändern, ist jetzt ein Vorschlag.")
    write(karin.page, "goal", " Vorgeschlagen.")
    expect(goal(erik.page).locator("ins")).to_have_text(" Vorgeschlagen.")
    saved(karin.page)
    assert karin.page.get_by_text("Diese Änderung konnte nicht übernommen werden").count() == 0


@pytest.mark.row("D2")
@on_one_database
def test_who_may_write_can_suggest_and_read_instead(erik: Visitor) -> None:
    switch = erik.page.get_by_role("group", name="Arbeitsweise")
    switch.get_by_label("Vorschlagen").check()
    write(erik.page, "goal", " Vielleicht.")
    expect(goal(erik.page).locator("ins")).to_have_text(" Vielleicht.")
    switch.get_by_label("Direkt ändern").check()
    goal(erik.page).click()
    erik.page.keyboard.press("End")
    erik.page.keyboard.press("ArrowLeft")
    erik.page.keyboard.type("!!")
    saved(erik.page)
    expect(goal(erik.page).locator("ins").first).to_have_text(" Vielleicht")
    switch.get_by_label("Lesen").check()
    expect(section(erik.page, "goal").locator("xpath=ancestor::*[@contenteditable][1]")).to_have_attribute(
        "contenteditable", "false"
    )
    erik.check("30-lesen")
    erik.press("Annehmen (Vorschlag 1)")
    expect(goal(erik.page)).to_have_text("Ein Satz dazu. Vielleicht!!.")


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
