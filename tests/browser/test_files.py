"""Files that take a moment to make: the page says so until they have come, with its scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.drafting import draft_of
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.row("D4")]
WORD = "Word (DOCX) mit Vorschlägen und Kommentaren"
PROGRESS = "Die Datei wird erstellt …"


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_the_link_says_that_the_file_is_being_made_until_it_has_come(enter: Callable[..., Visitor], hall: Hall) -> None:
    path = f"/drafts/{draft_of(hall)}/versions"
    page = enter("Leyla", hall.people.join("Leyla Vorlage"), path).page
    asked: list[Route] = []
    page.route("**/text.docx*", lambda route: asked.append(route))
    link = page.get_by_role("link", name=WORD)
    link.click()
    expect(page.get_by_text(PROGRESS).first).to_be_visible()
    expect(page.locator("#polite")).to_have_text(PROGRESS)
    expect(link).to_have_attribute("aria-busy", "true")
    with page.expect_download() as download:
        asked[0].continue_()
    assert download.value.suggested_filename.startswith("entwurf-")
    expect(page.locator("#polite")).to_have_text("Die Datei ist da.")
    expect(link).not_to_have_attribute("aria-busy", "true")
    assert len(asked) == 1
