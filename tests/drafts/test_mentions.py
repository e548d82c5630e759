"""People named in comments: whom, as what they are shown, and who is told."""

from __future__ import annotations

from typing import Any

import pytest

from app.access import Actor
from app.drafts import comment_store, mentions, threads, views
from app.drafts.files.exporting import Notes, View, document
from app.drafts.models import Comment, CommentMention
from app.errors import Malformed
from app.facts import FactRow
from app.workshops import admission
from app.workshops.models import Participant
from tests.drafts.conftest import Desk, desk_of
from tests.people import People

COMMENT = "Ab3_x"
pytestmark = pytest.mark.row("D3")


@pytest.fixture
def comment(desk: Desk) -> str:
    by = desk.people.participant_id(desk.people.moderator)
    with desk.people.database.writing() as db:
        db.add(Comment(id=COMMENT, draft_id=desk.draft_id, participant_id=by, body="Wer weiß das?", quote="Netz"))
    return COMMENT


@pytest.fixture
def leyla(desk: Desk) -> Actor:
    return desk.people.join("Leyla <b>Vorlage</b>")


def answer(desk: Desk, body: str, key: str = "schlüssel-1") -> None:
    with desk.people.database.writing() as db:
        who = {"actor": desk.people.moderator, "draft_id": desk.draft_id, "comment_id": COMMENT}
        threads.reply(db, **who, body=body, request_key=key)


def token(desk: Desk, actor: Actor) -> str:
    return f"@[{desk.people.participant_id(actor)}]"


def thread(desk: Desk) -> dict[str, Any]:
    with desk.people.database.reading() as db:
        return views.comment(comment_store.get_comment(db, desk.draft_id, COMMENT))


def told(desk: Desk) -> list[dict[str, Any]]:
    with desk.people.database.reading() as db:
        rows = db.query(FactRow).filter_by(kind="comment:mentioned").order_by(FactRow.number)
        return [row.data for row in rows]


def test_d55_a_mention_is_a_row_and_its_name_is_shown_as_words(desk: Desk, comment: str, leyla: Actor) -> None:
    answer(desk, f"Bitte **prüfen**, {token(desk, leyla)}!")
    [said] = thread(desk)["replies"]
    assert said["mentions"] == [desk.people.participant_id(leyla)]
    assert said["body"] == "Bitte **prüfen**, @Leyla <b>Vorlage</b>!"
    shown = '<strong class="kw-mention">@Leyla &lt;b&gt;Vorlage&lt;/b&gt;</strong>'
    assert said["html"] == f"<p>Bitte <strong>prüfen</strong>, {shown}!</p>\n"
    assert thread(desk)["mentions"] == []


def test_d55_the_name_itself_stands_in_no_row_of_the_thread(desk: Desk, comment: str, leyla: Actor) -> None:
    answer(desk, f"{token(desk, leyla)} weiß es.")
    with desk.people.database.reading() as db:
        [reply] = comment_store.get_comment(db, desk.draft_id, COMMENT).replies
        assert "Leyla" not in reply.body


def test_d55_who_was_removed_stays_as_a_name_and_who_was_renamed_has_the_new_one(
    desk: Desk, comment: str, leyla: Actor
) -> None:
    answer(desk, f"{token(desk, leyla)} weiß es.")
    who = {"workshop_id": desk.people.workshop_id, "participant_id": desk.people.participant_id(leyla)}
    with desk.people.database.writing() as db:
        admission.remove(db, actor=desk.people.moderator, **who)
        db.get_one(Participant, who["participant_id"]).name = "Leyla Neu"
    assert thread(desk)["replies"][0]["body"] == "@Leyla Neu weiß es."


