"""Versions of a draft in the browser, without a script of ours: everything is plain pages and forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.drafts.service import freeze_version
from tests.browser.drafting import draft_of, saved, write
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>' onclick='"


def freeze(hall: Hall, draft_id: int, occasion: str) -> None:
    with hall.database.writing() as db:
        freeze_version(db, actor=hall.moderator, draft_id=draft_id, occasion=occasion)


@pytest.fixture
def draft_id(enter: Enter, hall: Hall) -> int:
    """A draft with two versions, between which Leyla has written something hostile."""
    made = draft_of(hall)
    freeze(hall, made, "Für Runde 1")
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), f"/drafts/{made}")
    write(leyla.page, "goal", HOSTILE)
    saved(leyla.page)
    freeze(hall, made, "Für Runde 2")
    return made


@pytest.mark.row("D6")
def test_two_versions_are_chosen_and_compared(enter: Enter, hall: Hall, draft_id: int) -> None:
    reader = enter("Mila", hall.people.join("Mila Muster"), f"/drafts/{draft_id}/versions")
    reader.check("24-fassungen")
    reader.press("Vergleichen")
    reader.sees_heading("Fassung 1 und Fassung 2 im Vergleich")
    expect(reader.page.locator("ins.kw-add").last).to_have_text(HOSTILE)
    reader.page.get_by_role("link", name="Alle Änderungen als Liste").click()
    expect(reader.page.get_by_role("region", name="Alle Änderungen als Liste")).to_contain_text(
        f"Ziel: 1 Änderung eingefügt: ‚{HOSTILE}‘"
    )
    reader.check("24-vergleich")
    reader.check_narrow("24-vergleich")
