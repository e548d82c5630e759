"""Somebody who uses nothing but keys. At each stop the focus is seen, and no bar lies over it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visitors import Visitor

# More stops than any page has between two things that belong together.
MOST_STOPS = 120
# A date field has a stop for each of its parts.
LONGEST_STAY = 5
# Pages scroll smoothly: the look lasts until all is well, or for this many pictures.
_LOOK = """async (frames) => {
    const shows = (element, part) => {
        const style = getComputedStyle(element, part);
        const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        return outline || style.boxShadow !== "none";
    };
    const look = () => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return { where: "nowhere" };
        // A label and the frame of a text show the focus for what they hold.
        const around = [focused, focused.closest("label, .kw-doc"), focused.parentElement].filter(Boolean);
        const inDatePicker = focused.type === "date" && !focused.matches(":focus");  // drawn by the browser itself
        const parts = [null, "::before", "::after"];
        const visible = inDatePicker || around.some((one) => parts.some((part) => shows(one, part)));
        const box = focused.getBoundingClientRect();
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const own = [focused, focused.labels?.[0]].filter(Boolean);
        const isOver = hit !== null && !own.some((one) => one.contains(hit)) && !hit.contains(focused);
        const problem = !visible ? "the focus does not show"
            : left >= right || top >= bottom ? "the focus is outside of the window"
            : isOver ? `${hit.outerHTML.slice(0, 160)} lies over it` : null;
        return { where: focused.outerHTML.slice(0, 160), problem };
    };
    let found = look();
    for (; found.problem && frames > 0; frames -= 1) {
        await new Promise(requestAnimationFrame);
        found = look();
    }
    return found;
}"""
PATIENCE = 120


class Hands:
    """The keys of a visitor; the mouse is out of reach."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def to(self, target: Locator, *, key: str = "Tab") -> None:
        """Go on with `key` until the focus is on `target`."""
        target.wait_for()
        stay, last = 0, ""
        for _ in range(MOST_STOPS):
            self.press(key)
            where = self.look()
            if target.evaluate("element => element === document.activeElement"):
                return
            stay, last = (stay + 1 if where == last else 0), where
            assert stay < LONGEST_STAY, f"{key} leads nowhere from {where}"
        raise AssertionError(f"{target} was not reached; the last stop was {last}")

    def act(self, words: str, *, role: Any = "button", key: str = "Enter", within: Locator | None = None) -> None:
        """Go to the button, or whatever `role` says, with these words and press it."""
        self.to((within or self.page).get_by_role(role, name=words, exact=True).first)
        self.press(key)

    def answer(self, words: str) -> None:
        """Go to the button of the open dialog and press it."""
        self.act(words, within=self.page.get_by_role("dialog"))

    def write(self, label: str, words: str) -> None:
        self.to(self.page.get_by_label(label, exact=True))
        self.type(words)

    def look(self) -> str:
        """Where the focus is; it must be seen. After the last stop of a page the focus is nowhere once."""
        found = self.page.evaluate(_LOOK, PATIENCE)
        where: str = found["where"]
        assert found.get("problem") is None, f"{found['problem']}: {where}"
        return where

    def stays(self) -> None:
        """What was just done has not thrown the focus away."""
        expect(self.page.locator("body:focus-within")).to_have_count(1)
