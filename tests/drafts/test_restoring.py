"""Restoring a version: for everybody at once, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from pycrdt import XmlText

from app import facts
from app.access import Actor
from app.drafts import comment_store, restoring, service, store
from app.drafts.live.log import Batch
from app.drafts.live.pipeline import Committed
from app.drafts.models import Comment, DraftVersion
from app.drafts.text.comparison import compare
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import plain_text
from app.errors import Conflict, NotAllowed, NotFound
from app.workshops.rules import Phase, Right, Role
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.editors import Editor
from tests.drafts.test_sockets import Tab
from tests.waiting import until

JSON = {"Accept": "application/json"}
BEFORE = "Vor dem Wiederherstellen von Fassung 1"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A draft that went on after its first version."""
    desk.fill()
    desk.freeze()
    desk.write("goal", " und mehr")
    desk.write("sources", "Ein Beleg")
    return desk


@pytest.fixture
def moderator(desk: Desk) -> FlaskClient:
    return desk.people.client(desk.people.moderator)


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


@pytest.mark.row("D6")
def test_d44_the_text_says_what_the_version_says_and_what_it_said_is_a_version(desk: Desk) -> None:
    before = canonical(desk.text())
    assert restore(desk) == 2
    assert canonical(desk.text()) == version(desk, 1).tree
    assert versions(desk) == [(2, BEFORE), (1, "Für Runde 1")]
    assert version(desk, 2).tree == before
    assert version(desk, 2).frozen_by == desk.people.participant_id(desk.people.moderator)


def told(desk: Desk) -> list[tuple[str, int]]:
    with desk.people.database.reading() as db:
        rows = facts.list_after(db, desk.people.workshop_id, 0)
        return [(row.kind, row.data["version"]) for row in rows if "version" in row.data]


def test_d44_the_room_is_told_of_both(desk: Desk) -> None:
    restore(desk)
    assert told(desk) == [("draft:frozen", 1), ("draft:frozen", 2), ("draft:restored", 1)]


def test_d44_the_kept_version_knows_up_to_which_edit_it_goes(desk: Desk) -> None:
    with desk.people.database.reading() as db:
        number = store.get_draft(db, desk.draft_id).number
    restore(desk)
    assert version(desk, 2).log_number == number
    with desk.people.database.reading() as db:
        assert service.is_current(db, store.get_version(db, desk.draft_id, 1))
        assert not service.is_current(db, store.get_version(db, desk.draft_id, 2))


def test_d44_what_the_last_version_keeps_already_is_not_kept_twice(desk: Desk) -> None:
    assert desk.freeze() == 2
    assert restore(desk) == 2
    assert [number for number, _occasion in versions(desk)] == [2, 1]


def test_d44_a_text_whose_required_sections_are_empty_is_kept_too(desk: Desk) -> None:
    editor = desk.editor()
    text = editor.text("rationale")
    del text[: len(text)]
    desk.send(editor.take())
    assert restore(desk) == 2
    assert canonical(desk.text()) == version(desk, 1).tree


@pytest.mark.row("D6")
def test_d44_there_and_back_again_every_text_is_kept(desk: Desk) -> None:
    texts = [version(desk, 1).tree, canonical(desk.text())]
    restore(desk)
    assert restore(desk, 2) == 3
    assert canonical(desk.text()) == texts[1]
    assert [version(desk, number).tree for number in (1, 2, 3)] == [texts[0], texts[1], texts[0]]
    assert not any(section.changes for section in compare(version(desk, 3).tree, version(desk, 1).tree))


def test_d44_if_it_cannot_be_written_neither_version_nor_text_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, commit = desk.text(), desk.hub.pipeline._ports.commit
    failures = [OSError("disk full")]

    def fail_once(batches: Sequence[Batch]) -> dict[int, int]:
        if failures:
            raise failures.pop()
        return commit(batches)

    object.__setattr__(desk.hub.pipeline._ports, "commit", fail_once)
    monkeypatch.setattr(service, "LONGEST_WAIT", 0.01)
    with pytest.raises(service.Unsaved):
        restore(desk)
    assert (desk.text(), versions(desk)) == (before, [(1, "Für Runde 1")])
    desk.hub.pipeline.step()
    assert canonical(desk.text()) == version(desk, 1).tree
    assert versions(desk) == [(2, BEFORE), (1, "Für Runde 1")]


def test_d45_comments_stay_with_their_quotes_and_on_words_that_stay(desk: Desk) -> None:
    by = desk.people.participant_id(desk.people.moderator)
    with desk.people.database.writing() as db:
        for number, quote in enumerate(("Wörter in goal", "Ein Beleg")):
            db.add(Comment(id=f"c{number}", draft_id=desk.draft_id, participant_id=by, body="Wo?", quote=quote))
    desk.hub.pipeline.unload_idle()
    editor = desk.editor()
    editor.text("goal").format(0, len("Wörter in goal".encode()), {mark_key("comment", "c0"): {"id": "c0"}})
    editor.text("sources").format(0, len(editor.text("sources")), {mark_key("comment", "c1"): {"id": "c1"}})
    desk.send(editor.take())
    restore(desk)
    (piece,) = desk.text()[3]["content"][0]["content"]
    assert (piece["text"], piece["marks"]) == ("Wörter in goal", {"comment": {"ids": ["c0"]}})
    with desk.people.database.reading() as db:
        assert [row.quote for row in comment_store.list_comments(db, desk.draft_id)] == ["Wörter in goal", "Ein Beleg"]


