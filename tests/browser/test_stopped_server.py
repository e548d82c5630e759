"""The server is gone while somebody types, and another one or an older state comes back: nothing typed is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, expect

from app.drafts import store as drafts
from tests.browser.drafting import BACK, draft_of, saved, section, unsaved, write
from tests.browser.pair import ready, text_of
from tests.browser.test_set_aside import set_aside
from tests.browser.visitors import LAPTOP, Visitor
from tests.people import People
from tests.servers import LiveServer
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
WORDS = " neue Worte"
SET_ASIDE = "Diese Änderung konnte nicht übernommen werden"
# Above what a text may hold (app/drafts/live/size.py).
TOO_MUCH = "x" * 200_100


@contextlib.contextmanager
def leyla_writes(chromium: Browser, server: LiveServer, application: Flask) -> Iterator[tuple[Hall, int, Visitor]]:
    """Leyla has a draft open on a server of this test's own: the hall, the draft's id, she herself."""
    hall = Hall(People(application, collecting="private"))
    draft_id = draft_of(hall)
    leyla = Visitor(chromium, server.address, "Leyla", LAPTOP)
    leyla.become(application, hall.people.join("Leyla Vorlage"))
    leyla.open(f"/drafts/{draft_id}")
    yield hall, draft_id, ready(leyla)
    leyla.close()


@pytest.mark.row("D1", "G7")
def test_edits_survive_the_crash_of_tab_and_server(
    chromium: Browser, own_server: LiveServer, own_application: Flask
) -> None:
    with leyla_writes(chromium, own_server, own_application) as (_hall, draft_id, leyla):
        own_server.kill()
        write(leyla.page, "goal", WORDS)
        unsaved(leyla.page, len(WORDS))
        again = leyla.context.new_page()
        with contextlib.suppress(Error):
            leyla.page.goto("chrome://crash")
        own_server.start()
        again.goto(f"{own_server.address}/drafts/{draft_id}")
        expect(section(again, "goal")).to_contain_text(WORDS)
        saved(again)
        assert section(again, "goal").inner_text().count(WORDS) == 1
        again.reload()
        expect(section(again, "goal")).to_contain_text(WORDS)


@pytest.mark.row("D1", "G7")
def test_edits_of_an_older_epoch_are_offered_and_never_sent(
    chromium: Browser, own_server: LiveServer, own_application: Flask
) -> None:
    with leyla_writes(chromium, own_server, own_application) as (hall, draft_id, leyla):
        own_server.stop()
        write(leyla.page, "goal", WORDS)
        unsaved(leyla.page, len(WORDS))
        with hall.database.writing() as db:
            drafts.get_draft(db, draft_id).epoch += 1  # as a restore does
        own_server.start()
        expect(leyla.page.get_by_role("heading", name=SET_ASIDE)).to_be_visible(timeout=BACK)
        saved(leyla.page)
        assert set_aside(leyla.page, "Ziel") == f"Ein Satz dazu.{WORDS}"
        assert WORDS not in text_of(leyla.page)
        leyla.check("22-anderer-stand")
        leyla.check_narrow("22-anderer-stand")
        leyla.page.reload()
        leyla.sees_heading(SET_ASIDE)
        write(leyla.page, "goal", " Weiter.")
        saved(leyla.page)
