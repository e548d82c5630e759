"""Comments as threads: answered, done, open again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import comment_store, threads, views
from app.drafts.models import Comment, Draft
from app.errors import Conflict, NotAllowed, NotFound
from app.workshops.rules import Phase, Role
from tests.drafts.conftest import Desk

COMMENT = "Ab3_x"
WORDS = "Gibt es dazu **Zahlen**?"


@pytest.fixture
def leyla(desk: Desk) -> Actor:
    """An expert, who has commented."""
    actor = desk.people.join("Leyla")
    by = desk.people.participant_id(actor)
    with desk.people.database.writing() as db:
        db.add(Comment(id=COMMENT, draft_id=desk.draft_id, participant_id=by, body=WORDS, quote="Netz"))
    return actor


def answer(desk: Desk, actor: Actor, body: str, key: str = "schlüssel-1") -> str:
    with desk.people.database.writing() as db:
        who = {"actor": actor, "draft_id": desk.draft_id, "comment_id": COMMENT}
        return threads.reply(db, **who, body=body, request_key=key).id


def settle(desk: Desk, actor: Actor) -> None:
    with desk.people.database.writing() as db:
        threads.settle(db, actor=actor, draft_id=desk.draft_id, comment_id=COMMENT)


def reopen(desk: Desk, actor: Actor) -> None:
    with desk.people.database.writing() as db:
        threads.reopen(db, actor=actor, draft_id=desk.draft_id, comment_id=COMMENT)


def thread(desk: Desk) -> dict[str, Any]:
    """The comment as people get it."""
    with desk.people.database.reading() as db:
        return views.comment(comment_store.get_comment(db, desk.draft_id, COMMENT))


def told(desk: Desk) -> list[str]:
    with desk.people.database.reading() as db:
        return [kind for kind in _kinds(db, desk) if kind.startswith("comment:")]


def _kinds(db: Session, desk: Desk) -> list[str]:
    return [row.kind for row in facts.list_after(db, desk.people.workshop_id, 0)]


@pytest.mark.row("D3")
def test_d29_answers_stand_under_their_comment_in_the_order_they_came(desk: Desk, leyla: Actor) -> None:
    answer(desk, desk.people.moderator, "Ja, seit **2024**.")
    answer(desk, leyla, "Danke <b>sehr</b>.")
    replies = thread(desk)["replies"]
    assert [(one["name"], one["html"]) for one in replies] == [
        ("Moderation", "<p>Ja, seit <strong>2024</strong>.</p>\n"),
        ("Leyla", "<p>Danke &lt;b&gt;sehr&lt;/b&gt;.</p>\n"),
    ]
    assert told(desk) == ["comment:replied"] * 2


def test_d29_the_same_answer_sent_again_is_one_answer(desk: Desk, leyla: Actor) -> None:
    assert answer(desk, leyla, "Noch etwas.") == answer(desk, leyla, "Noch etwas.")
    assert len(thread(desk)["replies"]) == 1
    assert told(desk) == ["comment:replied"]


def test_d29_one_key_means_another_answer_from_another_person(desk: Desk, leyla: Actor) -> None:
    assert answer(desk, leyla, "Von mir.") != answer(desk, desk.people.moderator, "Von mir.")


@pytest.mark.row("D3")
def test_d29_an_answer_opens_what_was_done_but_not_when_it_comes_again(desk: Desk, leyla: Actor) -> None:
    settle(desk, leyla)
    answer(desk, desk.people.moderator, "Doch noch etwas.")
    assert thread(desk)["settled"] is None
    settle(desk, leyla)
    answer(desk, desk.people.moderator, "Doch noch etwas.")
    assert thread(desk)["settled"] is not None
    assert told(desk) == ["comment:settled", "comment:replied", "comment:reopened", "comment:settled"]


def test_d29_a_thread_has_an_end(desk: Desk, leyla: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_REPLIES", 1)
    first = answer(desk, leyla, "Eins.", "schlüssel-1")
    with pytest.raises(Conflict):
        answer(desk, leyla, "Zwei.", "schlüssel-2")
    assert answer(desk, leyla, "Eins.", "schlüssel-1") == first


@pytest.mark.row("D3")
def test_d30_who_called_it_done_is_kept_until_it_is_open_again(desk: Desk, leyla: Actor) -> None:
    settle(desk, desk.people.moderator)
    first = thread(desk)["settled"]
    settle(desk, leyla)
    assert thread(desk)["settled"] == first
    assert first["name"] == "Moderation"
    reopen(desk, leyla)
    reopen(desk, leyla)
    assert thread(desk)["settled"] is None
    assert told(desk) == ["comment:settled", "comment:reopened"]


def test_d30_who_may_only_comment_settles_only_what_is_theirs(desk: Desk, leyla: Actor) -> None:
    minutes = desk.people.join("Niederschrift", role=Role.MINUTE_TAKER)
    answer(desk, minutes, "Das nehme ich auf.")
    for change in (settle, reopen):
        with pytest.raises(NotAllowed):
            change(desk, minutes)
    with desk.people.database.writing() as db:
        comment_store.get_comment(db, desk.draft_id, COMMENT).participant_id = desk.people.participant_id(minutes)
    settle(desk, minutes)
    assert thread(desk)["settled"]["name"] == "Niederschrift"


@pytest.mark.parametrize("change", [settle, reopen])
def test_d30_when_drafting_is_over_nothing_is_settled(desk: Desk, leyla: Actor, change: Any) -> None:
    desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        change(desk, leyla)
    with pytest.raises(Conflict):
        answer(desk, leyla, "Zu spät.")
    assert thread(desk)["settled"] is None


@pytest.fixture
def other_draft(desk: Desk) -> int:
    """A second draft of the same room."""
    with desk.people.database.writing() as db:
        creator = desk.people.participant_id(desk.people.moderator)
        draft = Draft(workshop_id=desk.people.workshop_id, title="Daneben", created_by=creator)
        db.add(draft)
        db.flush()
        return draft.id


def test_d30_by_way_of_another_draft_nobody_gets_at_a_comment(desk: Desk, leyla: Actor, other_draft: int) -> None:
    who = {"actor": leyla, "draft_id": other_draft, "comment_id": COMMENT}
    with desk.people.database.writing() as db:
        for change in (threads.settle, threads.reopen):
            with pytest.raises(NotFound):
                change(db, **who)
        with pytest.raises(NotFound):
            threads.reply(db, **who, body="Wohin?", request_key="schlüssel-1")
    assert (thread(desk)["settled"], thread(desk)["replies"]) == (None, [])
