"""Step 5: the consent vote on the frozen text."""

from __future__ import annotations

import re

from tests.browser.steps.story import SENTENCE
from tests.browser.visitors import Visitor
from tests.servers import Browser


def agree(chair: Visitor, beamer: Visitor, leyla: Visitor, jonas: Visitor, karin: Browser, workshop_id: int) -> None:
    for who in (chair, leyla, jonas):
        who.open(f"/workshops/{workshop_id}")
    chair.page.get_by_role("button", name=re.compile("Konsens")).first.click()
    chair.answer("Wechseln")
    chair.check("05-konsens-vorbereiten")
    chair.press("Konsensabstimmung öffnen")
    leyla.sees(SENTENCE)
    leyla.check("05-stimmzettel")
    leyla.page.get_by_text("Ich erhebe Einwand").click()
    leyla.press("Stimme abgeben")
    leyla.sees("Ohne Begründung kann er nicht gezählt werden.", exact=False)
    leyla.check("05-einwand-ohne-grund")
    leyla.page.get_by_text("Ich stimme zu, mit Bedenken").click()
    leyla.press("Stimme abgeben")
    leyla.sees("Ihre Stimme ist gezählt", exact=False)
    jonas.page.get_by_label("Ich stimme zu", exact=True).check()
    jonas.press("Stimme abgeben")
    jonas.sees("Ihre Stimme ist gezählt", exact=False)
    agree_over_http(karin, workshop_id)
    chair.sees("3 von 3 haben abgestimmt")
    assert "Konsens" not in beamer.page.inner_text("main").replace("Konsensabstimmung", "")
    chair.press("Abstimmung schließen")
    chair.answer("Schließen")
    chair.check("05-nur-moderation")
    chair.press("Ergebnis veröffentlichen")
    for who in (chair, leyla, jonas, beamer):
        who.sees("starker Konsens", exact=False)
        who.check("05-ergebnis")


def group_id(guest: Browser) -> int:
    """A stakeholder group, as the form of joining offers it."""
    found = re.search(r'<option value="(\d+)">Kommunen', guest.open("/beitreten").text)
    assert found is not None
    return int(found.group(1))


def agree_over_http(guest: Browser, workshop_id: int) -> None:
    """A third elector without a window: the quorum of § 90 VwVfG needs three."""
    polls = guest.get(f"/workshops/{workshop_id}/polls").json()["polls"]
    ballot = {"choices": {"answer": "agree"}, "reason": "", "revision": 0, "request_key": "karins-stimme"}
    assert guest.ask("PUT", f"/polls/{polls[0]['id']}/ballot", ballot).ok
