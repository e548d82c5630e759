"""The database refuses for a while: everybody at the draft reads so, and afterwards everything is saved, by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import BACK, draft_of, saved, section, unsaved, write
from tests.browser.visitors import PHONE, Visitor
from tests.servers import LiveServer
from tests.storms.faults import locked
from tests.voting.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
BANNER = "Ihre Änderungen können gerade nicht gespeichert werden. Sie bleiben in diesem Browser."
IN_SIGHT = "Speichern ist gerade nicht möglich."
WORDS = " Wörter"


@pytest.mark.row("D1")
@pytest.mark.row("G7")
def test_a_banner_says_that_nothing_can_be_saved_and_goes_by_itself(
    enter: Callable[..., Visitor], hall: Hall, site: LiveServer
) -> None:
    address = f"/drafts/{draft_of(hall)}"
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), address)
    jonas = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address, PHONE)
    for visitor in (leyla, jonas):
        expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    with locked(site):
        write(leyla.page, "goal", WORDS)
        for visitor in (leyla, jonas):
            expect(visitor.page.get_by_text(BANNER)).to_be_visible(timeout=BACK)
            expect(visitor.page.get_by_text(IN_SIGHT)).to_be_in_viewport()
        unsaved(leyla.page, len(WORDS))
        leyla.check("draft-database-refuses")
    saved(leyla.page)
    for visitor in (leyla, jonas):
        expect(visitor.page.get_by_text(BANNER)).to_be_hidden(timeout=BACK)
        expect(section(visitor.page, "goal")).to_contain_text(WORDS, timeout=BACK)
        assert section(visitor.page, "goal").inner_text().count(WORDS) == 1
