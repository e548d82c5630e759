"""Referring to a need of the workshop from a phone: searched, chosen, suggested, and a link in every reading."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.references import service
from app.references.rules import Genre, Kind
from app.references.service import Wording
from tests.browser.drafting import saved
from tests.browser.suggestions import goal
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.row("P7"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


def test_who_suggests_cites_a_source_from_a_phone_and_it_leads_to_its_page(
    karin: Visitor, erik: Visitor, hall: Hall, draft: int
) -> None:
    with hall.database.writing() as db:
        who = {"actor": hall.moderator, "workshop_id": hall.workshop_id}
        wording = Wording("Sprachstand 2026", "Institut Muster", "10.1000/182", Genre.STUDY)
        service.add(db, **who, kind=Kind.SOURCE, wording=wording, request_key="schlüssel-1")
    goal(karin.page).click()
    karin.page.keyboard.press("End")
    karin.press("Verweis")
    search = karin.page.get_by_label("Suche")
    expect(search).to_be_focused()
    karin.check("36-verweis")
    search.fill("stand sprach")
    expect(karin.page.get_by_text("1 Treffer")).to_be_visible()
    search.press("Enter")
    expect(goal(karin.page).locator("a ins")).to_have_text("Quelle 1")
    saved(karin.page)
    erik.press("Annehmen (Vorschlag 1)")
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    erik.open(f"/drafts/{draft}/reading")
    erik.check("36-worauf-sich-der-text-beruft")
    listed = erik.page.get_by_role("region", name="Worauf sich der Text beruft")
    listed.get_by_role("link", name="Quelle 1").click()
    expect(erik.page.get_by_role("heading", level=1)).to_have_text("Quelle 1")
    expect(erik.page.get_by_role("link", name="https://doi.org/10.1000/182")).to_be_visible()
    erik.check("36-quelle")
    for path in ("quellen", "ziele", "bedarfe/1"):
        karin.open(f"/workshops/{hall.workshop_id}/{path}")
        karin.check(f"36-{path.replace('/', '-')}")
        karin.check_narrow(f"36-{path.replace('/', '-')}")


def test_the_dialog_is_worked_by_keys(erik: Visitor) -> None:
    goal(erik.page).click()
    erik.page.keyboard.press("End")
    erik.page.get_by_role("button", name="Verweis", exact=True).focus()
    erik.page.keyboard.press("Enter")
    expect(erik.page.get_by_label("Suche")).to_be_focused()
    first = erik.page.get_by_role("dialog").get_by_role("radio").first
    expect(first).to_be_visible()
    erik.page.keyboard.press("Tab")
    expect(first).to_be_focused()
    erik.page.keyboard.press("Space")
    erik.page.keyboard.press("Enter")
    expect(goal(erik.page).locator("a")).to_contain_text("Bedarf H-")
    saved(erik.page)
