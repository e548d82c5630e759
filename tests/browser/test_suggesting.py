"""Suggesting in the browser: what keys, mouse and clipboard make of it, and who may do more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import saved, section, write
from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import Visitor

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.mark.row("D2")
@on_one_database
def test_joining_lists_and_looks_are_suggestions_that_an_editor_decides_on(karin: Visitor, erik: Visitor) -> None:
    """She is on a phone."""
    write(erik.page, "goal", "")
    erik.page.keyboard.press("Enter")
    erik.page.keyboard.type("Noch einer.")
    lines = section(karin.page, "goal").locator("p")
    expect(lines).to_have_count(2)
    lines.last.click()
    karin.page.keyboard.press("Home")
    karin.page.keyboard.press("Backspace")
    expect(lines).to_have_count(2)
    expect(note(karin.page, "Mit dem Absatz davor verbinden")).to_be_visible()
    karin.check_narrow("30-verbinden")
    lines.first.click()
    karin.page.keyboard.press("End")
    karin.page.keyboard.press("Shift+Home")
    karin.press("Fett")
    expect(note(karin.page, "fett statt normal")).to_contain_text("Ein Satz dazu.")
    karin.press("Liste")
    saved(karin.page)
    for visitor in (karin, erik):
        expect(note(visitor.page, "Als Liste")).to_be_visible()
        expect(section(visitor.page, "goal").locator("ul, strong")).to_have_count(0)
        visitor.check("30-wuensche")
    decide(erik, "Annehmen", "Als Liste")
    expect(section(karin.page, "goal").locator("ul p")).to_contain_text("Ein Satz dazu.")
    decide(erik, "Annehmen", "Mit dem Absatz davor")
    for visitor in (karin, erik):
        expect(section(visitor.page, "goal").locator("p")).to_have_count(1)
        expect(section(visitor.page, "goal").locator("ul p")).to_contain_text("Noch einer.")
    decide(erik, "Ablehnen", "fett statt normal")
    erik.page.get_by_label("Warum nicht?").fill("Das betont zu viel.")
    note(erik.page, "fett statt normal").locator("form").get_by_role("button", name="Ablehnen").click()
    expect(goal(karin.page).locator("[data-style]")).to_have_count(0)
    expect(goal(karin.page).locator("strong")).to_have_count(0)


def decide(visitor: Visitor, what: str, on: str) -> None:
    note(visitor.page, on).get_by_role("button", name=what).click()


@pytest.mark.row("D2")
@on_one_database
def test_a_new_paragraph_is_a_sign_until_it_is_accepted_and_once_that_is_taken_back(
    karin: Visitor, erik: Visitor
) -> None:
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
    erik.page.get_by_role("button", name="Entscheidung zurücknehmen").focus()  # it stays as long as it has the focus
    for visitor in (karin, erik):
        expect(section(visitor.page, "goal").locator("p")).to_have_count(2)
        expect(goal(visitor.page)).to_contain_text("Und noch einer.")
    goal(karin.page).click()
    karin.page.keyboard.press("End")
    karin.page.keyboard.type(" Und einer mehr.")
    saved(karin.page)
    erik.press("Entscheidung zurücknehmen")
    for visitor in (karin, erik):
        expect(section(visitor.page, "goal").locator("p")).to_have_count(1)
        expect(goal(visitor.page)).to_contain_text("Ein Satz dazu.¶Und noch einer.")
        expect(goal(visitor.page)).to_contain_text("Und einer mehr.")


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
