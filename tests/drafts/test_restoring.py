"""Restoring a version: for everybody at once, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from pycrdt import XmlText

from app import facts
from app.drafts import comment_store, current, service, store
from app.drafts.live.log import Batch
from app.drafts.live.pipeline import Committed
from app.drafts.models import Comment
from app.drafts.text.comparison import compare
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import plain_text
from tests.drafts.conftest import Desk
from tests.drafts.editors import Editor
from tests.drafts.restorer import BEFORE, gone_on, restore, version, versions
from tests.drafts.test_sockets import Tab
from tests.waiting import until

JSON = {"Accept": "application/json"}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return gone_on(desk)


@pytest.fixture
def moderator(desk: Desk) -> FlaskClient:
    return desk.people.client(desk.people.moderator)


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
        assert current.is_current(db, store.get_version(db, desk.draft_id, 1))
        assert not current.is_current(db, store.get_version(db, desk.draft_id, 2))


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
