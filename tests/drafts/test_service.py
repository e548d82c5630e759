"""Drafts, versions and comments on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app import facts
from app.drafts import comment_store, current, rules, service, store
from app.drafts.facts import CommentAdded
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.log import Batch, LogEntry
from app.drafts.live.passages import Chosen
from app.drafts.live.pipeline import Committed, Edit
from app.drafts.models import Comment, Draft, DraftUpdate
from app.drafts.refusals import Gap
from app.drafts.service import Words
from app.drafts.text.fingerprint import fingerprint
from app.drafts.text.sections import TITLE
from app.errors import Conflict, NotAllowed, NotFound
from app.needs.models import Cluster
from app.workshops import admission
from app.workshops import store as workshops
from app.workshops.rules import Phase, Role
from tests.drafts.conftest import Desk


def kinds(desk: Desk) -> list[str]:
    with desk.people.database.reading() as db:
        return [
            row.kind
            for row in facts.list_after(db, desk.people.workshop_id, 0)
            if row.kind.split(":")[0] in ("draft", "comment")
        ]


def test_d16_a_draft_starts_with_the_cluster_s_title_and_needs_and_keeps_their_ids(desk: Desk) -> None:
    text = desk.text()
    assert rules.section_text(text, TITLE) == "Deutsch von Anfang an"
    assert rules.section_text(text, "need_for_action") == "Übergänge: Sie sind nicht abgestimmt.\nPersonal"
    assert rules.section_text(text, "goal") == ""
    with desk.people.database.reading() as db:
        assert len(store.list_need_ids(db, desk.draft_id)) == 2
    assert kinds(desk) == ["draft:created"]


def test_d16_a_draft_does_not_show_needs_that_are_still_hidden(desk: Desk) -> None:
    with desk.people.database.writing() as db:
        workshop = workshops.get_workshop(db, desk.people.workshop_id)
        workshop.collecting = "private"
        other = Cluster(workshop_id=workshop.id, title="Noch verdeckt", position=2)
        db.add(other)
        db.flush()
        with pytest.raises(Conflict):
            service.create_draft(db, actor=desk.people.moderator, cluster_id=other.id)


def test_d16_a_draft_made_twice_is_one(desk: Desk) -> None:
    with desk.people.database.writing() as db:
        again = service.create_draft(db, actor=desk.people.moderator, cluster_id=desk.cluster_id)
        assert again.id == desk.draft_id
    assert kinds(desk) == ["draft:created"]


def test_d18_only_who_may_create_drafts_does(desk: Desk) -> None:
    expert = desk.people.join("Leyla")
    with pytest.raises(NotAllowed), desk.people.database.writing() as db:
        service.create_draft(db, actor=expert, cluster_id=desk.cluster_id)


def test_d18_a_draft_does_not_exist_for_strangers(desk: Desk) -> None:
    stranger = desk.people.stranger()
    with pytest.raises(NotFound), desk.people.database.reading() as db:
        service.access(db, actor=stranger, draft_id=desk.draft_id)
    with pytest.raises(NotFound), desk.people.database.writing() as db:
        service.freeze_version(db, actor=stranger, draft_id=desk.draft_id, occasion="x")


def test_d18_rights_follow_role_and_phase(desk: Desk) -> None:
    actors = {role: desk.people.join(f"{role} Beispiel", role=role) for role in (Role.EXPERT, Role.OBSERVER)}

    def may(role: Role, right: service.Right) -> bool:
        with desk.people.database.reading() as db:
            return right in service.access(db, actor=actors[role], draft_id=desk.draft_id).rights

    assert may(Role.EXPERT, service.Right.WRITE_DRAFT)
    assert not may(Role.OBSERVER, service.Right.WRITE_DRAFT)
    desk.people.move_to(Phase.CLOSED)
    assert not may(Role.EXPERT, service.Right.WRITE_DRAFT)


@pytest.mark.parametrize("role", Role)
def test_d18_a_socket_s_place_has_the_rights_of_the_person_s_requests(desk: Desk, role: Role) -> None:
    actor = desk.people.join("Leyla", role=role)
    participant_id = desk.people.participant_id(actor)
    for phase in (Phase.CONSENT, Phase.CLOSED):
        desk.people.move_to(phase)
        with desk.people.database.reading() as db:
            seen = service.access(db, actor=actor, draft_id=desk.draft_id)
            expected = service.Place(
                desk.people.workshop_id, participant_id, "Leyla", seen.rights, seen.draft.editing, seen.draft.sections
            )
            assert service.place(db, draft_id=desk.draft_id, participant_id=participant_id) == expected


def test_d18_a_socket_s_place_ends_where_the_person_s_requests_end(desk: Desk) -> None:
    people = desk.people
    leyla, waiting = people.join("Leyla"), people.join("Jonas", confirmed=False)
    here, in_lobby = people.participant_id(leyla), people.participant_id(waiting)
    another = people.another_workshop()
    with people.database.writing() as db:
        (elsewhere,) = workshops.list_participants(db, another)
        admission.leave(db, actor=leyla, workshop_id=people.workshop_id)
        workshops.get_workshop(db, people.workshop_id).admission = "lobby"
    ends = [(desk.draft_id, here), (desk.draft_id, elsewhere.id), (desk.draft_id + 1, in_lobby)]
    with people.database.reading() as db:
        for draft_id, participant_id in ends:
            with pytest.raises(NotFound):
                service.place(db, draft_id=draft_id, participant_id=participant_id)
            assert service.may_edit(db, draft_id=draft_id, participant_id=participant_id) == (SUGGESTING, False)
        with pytest.raises(NotAllowed):
            service.place(db, draft_id=desk.draft_id, participant_id=in_lobby)
        assert service.may_edit(db, draft_id=desk.draft_id, participant_id=in_lobby) == (SUGGESTING, False)


def test_d17_a_comment_that_cannot_be_stored_leaves_no_fact_of_itself(desk: Desk) -> None:
    workshop_id, nobody = desk.people.workshop_id, 10_000
    by = desk.people.participant_id(desk.people.moderator)

    def rows(db) -> None:
        db.add(Comment(id="nie-da", body="Wort", quote="Wort", draft_id=desk.draft_id, participant_id=nobody))
        facts.record(db, CommentAdded(workshop_id=workshop_id, by=by, draft_id=desk.draft_id, comment="nie-da"))

    edit = desk.editor().type("goal", "Wort")
    with desk.people.database.writing() as db:
        assert store.append_each(db, [Batch(desk.draft_id, 1, 1, [LogEntry(by, edit, rows)])]) == {}
    assert kinds(desk) == ["draft:created"]


@pytest.mark.row("D1")
def test_d7_what_was_acknowledged_is_what_a_new_process_reads(desk: Desk) -> None:
    editor = desk.editor()
    for letter in "Grüße 😀":
        assert isinstance(desk.send(editor.type("goal", letter))[0], Committed)
    assert desk.text() == editor.read()
    with desk.people.database.reading() as db:
        assert store.get_draft(db, desk.draft_id).number == 1 + len("Grüße 😀")


def test_d8_one_draft_s_impossible_rows_do_not_hold_up_the_others(desk: Desk) -> None:
    good = Batch(desk.draft_id, 1, 1, [LogEntry(desk.people.participant_id(desk.people.moderator), b"\x00\x00")])
    gone = Batch(999, 1, 1, [LogEntry(1, b"\x00\x00")])
    foreign_author = Batch(desk.draft_id, 1, 2, [LogEntry(4711, b"\x00\x00")])
    with desk.people.database.writing() as db:
        assert store.append_each(db, [gone, good]) == {desk.draft_id: 2}
        assert store.append_each(db, [foreign_author]) == {}
    with desk.people.database.reading() as db:
        assert store.get_draft(db, desk.draft_id).number == 2


def test_d9_an_edit_of_a_restored_draft_s_old_epoch_is_not_written(desk: Desk) -> None:
    with desk.people.database.writing() as db:
        store.get_draft(db, desk.draft_id).epoch = 2
    with desk.people.database.writing() as db:
        assert store.append_each(db, [Batch(desk.draft_id, 1, 1, [LogEntry(1, b"\x00\x00")])]) == {}
        assert db.scalar(select(func.count()).select_from(DraftUpdate)) == 1


@pytest.mark.row("D8")
def test_d14_a_text_with_empty_required_sections_is_not_frozen_and_they_are_named(desk: Desk) -> None:
    desk.write("goal", "Ein Ziel")
    desk.write("rationale", "   ")
    with pytest.raises(Conflict) as refused:
        desk.freeze()
    assert set(refused.value.fields) == {"starting_situation", "recommendation", "rationale", "addressees"}
    assert str(refused.value.message) == "Es fehlt noch: Ausgangslage, Empfehlung, Begründung, Adressaten."
    assert kinds(desk) == ["draft:created"]


@pytest.mark.row("D8")
def test_d14_a_version_is_the_text_at_that_moment_and_stays_it(desk: Desk) -> None:
    desk.fill()
    number, frozen = desk.freeze(), desk.text()
    desk.write("goal", " und mehr")
    with desk.people.database.reading() as db:
        version = store.get_version(db, desk.draft_id, number)
        assert version.tree == frozen
        assert version.fingerprint == fingerprint(frozen)
    assert kinds(desk) == ["draft:created", "draft:frozen"]


def test_d14_the_same_text_is_the_same_version_and_another_is_the_next(desk: Desk) -> None:
    desk.fill()
    assert (desk.freeze(), desk.freeze()) == (1, 1)
    desk.write("goal", "!")
    assert desk.freeze() == 2


def test_d14_experts_freeze_nothing(desk: Desk) -> None:
    desk.fill()
    with pytest.raises(NotAllowed):
        desk.freeze(desk.people.join("Leyla"))


@pytest.mark.row("D7")
def test_d15_a_version_is_current_until_the_text_says_something_else(desk: Desk) -> None:
    desk.fill()
    number = desk.freeze()

    def is_current() -> bool:
        with desk.people.database.reading() as db:
            return current.is_current(db, store.get_version(db, desk.draft_id, number))

    assert is_current()
    editor = desk.editor()
    desk.send(editor.type("goal", "!"))
    assert not is_current()
    text = editor.text("goal")
    del text[len(text) - 1 : len(text)]
    desk.send(editor.take())
    assert is_current()


def comment_on(desk: Desk, quote: str, body: str = "Wer **genau**?") -> Edit:
    """The edit of a comment, as the service queues it."""
    queued: list[Edit] = []

    class Queue:
        def submit(self, edit: Edit) -> bool:
            queued.append(edit)
            desk.hub.pipeline.submit(edit)
            desk.hub.pipeline.step()
            return True

    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
    service.comment(Queue(), seen=seen, chosen=Chosen(({}, {}), quote), words=Words(body), request_key=body)  # type: ignore[arg-type]  # a round at a time
    return queued[0]


def test_d17_a_comment_and_its_mark_are_one_commit(desk: Desk) -> None:
    desk.write("goal", "Die Länder sollen handeln.")
    comment_on(desk, "Länder")
    with desk.people.database.reading() as db:
        [comment] = comment_store.list_comments(db, desk.draft_id)
        assert (comment.body, comment.quote) == ("Wer **genau**?", "Länder")
    marks = [piece["marks"] for piece in desk.text()[3]["content"][0]["content"] if piece["text"] == "Länder"]
    assert marks == [{"comment": {"ids": [comment.id]}}]
    assert kinds(desk) == ["draft:created", "comment:added"]


def test_d17_without_its_passage_a_comment_leaves_neither_row_nor_mark(desk: Desk) -> None:
    before = desk.text()
    with pytest.raises(Conflict):
        comment_on(desk, "steht hier nicht")
    with desk.people.database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Comment)) == 0
    assert desk.text() == before


def test_d17_comments_change_no_fingerprint(desk: Desk) -> None:
    desk.fill()
    number = desk.freeze()
    comment_on(desk, "Wörter in goal")
    with desk.people.database.reading() as db:
        assert current.is_current(db, store.get_version(db, desk.draft_id, number))


def test_d18_observers_do_not_comment(desk: Desk) -> None:
    observer = desk.people.join("Karin", role=Role.OBSERVER)
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=observer, draft_id=desk.draft_id)
    with pytest.raises(NotAllowed):
        service.comment(
            desk.hub.pipeline, seen=seen, chosen=Chosen(({}, {}), "x"), words=Words("x"), request_key="schlüssel-1"
        )


def test_d18_who_may_comment_no_longer_once_it_is_written_leaves_no_mark(desk: Desk) -> None:
    desk.write("goal", "Text")
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
    before = desk.text()
    desk.people.move_to(Phase.CLOSED)
    desk.hub.start()
    what = {"chosen": Chosen(({}, {}), "Text"), "words": Words("x"), "request_key": "schlüssel-1"}
    with pytest.raises(Gap):
        service.comment(desk.hub.pipeline, seen=seen, **what)
    assert desk.text() == before


def test_d16_no_name_is_in_the_log_of_a_draft(desk: Desk) -> None:
    desk.write("goal", "Text")
    comment_on(desk, "Text")
    with desk.people.database.reading() as db:
        log = b"".join(store.list_updates(db, desk.draft_id))
        assert db.get(Draft, desk.draft_id) is not None
    assert b"Moderation" not in log
