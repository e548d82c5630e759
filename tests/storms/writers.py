"""People of a hall in Python: with a socket of their own and a Yjs document (pycrdt's)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.drafts.text.tree import SCHEMA
from tests.drafts.editors import Editor
from tests.servers import Browser, Socket
from tests.storms.hall import Hall


class Writer:
    """A guest with a draft open."""

    def __init__(self, socket: Socket, draft_id: int) -> None:
        self.socket, self.draft_id = socket, draft_id
        opened = self.ask("draft:open", schema=SCHEMA, state=b"\x00")
        assert opened["ok"], opened
        self.editor = Editor(opened["data"]["update"])

    def ask(self, event: str, **body: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.socket.ask(event, {"draft": self.draft_id, **body})
        return answer

    def send(self, update: bytes) -> dict[str, Any]:
        return self.ask("draft:sync", epoch=1, update=update)

    def write(self, words: str) -> dict[str, Any]:
        """Write at the end of a section; returns the server's answer."""
        return self.send(self.editor.type("goal", words))

    def heard(self, event: str) -> list[dict[str, Any]]:
        """What was told about the draft, oldest first."""
        return [told[0] for name, told in list(self.socket.events) if name == event]

    @property
    def is_warned(self) -> bool:
        """Whether the page shows that nothing can be saved."""
        told = self.heard("draft:unsaved")
        return bool(told) and told[-1]["unsaved"] is True


@contextmanager
def browser_of(hall: Hall, guest: dict[str, Any]) -> Iterator[Browser]:
    """The browser of one of `hall.guests`."""
    browser = Browser(hall.server)
    name, value = guest["cookie"].split("=", 1)
    browser.http.cookies.set(name, value)
    browser.csrf = guest["csrf"]
    with browser.http:
        yield browser


@contextmanager
def writing(hall: Hall, guest: dict[str, Any], draft_id: int) -> Iterator[Writer]:
    """A guest at the draft, until the end of the block."""
    with browser_of(hall, guest) as browser, browser.connected({"workshop_id": hall.people.workshop_id}) as socket:
        yield Writer(socket, draft_id)
