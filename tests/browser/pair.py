"""Leyla on a laptop and Jonas on a phone have the same draft open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafting import draft_of, saved, section
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{draft_of(hall)}"


@pytest.fixture
def leyla(enter: Enter, hall: Hall, address: str) -> Visitor:
    return ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address))


@pytest.fixture
def jonas(enter: Enter, hall: Hall, address: str) -> Visitor:
    return ready(enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address, PHONE))


def ready(visitor: Visitor) -> Visitor:
    expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(visitor.page)
    return visitor


def text_of(page: Page) -> str:
    return page.locator(".ProseMirror").inner_text()
