"""Walking from a sentence of the published record to its vote and back, by keys, without signing in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.visitors import PHONE, Visitor
from tests.people import People
from tests.recommendations.agreement import Agreement
from tests.recommendations.walk import NEW, QUESTION, Walk

pytestmark = [pytest.mark.browser, pytest.mark.row("E9"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


def test_a_reader_walks_from_a_sentence_to_its_vote_and_back(backstage: Flask, visit: Callable[..., Visitor]) -> None:
    walk = Walk(Agreement(People(backstage)))
    walk.suggest()
    walk.vote(1, 1, 1, 0)
    walk.cite()
    number = walk.record().number
    reader = visit("Öffentlichkeit", PHONE)
    reader.open(f"/empfehlungen/{number}")
    reader.check("37-empfehlung-mit-faden")
    sentence = reader.page.get_by_role("link", name=NEW)
    sentence.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Der Weg dieses Satzes")
    reader.check("37-faden")
    reader.check_narrow("37-faden")
    reader.page.get_by_role("link", name=f"Abstimmung über den Wortlaut: {QUESTION}").click()
    vote = reader.page.get_by_role("region", name=QUESTION, exact=True)
    expect(vote.get_by_role("row").nth(1)).to_contain_text("(gewählt)")
    reader.page.get_by_role("link", name="Zum Satz in der Empfehlung").click()
    expect(sentence).to_be_visible()
    reader.page.get_by_role("link", name="Quelle 1").first.click()
    expect(reader.page.locator("#reference-1")).to_be_in_viewport()
