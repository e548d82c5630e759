"""A draft that went on after its first version, and who restores that."""

from __future__ import annotations

from app.access import Actor
from app.drafts import restoring, service, store
from app.drafts.models import DraftVersion
from tests.drafts.conftest import Desk

BEFORE = "Vor dem Wiederherstellen von Fassung 1"


def gone_on(desk: Desk) -> Desk:
    """The draft with a version, and with more than that says."""
    desk.fill()
    desk.freeze()
    desk.write("goal", " und mehr")
    desk.write("sources", "Ein Beleg")
    return desk


def version(desk: Desk, number: int) -> DraftVersion:
    with desk.people.database.reading() as db:
        return store.get_version(db, desk.draft_id, number)


def versions(desk: Desk) -> list[tuple[int, str]]:
    with desk.people.database.reading() as db:
        return [(row.number, row.occasion) for row in store.list_versions(db, desk.draft_id)]


def restore(desk: Desk, number: int = 1, actor: Actor | None = None) -> int | None:
    """Ask as a request does; the pipeline goes a round at a time."""

    class Queue:
        def submit(self, edit: object) -> bool:
            desk.hub.pipeline.submit(edit)  # type: ignore[arg-type]  # the service's own
            desk.hub.pipeline.step()
            return True

    with desk.people.database.reading() as db:
        seen = service.access(db, actor=actor or desk.people.moderator, draft_id=desk.draft_id)
        wanted = store.get_version(db, desk.draft_id, number)
        restoring.require(db, seen=seen, version=wanted)
    return restoring.restore(Queue(), seen=seen, version=wanted, occasion=BEFORE)  # type: ignore[arg-type]  # see above