@pytest.mark.row("D6")
def test_d45_everybody_who_has_the_draft_open_sees_it(desk: Desk, moderator: FlaskClient) -> None:
    tabs = [Tab(desk, desk.people.join(name)) for name in ("Anna", "Ben")]
    editors = [Editor(tab.open()["data"]["update"]) for tab in tabs]
    answer = moderator.post(f"/drafts/{desk.draft_id}/versions/1/restoration", headers=JSON)
    assert answer.get_json() == {"version": 1, "kept": 2}
    for tab, editor in zip(tabs, editors, strict=True):
        until(lambda tab=tab: tab.events("draft:update"))
        for update in tab.events("draft:update"):
            assert update["epoch"] == 1
            editor.receive(update["update"])
        assert canonical(editor.read()) == version(desk, 1).tree


@pytest.mark.row("D6")
def test_d45_what_somebody_types_meanwhile_comes_in(desk: Desk, moderator: FlaskClient) -> None:
    anna = Tab(desk, desk.people.join("Anna"))
    editor = Editor(anna.open()["data"]["update"])
    typed = editor.type("goal", " von Anna")
    moderator.post(f"/drafts/{desk.draft_id}/versions/1/restoration", headers=JSON)
    assert anna.sync(typed)["ok"]
    until(lambda: len(anna.events("draft:update")) == 2)
    for update in anna.events("draft:update"):
        editor.receive(update["update"])
    assert editor.read() == desk.text()
    assert editor.words("goal") == "Wörter in goal von Anna"


def test_d45_what_is_typed_into_a_paragraph_that_has_gone_goes_with_it(desk: Desk) -> None:
    """As when a person deletes it. What was saved before that is in the version that is kept."""
    editor = desk.editor()
    editor.add("sources", "paragraph").children.append(XmlText("Zweiter Beleg"))
    desk.send(editor.take())
    anna = desk.editor()
    by = desk.people.participant_id(desk.people.join("Anna"))
    for words in (" gesichert", " zu spät"):
        anna.section("sources").children[1].children[0].insert(0, words)
    early, late = anna.unsent
    desk.send(early, by)
    restore(desk)
    assert [type(answer) for answer in desk.send(late, by)] == [Committed]
    assert canonical(desk.text()) == version(desk, 1).tree
    assert plain_text(version(desk, 2).tree[-1]["content"]) == "Ein Beleg\n gesichertZweiter Beleg"


@pytest.mark.row("D6")
def test_d46_only_who_may_freeze_and_write_restores(desk: Desk) -> None:
    before = desk.text()
    for role in (Role.EXPERT, Role.GUEST, Role.OBSERVER, Role.MINUTE_TAKER):
        with pytest.raises(NotAllowed):
            restore(desk, actor=desk.people.join(f"{role} Beispiel", role=role))
    with pytest.raises(NotFound):
        restore(desk, actor=desk.people.stranger())
    desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        restore(desk)
    assert desk.text() == before
    desk.people.move_to(Phase.CONSENT)
    assert restore(desk, actor=desk.people.join("Redaktion", role=Role.EDITOR)) == 2


@pytest.mark.parametrize("right", [Right.FREEZE_VERSION, Right.WRITE_DRAFT, Right.REVIEW_DRAFT])
def test_d46_each_of_the_rights_is_needed(desk: Desk, right: Right) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
        less = replace(seen, rights=seen.rights - {right})
        assert restoring.may_restore(seen)
        assert not restoring.may_restore(less)
        with pytest.raises(Conflict):
            restoring.require(db, seen=less, version=store.get_version(db, desk.draft_id, 1))


def test_d46_what_the_text_says_already_is_not_restored(desk: Desk) -> None:
    restore(desk)
    with pytest.raises(Conflict) as refused:
        restore(desk)
    assert str(refused.value.message) == "Der Entwurf sagt schon dasselbe wie Fassung 1."
    assert len(versions(desk)) == 2


def suggest(desk: Desk) -> bytes:
    editor = desk.editor()
    editor.text("goal").insert(0, "Vorschlag ", {"insertion": {"id": "Leyla1"}})
    return editor.take()


def test_d46_while_a_suggestion_is_open_nothing_is_restored(desk: Desk) -> None:
    desk.send(suggest(desk))
    with pytest.raises(Conflict) as refused:
        restore(desk)
    assert "noch 1 Vorschlag" in str(refused.value.message)
    assert len(versions(desk)) == 1


def test_d46_a_suggestion_that_comes_first_is_not_run_over(desk: Desk) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)

    class Busy:
        def submit(self, edit: object) -> bool:
            desk.queue(suggest(desk))
            desk.hub.pipeline.submit(edit)  # type: ignore[arg-type]  # the service's own
            desk.hub.pipeline.step()
            return True

    with pytest.raises(Conflict):
        restoring.restore(Busy(), seen=seen, version=version(desk, 1), occasion=BEFORE)  # type: ignore[arg-type]  # see above
    assert "Vorschlag " in [piece["text"] for piece in desk.text()[3]["content"][0]["content"]]
    assert len(versions(desk)) == 1


@pytest.mark.row("D6")
def test_d46_the_page_of_a_version_offers_it_to_who_may_as_a_plain_form(desk: Desk, moderator: FlaskClient) -> None:
    path = f"/drafts/{desk.draft_id}/versions/1"
    form = f'<form class="kw-stack kw-above" method="post" action="{path}/restoration">'
    assert form in moderator.get(path).text
    assert form not in desk.people.client(desk.people.join("Leyla")).get(path).text
    forget_who_asked()
    answer = moderator.post(f"{path}/restoration", follow_redirects=True)
    assert answer.request.path == f"/drafts/{desk.draft_id}/versions"
    assert "Der Entwurf sagt wieder, was in Fassung 1 steht." in answer.text
    assert "Vor dem Wiederherstellen von Fassung 1" in answer.text
    assert form not in moderator.get(path).text
