"""People in front of real browsers: what they open, press and read, and what their pages must never do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import Flask
from playwright._impl._api_structures import SetCookieParam  # the public module does not export it
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.access import Actor
from tests.people import session_cookie
from tests.servers import ROOT

ARTEFACTS = Path(os.environ.get("ARTEFACTS", ROOT / "artefacts"))
AXE = ROOT / "app/frontend/node_modules/axe-core/axe.min.js"
# A loaded machine is slow, not wrong.
expect.set_options(timeout=15_000)
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
PROJECTOR = {"width": 1920, "height": 1080}
_COLLECT_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def cookie_of(application: Flask, actor: Actor, address: str) -> SetCookieParam:
    """The cookie that the door gives to `actor`."""
    name, value = session_cookie(application, actor)
    return {"name": name, "value": value, "url": address}


def soon() -> float:
    """What A1, A3 and the end of a place promise: two seconds, in milliseconds; more while work waits for a core."""
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    return 2_000 * max(1.0, waiting)


class Visitor:
    """One person with one browser window. `check()` looks at the present state: axe, policy, width; keeps a picture."""

    def __init__(self, browser: Browser, address: str, name: str, viewport: dict[str, int]) -> None:
        self.address, self.name = address, name
        self.context: BrowserContext = browser.new_context(
            viewport=viewport, locale="de-DE", timezone_id="Europe/Berlin", has_touch=viewport["width"] < 600
        )
        self.context.add_init_script(_COLLECT_VIOLATIONS)
        self.context.set_default_timeout(15_000)
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._note_request)

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, email: str, password: str) -> None:
        self.open("/anmelden")
        self.page.get_by_label("E-Mail-Adresse").fill(email)
        self.page.get_by_label("Passwort").fill(password)
        self.page.get_by_role("button", name="Anmelden", exact=True).click()

    def become(self, application: Flask, actor: Actor) -> None:
        """Be signed in as `actor` from now on: with the cookie that the door would have given."""
        self.context.add_cookies([cookie_of(application, actor, self.address)])

    def press(self, words: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=words, exact=True).click()

    def answer(self, words: str) -> None:
        """Press a button of the open dialog."""
        self.press(words, within=self.page.get_by_role("dialog"))

    def sees(self, words: str, **options: Any) -> None:
        expect(self.page.get_by_text(words, **options).first).to_be_visible()

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()

    def hears(self, sentence: str, *, region: str = "polite") -> None:
        """A screen reader is told the sentence."""
        expect(self.page.locator(f"#{region}")).to_contain_text(sentence)

    def check(self, state: str) -> None:
        """The present state has no accessibility violation, breaks no policy and needs no sideways scrolling."""
        self._picture(state)
        assert self.errors == [], self.errors
        assert self.foreign == [], self.foreign
        assert self.page.evaluate("window.violations") == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(overflow) <= 0, f"{state} scrolls sideways"
        found = self._axe()
        assert not found, "\n".join([state, *found])

    def check_narrow(self, state: str) -> None:
        """The same at 320 px, and back."""
        before = self.page.viewport_size or LAPTOP
        self.page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # a mapping of two numbers
        self.check(f"{state}-320")
        self.page.set_viewport_size(before)

    def _picture(self, state: str) -> None:
        folder = ARTEFACTS / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(folder / f"{state}-{self.name}.png"), full_page=False)

    def _axe(self) -> list[str]:
        """What axe finds with the whole page in view: it takes what lies under a sticky bar for covered."""
        before = self.page.viewport_size or LAPTOP
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size(
            {"width": before["width"], "height": max(before["height"], min(height + 200, 8000))}
        )
        try:
            return self._violations()
        finally:
            self.page.set_viewport_size(before)  # type: ignore[arg-type]  # as above

    def _violations(self) -> list[str]:
        self.page.evaluate(AXE.read_text())
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.page.evaluate("tags => axe.run({runOnly: tags})", tags)
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]

    def close(self) -> None:
        self.context.close()
