"""People who may only suggest, at a draft that others review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.access import Actor
from app.drafts import reopening, service, store, suggestions
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.pipeline import Edit
from app.drafts.rules import Outcome
from app.drafts.suggestions import Verdict
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import plain_text
from app.facts import FactRow

if TYPE_CHECKING:
    from tests.drafts.conftest import Desk

GOAL = 3  # the section's place in the text


@dataclass
class Table:
    """Leyla and Jonas, experts, may only suggest; the moderator reviews."""

    desk: Desk
    leyla: Actor
    jonas: Actor

    def suggest(self, actor: Actor, change: Any) -> int:
        """Send what `change` does to the text of the goal; returns the draft's number, or raises the refusal."""
        editor = self.desk.editor()
        with editor.doc.transaction():
            change(editor.text("goal"))
        by = self.desk.people.participant_id(actor)
        self.desk.hub.start()
        return service.put(self.desk.hub.pipeline, Edit(self.desk.draft_id, 1, by, editor.take(), leave=SUGGESTING))

    def decide(self, actor: Actor, outcome: Outcome, *ids: str, reason: str = "", key: str = "request-1") -> None:
        wanted = Verdict(ids, outcome, reason)
        with self.desk.people.database.reading() as db:
            asked = suggestions.ask(db, actor=actor, draft_id=self.desk.draft_id, wanted=wanted, request_key=key)
        self.desk.hub.start()
        suggestions.settle(self.desk.hub.pipeline, asked)

    def accept(self, *ids: str) -> None:
        self.decide(self.desk.people.moderator, Outcome.ACCEPTED, *ids)

    def reject(self, *ids: str, reason: str = "Zu unbestimmt.") -> None:
        self.decide(self.desk.people.moderator, Outcome.REJECTED, *ids, reason=reason)

    def take_back(self, actor: Actor, *ids: str, key: str = "request-1") -> None:
        with self.desk.people.database.reading() as db:
            asked = reopening.ask(db, actor=actor, draft_id=self.desk.draft_id, ids=ids, request_key=key)
        reopening.reopen(self.desk.hub.pipeline, asked)

    def agreed(self) -> str:
        with self.desk.people.database.reading() as db:
            return plain_text(service.text_of(db, self.desk.draft_id)[GOAL]["content"])

    def marks(self) -> set[str]:
        """The names of all marks in the goal."""
        blocks = self.desk.text()[GOAL]["content"]
        return {name for block in blocks for piece in block["content"] for name in piece["marks"]}

    def decisions(self) -> dict[str, list[tuple[str, str, str, str | None]]]:
        """Of each suggestion (outcome, inserted, deleted, reason)."""
        with self.desk.people.database.reading() as db:
            return {
                row.id: [(one.outcome, one.inserted, one.deleted, one.reason) for one in row.decisions]
                for row in store.list_suggestions(db, self.desk.draft_id)
            }

    def facts(self, kind: str) -> list[dict[str, Any]]:
        with self.desk.people.database.reading() as db:
            return list(db.scalars(select(FactRow.data).where(FactRow.kind == kind).order_by(FactRow.number)))


def replace(old: str, new: str, suggestion: str) -> Any:
    """Suggest other words for some that stand there."""

    def change(text: Any) -> None:
        words = "".join(piece for piece, _ in text.diff())
        start = len(words[: words.index(old)].encode())
        end = start + len(old.encode())
        text.format(start, end, {mark_key("deletion", suggestion): {"id": suggestion}})
        text.insert(end, new, {"insertion": {"id": suggestion}, **dict.fromkeys(text.diff()[-1][1] or {}, None)})

    return change
