"""A draft that goes to a ministry and comes back: its two paragraphs, the moderator's browser, and changed files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.drafts import service, store
from app.drafts.files import dispatch_store
from app.drafts.text.deciding import words_of
from app.drafts.text.tree import plain_text
from app.facts import FactRow
from tests.documents.hostile import DOCUMENT, packed, parts

if TYPE_CHECKING:
    from tests.drafts.conftest import Desk

MINISTRY = "Ministerium für Arbeit & Soziales"
GOAL = 3
FIRST = "Die Länder sollen bis 2030 „vergleichbare“ Verfahren einführen."
SECOND = "Mindestens 10\u00a0% der Mittel gehen an die Träger vor Ort."


@dataclass
class Post:
    desk: Desk

    @property
    def client(self) -> FlaskClient:
        return self.desk.people.client(self.desk.people.moderator)

    def ask(self, organisation: str = MINISTRY) -> TestResponse:
        path = f"/drafts/{self.desk.draft_id}/dispatches"
        return self.client.post(path, data={"organisation": organisation}, buffered=True)

    def send(self) -> bytes:
        answer = self.ask()
        assert answer.status_code == 200, answer.text
        return answer.data

    def take_back(self, file: bytes, name: str = "antwort.docx", number: int = 1) -> TestResponse:
        path = f"/drafts/{self.desk.draft_id}/dispatches/{number}/returns"
        head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        form = {"data": head.encode() + file + b"\r\n--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
        return self.client.post(path, follow_redirects=True, buffered=True, **form)

    def suggestions(self) -> list[tuple[str, str]]:
        """The open ones in the order of the text: (struck, inserted)."""
        return [(words.deleted, words.inserted) for words in words_of(self.desk.text()).values()]

    def agreed(self, section: int = GOAL) -> str:
        with self.desk.people.database.reading() as db:
            return plain_text(service.text_of(db, self.desk.draft_id)[section]["content"])

    def rows(self) -> list[tuple[int, str | None]]:
        with self.desk.people.database.reading() as db:
            return [(row.number, row.organisation) for row in store.list_suggestions(db, self.desk.draft_id)]

    def leftovers(self, number: int = 1) -> list[tuple[str, str, str]]:
        with self.desk.people.database.reading() as db:
            row = dispatch_store.get_return(db, self.desk.draft_id, 1, number)
            return [(one["why"], one["cut"], one["added"]) for one in row.leftovers]

    def versions(self) -> list[dict[str, Any]]:
        path = f"/drafts/{self.desk.draft_id}/versions"
        versions: list[dict[str, Any]] = self.client.get(path, headers={"Accept": "application/json"}).json["versions"]
        return versions

    def facts(self, kind: str) -> list[dict[str, Any]]:
        with self.desk.people.database.reading() as db:
            return list(db.scalars(select(FactRow.data).where(FactRow.kind == kind).order_by(FactRow.number)))

    def edit(self, change: Callable[[Any], None]) -> None:
        """Let somebody write in the live text meanwhile."""
        editor = self.desk.editor()
        with editor.doc.transaction():
            change(editor)
        assert self.desk.send(editor.take())


def rewritten(docx: bytes, change: Callable[[str], str]) -> bytes:
    """The file with another XML of its text."""
    files = parts(docx)
    return packed({**files, DOCUMENT: change(files[DOCUMENT].decode()).encode()})


def changed(docx: bytes, *changes: tuple[str, str]) -> bytes:
    """The file with other words, as somebody writes who tracks nothing."""

    def change(xml: str) -> str:
        for old, new in changes:
            assert xml.count(old) == 1, (old, xml.count(old))
            xml = xml.replace(old, new)
        return xml

    return rewritten(docx, change)


_BY = 'w:author="Kim Beispiel" w:date="2026-11-23T10:00:00Z"'


def tracked(docx: bytes, *changes: tuple[str, str]) -> bytes:
    """The file with tracked changes, as Word writes them."""

    def marked(number: int, old: str, new: str) -> str:
        gone = (
            f'<w:del w:id="{900 + number}" {_BY}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
        )
        came = f'<w:ins w:id="{950 + number}" {_BY}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
        return f'</w:t></w:r>{gone}{came if new else ""}<w:r><w:t xml:space="preserve">'

    return changed(docx, *((old, marked(number, old, new)) for number, (old, new) in enumerate(changes)))


def paragraph_xml(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
