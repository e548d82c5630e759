"""A draft in the browser: where its sections are, how somebody writes in them, and when it is saved."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from app.drafts import service as drafts
from app.workshops.rules import Phase
from tests.voting.hall import PARAGRAPHS, Hall

# A page tries again every few seconds; a loaded machine is slow on top of it.
BACK = 45_000


def draft_of(hall: Hall) -> int:
    """A draft with a sentence in every required section; the room is in the phase of drafting."""
    cluster_id = hall.clusters(("Übergang Kita–Schule",))[0]
    hall.reveal()
    hall.people.move_to(Phase.DRAFT)
    with hall.database.writing() as db:
        return drafts.create_draft(db, actor=hall.moderator, cluster_id=cluster_id, paragraphs=PARAGRAPHS).id


def section(page: Page, key: str) -> Locator:
    """The text of one section."""
    return page.locator(f'[data-key="{key}"] .kw-section__text')


def write(page: Page, key: str, words: str) -> None:
    """Write at the end of a section, key by key."""
    section(page, key).locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    """Everything is on the server."""
    expect(page.locator("[data-unsaved]")).to_have_attribute("data-unsaved", "0", timeout=BACK)


def unsaved(page: Page, count: int) -> None:
    """The page counts this many edits that are not."""
    expect(page.locator("[data-unsaved]")).to_have_attribute("data-unsaved", str(count))


def offline(page: Page) -> None:
    """The page has noticed that there is no connection."""
    page.context.set_offline(True)
    expect(page.get_by_text("Nicht verbunden. Sie können weiterschreiben.").first).to_be_visible(timeout=BACK)


def wait_until(page: Page, question: str) -> None:
    """Wait for the answer yes to `question`, an async function.

    `page.wait_for_function` would not wait for it, and asks a second time by `eval`, which the pages' policy forbids.
    """
    page.evaluate(
        f"""async () => {{
            for (let tries = 0; tries < 300; tries += 1) {{
                if (await ({question})()) return;
                await new Promise((resolve) => setTimeout(resolve, 50));
            }}
            throw new Error("never true");
        }}"""
    )


def openable_offline(page: Page) -> None:
    """This browser could open the page without a network."""
    wait_until(page, "async () => navigator.serviceWorker.controller !== null")
    wait_until(page, "async () => (await caches.match(location.pathname)) !== undefined")
