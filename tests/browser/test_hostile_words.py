"""Words that would be a program are words, on every page that shows them, under the policy that users have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.attacked import Attacked, attack, attacked_room
from tests.browser.drafting import section
from tests.browser.places import room_of
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D3"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
RUN = "window.ran = []; window.hacked = () => window.ran.push(location.pathname)"
MADE = "[onerror], [onload], img[src='x'], a[href^='javascript:' i], main script"


@pytest.fixture
def made(hall: Hall) -> Attacked:
    return attacked_room(hall)


@pytest.fixture
def chair(enter: Enter, hall: Hall, made: Attacked) -> Visitor:
    visitor = enter("Moderation", hall.moderator, "/gesundheit")
    visitor.context.add_init_script(RUN)
    for event in ("dialog", "console"):
        visitor.page.on(event, lambda told: _note(visitor, told))
    return visitor


def _note(visitor: Visitor, told: object) -> None:
    words = str(getattr(told, "text", "a dialog"))
    if words == "a dialog" or "Content Security Policy" in words:
        visitor.errors.append(words)


def are_words(visitor: Visitor, *fields: str) -> None:
    for field in fields:
        expect(visitor.page.locator("body")).to_contain_text(attack(field))
    expect(visitor.page.locator(MADE)).to_have_count(0)
    assert visitor.page.evaluate("[window.ran, window.violations]") == [[], []]
    assert visitor.errors == []


def test_in_the_editor_hostile_words_are_words(chair: Visitor, made: Attacked) -> None:
    chair.open(f"/drafts/{made.draft_id}")
    expect(section(chair.page, "goal")).to_contain_text(attack("goal "))
    are_words(chair, "Bündel ", "Vorschlag ", "Kommentar ", "Zitat ", "Antwort ", "@Person 0 ")
    are_words(chair, "Warum offen ", "Warum nicht ", "Neu ", "Alt ")
    chair.press("Wer hat was geschrieben")
    are_words(chair, "Person 0 ")
    chair.press("Antworten (Kommentar 1)")
    chair.press("Person erwähnen (@)")
    expect(chair.page.get_by_role("option").filter(has_text=attack("Person 1 "))).to_be_visible()
    chair.page.keyboard.press("Escape")
    chair.press("Annehmen (Vorschlag 1)")
    chair.hears("Vorschlag 1 ist angenommen.")
    are_words(chair)


def test_on_every_page_hostile_words_are_words(chair: Visitor, made: Attacked) -> None:
    draft, record = f"/drafts/{made.draft_id}", f"/empfehlungen/{made.record}"
    brought = f"/drafts/{made.imported_id}"
    pages: dict[str, tuple[str, ...]] = {
        f"{draft}/reading": ("Bündel ", "goal ", "sources "),
        f"{draft}/versions": ("Anlass 1 ", "Stelle "),
        f"{draft}/versions/1": ("Bündel ", "goal ", "Anlass 1 "),
        f"{draft}/versions/1...2": ("Bündel ", "goal ", "Danach "),
        f"{draft}/dispatches/1/returns/1": ("Stelle ", "Gestrichen ", "Eingefügt ", "Rückmeldung "),
        f"{brought}/import": ("Titel ", "Datei ", "Bild ", "Tag ", "Wer anmerkt ", "Anmerkung ", "Davor "),
        brought: ("Absatz ", "Dazu ", "Wer ändert "),
        room_of(made.hall.people): ("Bündel ", "Abstimmung ", "Einwand "),
        "/empfehlungen": ("Bündel ",),
        record: ("Bündel ", "rationale ", "Adressat ", "Ziel "),
        f"{record}/siegel": ("Bündel ",),
    }  # fmt: skip
    for path, fields in pages.items():
        chair.open(path)
        are_words(chair, *fields)