def test_d55_a_file_shows_the_name(desk: Desk, comment: str, leyla: Actor) -> None:
    answer(desk, f"{token(desk, leyla)} weiß es.")
    with desk.people.database.reading() as db:
        draft = threads.store.get_draft(db, desk.draft_id)
        notes = Notes([], comment_store.list_comments(db, desk.draft_id))
        made = document(draft, desk.text(), notes, View.TRACKED, "http://hier")
    assert [remark.text for remark in made.remarks] == ["Wer weiß das?", "@Leyla <b>Vorlage</b> weiß es."]


@pytest.mark.parametrize(
    "words",
    ['[x](http://a/ "{0}")', "`{0}`", "{0}\n\n[{1}]: http://a", "<{0}>", "\\{0}", "@[{0}]", "[{0}](http://b)"],
)
def test_d55_in_every_place_of_markdown_a_name_stays_a_name(desk: Desk, comment: str, leyla: Actor, words: str) -> None:
    number = desk.people.participant_id(leyla)
    answer(desk, words.format(f"@[{number}]", number))
    assert "<b>" not in thread(desk)["replies"][0]["html"]


def test_d56_each_of_the_mentioned_is_told_once(desk: Desk, comment: str, leyla: Actor) -> None:
    jonas = desk.people.join("Jonas")
    words = f"{token(desk, leyla)}, {token(desk, jonas)} und noch einmal {token(desk, leyla)}"
    answer(desk, words)
    answer(desk, words)  # sent again
    numbers = [desk.people.participant_id(one) for one in (leyla, jonas)]
    assert [fact["participant_id"] for fact in told(desk)] == numbers
    assert {(fact["draft_id"], fact["comment"]) for fact in told(desk)} == {(desk.draft_id, COMMENT)}


def test_d56_who_cannot_read_the_draft_is_not_mentioned(desk: Desk, comment: str, leyla: Actor) -> None:
    elsewhere = desk.people.another_workshop()
    with desk.people.database.reading() as db:
        foreign = db.query(Participant).filter_by(workshop_id=elsewhere).first()
    assert foreign is not None
    removed = desk.people.participant_id(leyla)
    with desk.people.database.writing() as db:
        who = {"workshop_id": desk.people.workshop_id, "participant_id": removed}
        admission.remove(db, actor=desk.people.moderator, **who)
    for number in (foreign.id, removed, 999_999_999):
        with pytest.raises(Malformed):
            answer(desk, f"@[{number}] weiß es.")
    assert (thread(desk)["replies"], told(desk)) == ([], [])


def test_d56_who_waits_to_be_let_in_is_not_mentioned(application: Any) -> None:
    desk = desk_of(People(application, admission="lobby"))
    waiting = desk.people.join("Wartend", confirmed=False)
    with desk.people.database.reading() as db:
        names = [one.name for one in mentions.readers(db, desk.people.workshop_id)]
        with pytest.raises(Malformed):
            mentions.mentioned_in(db, desk.people.workshop_id, token(desk, waiting))
    assert names == ["Moderation"]


def test_d56_mentions_have_a_limit(desk: Desk, comment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "MOST_MENTIONED", 1)
    jonas, karin = desk.people.join("Jonas"), desk.people.join("Karin")
    with pytest.raises(Malformed):
        answer(desk, f"{token(desk, jonas)} {token(desk, karin)}")
    answer(desk, f"{token(desk, jonas)} {token(desk, jonas)}")


def test_d56_open_comments_that_mention_somebody_are_counted_for_them(desk: Desk, comment: str, leyla: Actor) -> None:
    answer(desk, token(desk, leyla))
    answer(desk, token(desk, leyla), "schlüssel-2")
    number = desk.people.participant_id(leyla)
    with desk.people.database.reading() as db:
        assert comment_store.count_mentions(db, number) == {desk.draft_id: 1}
    with desk.people.database.writing() as db:
        threads.settle(db, actor=desk.people.moderator, draft_id=desk.draft_id, comment_id=COMMENT)
    with desk.people.database.reading() as db:
        assert comment_store.count_mentions(db, number) == {}
        assert db.query(CommentMention).count() == 2
