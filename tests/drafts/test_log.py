"""The log on disk: snapshots instead of many rows, whose client ids they are, refused edits, and a second writer."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.drafts import hub as hubs
from app.drafts import store
from app.drafts.live import pipeline
from app.drafts.live.log import Batch, LogEntry, Snapshot
from app.drafts.live.pipeline import Committed, Edit, NotTaken
from app.drafts.live.room import Broken, Room
from app.drafts.models import DraftSnapshot, DraftUpdate
from app.drafts.refused_models import RefusedEdit
from app.errors import Conflict
from tests.drafts.conftest import Desk


@pytest.fixture
def small_logs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.hub.pipeline, "_compact_after", 10)


def count_rows(desk: Desk) -> int:
    with desk.people.database.reading() as db:
        return db.scalar(select(func.count()).select_from(DraftUpdate)) or 0


@pytest.mark.usefixtures("small_logs")
def test_d22_a_long_log_becomes_a_snapshot_that_says_the_same(desk: Desk) -> None:
    people = [desk.editor() for _ in range(12)]
    for editor in people:
        for letter in "Wort":
            assert isinstance(desk.send(editor.type("goal", letter))[0], Committed)
    assert count_rows(desk) < 10
    with desk.people.database.reading() as db:
        assert store.get_draft(db, desk.draft_id).number == 1 + 12 * len("Wort")
    for other in people:
        editor.receive(other.doc.get_update())
    assert desk.text() == editor.read()
    desk.hub.pipeline.unload_idle()
    assert desk.editor().read() == editor.read()
    assert isinstance(desk.send(editor.type("goal", " Weiter"))[0], Committed)
    assert desk.text() == editor.read()


@pytest.mark.usefixtures("small_logs")
def test_d22_a_snapshot_that_says_something_else_is_not_kept_and_no_row_goes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_room: Room) -> Snapshot:
        raise Broken

    monkeypatch.setattr(Room, "snapshot", broken)
    editor = desk.editor()
    for letter in "zwölf Zeichen":
        assert isinstance(desk.send(editor.type("goal", letter))[0], Committed)
    assert count_rows(desk) == 1 + len("zwölf Zeichen")
    assert desk.text() == editor.read()


def test_d22_a_snapshot_is_compared_with_the_text_before_it_is_handed_out(desk: Desk) -> None:
    desk.write("goal", "Wort")
    room = desk.hub.pipeline.room(desk.draft_id)
    whole = room.doc.get_update()
    assert room.snapshot() == Snapshot(desk.draft_id, 1, 2, whole)

    class Forgetful:
        """A document that does not say all it holds."""

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def get_update(self) -> bytes:
            return b"\x00\x00"

    real, room.doc = room.doc, Forgetful()
    with pytest.raises(Broken):
        room.snapshot()


def test_d22_no_snapshot_of_another_epoch_is_kept(desk: Desk) -> None:
    with desk.people.database.writing() as db, pytest.raises(Conflict):
        store.compact(db, Snapshot(desk.draft_id, 2, 1, b"\x00\x00"))
    with desk.people.database.reading() as db:
        assert db.scalars(select(DraftSnapshot)).all() == []
    assert count_rows(desk) == 1


@pytest.mark.usefixtures("small_logs")
def test_d23_who_wrote_what_outlives_the_log(desk: Desk) -> None:
    editor = desk.editor()
    for letter in "zwölf Zeichen":
        desk.send(editor.type("goal", letter))
    with desk.people.database.reading() as db:
        moderator = desk.people.participant_id(desk.people.moderator)
        assert store.get_writers(db, desk.draft_id) == {1: None, editor.doc.client_id: moderator}


def test_d23_nobody_writes_with_another_person_s_client_id(desk: Desk) -> None:
    anna, guest = desk.editor(), desk.people.participant_id(desk.people.join("Ben"))
    desk.send(anna.type("goal", "Anna"))
    forged = anna.type("goal", " war es nicht")
    assert desk.send(forged, by=guest) == [NotTaken("content")]
    assert desk.send(forged) == [Committed(3)]  # and Anna's own next edit is not taken for known
    assert desk.text() == anna.read()


def test_d23_what_others_wrote_may_come_back_with_one_s_own_edit(desk: Desk) -> None:
    anna, guest = desk.editor(), desk.people.participant_id(desk.people.join("Ben"))
    desk.send(anna.type("goal", "Anna "))
    ben = desk.editor()
    ben.type("goal", "Ben")
    assert desk.send(ben.doc.get_update(), by=guest) == [Committed(3)]
    assert desk.text() == ben.read()


def test_d24_a_refused_edit_is_kept_with_its_author_and_reason_and_reaches_no_text(desk: Desk) -> None:
    forged = desk.editor().type("goal", "Wort", blink={})
    before = desk.text()
    assert desk.send(forged) == [NotTaken("content")]
    with desk.people.database.reading() as db:
        [kept] = db.scalars(select(RefusedEdit)).all()
    assert (kept.draft_id, kept.reason, kept.data) == (desk.draft_id, "content: the mark blink", forged)
    assert kept.participant_id == desk.people.participant_id(desk.people.moderator)
    assert desk.text() == before


def test_d24_of_the_refused_edits_only_the_newest_are_kept_and_only_their_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "MOST_KEPT", 3)
    monkeypatch.setattr(hubs, "MOST_KEPT_BYTES", 4)
    for number in range(5):
        desk.send(bytes([255, 255, number, 0, 0]))
    with desk.people.database.reading() as db:
        kept = db.scalars(select(RefusedEdit.data).order_by(RefusedEdit.id)).all()
    assert kept == [bytes([255, 255, number, 0]) for number in (2, 3, 4)]


def second_process(desk: Desk, *updates: bytes) -> None:
    """Another process writes to the log; this one does not hear of it."""
    by = desk.people.participant_id(desk.people.moderator)
    with desk.people.database.writing() as db:
        number = store.get_draft(db, desk.draft_id).number
        assert store.append(db, [Batch(desk.draft_id, 1, number, [LogEntry(by, update) for update in updates])])


def test_d25_an_edit_upon_a_log_that_went_on_elsewhere_is_a_gap_and_then_goes_in(desk: Desk) -> None:
    anna, ben = desk.editor(), desk.editor()
    second_process(desk, ben.type("title", "Ben"))
    edit = anna.type("goal", "Anna")
    assert desk.send(edit) == [NotTaken("gap")]
    assert desk.send(edit) == [Committed(3)]
    anna.receive(ben.doc.get_update())
    assert desk.text() == anna.read()


def test_d25_all_who_wrote_meanwhile_get_their_edits_in(desk: Desk) -> None:
    anna, ben, clara = desk.editor(), desk.editor(), desk.editor()
    answers = [desk.queue(anna.type("goal", "Anna"))]
    second_process(desk, ben.type("title", "Ben"))
    answers += [desk.queue(clara.type("rationale", letter)) for letter in "Clara"]
    while not all(answers):
        desk.hub.pipeline.step()
    assert [type(answer[0]) for answer in answers] == [Committed] * 6
    assert desk.text()[0] != anna.read()[0]
    for editor in (ben, clara):
        anna.receive(editor.doc.get_update())
    assert desk.text() == anna.read()


def test_d25_a_commit_whose_answer_was_lost_is_written_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    commit, failures = desk.hub.pipeline._ports.commit, [ConnectionError]

    def loses_the_answer(batches: list[Batch]) -> dict[int, int]:
        numbers = commit(batches)
        if failures:
            raise failures.pop()
        return numbers

    ports = desk.hub.pipeline._ports
    monkeypatch.setattr(desk.hub.pipeline, "_ports", pipeline.Ports(**{**vars(ports), "commit": loses_the_answer}))
    anna, ben = desk.editor(), desk.editor()
    answers = [desk.queue(anna.type("goal", "Anna")), desk.queue(ben.type("title", "Ben"))]
    while not all(answers):
        desk.hub.pipeline.step()
    assert answers == [[Committed(3)], [Committed(3)]]
    assert count_rows(desk) == 3


def test_d8_a_row_that_is_impossible_in_its_own_way_holds_up_nobody(desk: Desk) -> None:
    def rows(_db: object) -> None:
        raise ValueError("whatever")

    anna, ben = desk.editor(), desk.editor()
    good = desk.queue(anna.type("goal", "Anna"))
    bad: list[object] = []
    by = desk.people.participant_id(desk.people.moderator)
    comment = Edit(desk.draft_id, 1, by, ben.type("title", "Ben"), rows=rows, answer=bad.append)
    desk.hub.pipeline.submit(comment)
    while not good or not bad:
        desk.hub.pipeline.step()
    assert (good, bad) == ([Committed(2)], [NotTaken("gap")])
    assert desk.text() == anna.read()
