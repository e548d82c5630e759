"""Files that come back: the same one twice, two at once, and those that are none."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from xml.sax.saxutils import escape

import pytest
from sqlalchemy import update

from app.documents import reader
from app.documents.received import Received
from app.drafts import service, store
from app.drafts.files import dispatch_pages, dispatch_store, dispatching, returning
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.refusing import Refused
from app.drafts.live.room import Room
from app.errors import Conflict
from app.uploads import LARGEST_FILE, a_reader
from app.workshops.models import Participant
from app.workshops.rules import Role
from tests.documents.hostile import DOCUMENT, packed, parts, refused
from tests.drafts.post import FIRST, MINISTRY, SECOND, Post, changed, paragraph_xml

pytestmark = pytest.mark.row("D9")

WORD = "docx:MS Word 2007 XML"
CHANGES = (("sollen", "müssen"), ("10\u00a0%", "15\u00a0%"), (" vor Ort", ""))
# What the database has no part in.
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
AS_SUGGESTIONS = [("sollen", "müssen"), ("10", "15"), (" vor Ort", "")]


def test_d53_the_same_file_makes_no_second_set(post: Post) -> None:
    file = changed(post.send(), *CHANGES)
    first, second = post.take_back(file), post.take_back(file)
    assert first.request.path == second.request.path
    assert len(post.rows()) == 3
    assert post.facts("draft:returned") == [{"draft_id": post.desk.draft_id, "dispatch": 1, "returned": 1}]


def test_d53_a_file_without_a_change_is_taken_in_once_too(post: Post) -> None:
    file = post.send()
    post.take_back(file)
    post.take_back(file)
    assert len(post.facts("draft:returned")) == 1


def test_d53_another_file_for_the_same_dispatch_is_another_return(post: Post) -> None:
    file = post.send()
    post.take_back(changed(file, CHANGES[0]))
    post.take_back(changed(file, CHANGES[1]))
    assert post.suggestions() == AS_SUGGESTIONS[:2]
    assert [one["returned"] for one in post.facts("draft:returned")] == [1, 2]


def test_d74_what_came_in_with_an_earlier_file_does_not_come_again(post: Post) -> None:
    file = post.send()
    post.take_back(changed(file, *CHANGES[:2]))
    answer = post.take_back(changed(file, *CHANGES))
    assert post.suggestions() == AS_SUGGESTIONS
    assert "2 Änderungen und Anmerkungen dieser Datei waren schon" in answer.text
    assert "1 Änderung ist jetzt ein Vorschlag" in answer.text


@pytest.mark.parametrize("outcome", ["accepted", "rejected"])
def test_d74_nor_does_what_was_decided_meanwhile(post: Post, outcome) -> None:
    file = post.send()
    post.take_back(changed(file, *CHANGES))
    made = [one["id"] for one in post.client.get(f"/drafts/{post.desk.draft_id}/suggestions").json["suggestions"]]
    decision = {"suggestions": made, "outcome": outcome, "reason": "So besprochen.", "request_key": "schlüssel-1"}
    assert post.client.post(f"/drafts/{post.desk.draft_id}/decisions", json=decision).status_code == 201
    answer = post.take_back(changed(file, *CHANGES, ("Mindestens", "Höchstens")))
    assert post.suggestions() == ([] if outcome == "accepted" else [("Mindestens", "Höchstens")])
    assert "3 Änderungen und Anmerkungen dieser Datei waren schon" in answer.text


def test_d74_of_several_new_paragraphs_only_those_that_are_new_come_in(post: Post) -> None:
    file, end = post.send(), "vor Ort."
    added = [f"{end}</w:t></w:r></w:p>" + "".join(one) for one in _added_paragraphs("Ganz neu.", "Noch einer.")]
    post.take_back(changed(file, (f"{end}</w:t></w:r></w:p>", added[0])))
    post.take_back(changed(file, (f"{end}</w:t></w:r></w:p>", added[1])))
    assert sorted(post.suggestions()) == [("", "¶Ganz neu."), ("", "¶Noch einer.")]


def _added_paragraphs(first: str, second: str) -> list[list[str]]:
    return [[paragraph_xml(first)], [paragraph_xml(first), paragraph_xml(second)]]


SENTENCES = {
    "no_text_file": "keine lesbare Datei aus Word",
    "encrypted": "mit einem Kennwort geschützt",
    "too_large": "ausgepackt zu groß",
    "too_long": "Der Text in der Datei ist zu lang",
    "empty": "steht kein Text",
    "unreadable": "beschädigt oder zu verschachtelt",
}


@ONCE
@pytest.mark.parametrize("name", ["a PDF", "a locked ODT", "a bomb", "too many letters", "no words", "broken XML"])
def test_d54_a_file_that_is_none_gets_its_sentence_and_changes_nothing(post: Post, name) -> None:
    post.send()
    reason, file = refused()[name]
    answer = post.take_back(file)
    assert answer.status_code == 422
    assert SENTENCES[reason] in answer.text
    assert (post.suggestions(), post.facts("draft:returned")) == ([], [])


def test_d54_a_file_of_more_than_5_mb_is_refused_before_it_is_read(post: Post) -> None:
    post.send()
    for size in (LARGEST_FILE + 1, 3 * LARGEST_FILE):
        answer = post.take_back(b"x" * size)
        assert (answer.status_code, "Möglich sind 5 MB" in answer.text) == (413, True)


@pytest.mark.parametrize("changes", [CHANGES, ()], ids=["with changes", "without"])
def test_d51_who_may_review_no_longer_once_the_file_is_read_changes_nothing(post: Post, monkeypatch, changes) -> None:
    read = dispatch_pages.received

    def read_slowly(data: bytes) -> Received:
        with post.desk.people.database.writing() as db:
            db.execute(update(Participant).values(role=Role.EXPERT))
        return read(data)

    monkeypatch.setattr(dispatch_pages, "received", read_slowly)
    assert post.take_back(changed(post.send(), *changes)).status_code in (403, 409)
    assert (post.suggestions(), post.rows(), post.facts("draft:returned")) == ([], [], [])


@pytest.mark.parametrize("is_fresh", [False, True])
def test_d51_who_brought_a_file_may_only_suggest_by_now_and_changes_none_of_its_words(post: Post, is_fresh) -> None:
    desk = post.desk
    post.take_back(changed(post.send(), CHANGES[0]))
    editor = desk.editor()
    with editor.doc.transaction():
        text = editor.text("goal")
        words = [piece.encode() for piece, _ in text.diff()]
        start = len(b"".join(words[: words.index("müssen".encode())]))
        del text[start : start + 2]
    with desk.people.database.reading() as db:
        fresh = Room(desk.draft_id, store.get_stored(db, desk.draft_id))
    room = fresh if is_fresh else desk.hub.pipeline.room(desk.draft_id)
    with pytest.raises(Refused):
        room.judge(editor.take(), desk.people.participant_id(desk.people.moderator), None, SUGGESTING)


def test_d54_who_comes_while_two_files_are_being_read_is_asked_to_wait(post: Post) -> None:
    file = changed(post.send(), *CHANGES)
    with a_reader(), a_reader():
        answer = post.take_back(file)
    assert (answer.status_code, "andere Dateien gelesen" in answer.text) == (429, True)
    post.take_back(file)
    assert post.suggestions() == AS_SUGGESTIONS


def test_d54_a_form_without_a_file_is_refused(post: Post) -> None:
    post.send()
    assert post.take_back(b"", name="").status_code == 422


def test_d54_another_file_of_word_is_not_taken_for_the_dispatch(post: Post) -> None:
    file = post.send()
    renamed = ((f">{title}<", f">Kapitel {title}<") for title in ("Ziel", "Handlungsbedarf"))
    answer = post.take_back(changed(file, *renamed))
    assert (answer.status_code, "Ist es die richtige?" in answer.text) == (422, True)


def _forgetful(file: bytes) -> bytes:
    """The file without the property that it is known by."""
    return packed({**parts(file), "docProps/custom.xml": b"<Properties/>"})


@pytest.mark.parametrize("forget", [bytes, _forgetful])
def test_d69_a_file_that_went_to_somebody_else_is_not_taken_for_the_dispatch(post: Post, forget) -> None:
    file = post.send()
    post.ask("Verband B")
    answer = post.take_back(forget(changed(file, *CHANGES)), number=2)
    assert (answer.status_code, "gehört zu einer anderen Ausgabe" in answer.text) == (422, True)
    assert (post.suggestions(), post.facts("draft:returned")) == ([], [])


def test_d69_a_file_that_does_not_say_what_it_is_must_say_most_of_what_was_sent(post: Post) -> None:
    file = _forgetful(changed(post.send(), (f"Ausgabe 1 an {escape(MINISTRY)}", "")))
    other = (("Deutsch von Anfang an", "Jahresbericht"), (FIRST, "Ganz anders."), (SECOND, "Gar nicht so."))
    words = re.findall(r"<w:t[^>]*>([^<]+)</w:t>", parts(file)[DOCUMENT].decode())
    headings = [(f">{word}<", f">{word} im Jahr<") for word in words if word not in ("Ziel", *dict(other))]
    answer = post.take_back(changed(file, *other, *headings))
    assert (answer.status_code, "steht fast nichts von dem" in answer.text) == (422, True)
    post.take_back(changed(file, CHANGES[0]))
    assert post.suggestions() == AS_SUGGESTIONS[:1]


def test_d54_a_file_with_endless_changes_is_refused(post: Post, monkeypatch) -> None:
    monkeypatch.setattr(returning, "MOST_CHANGES", 2)
    answer = post.take_back(changed(post.send(), *CHANGES))
    assert (answer.status_code, "zu viele Änderungen" in answer.text) == (422, True)
    assert post.suggestions() == []


def test_d52_what_is_too_long_for_a_suggestion_is_listed(post: Post, monkeypatch) -> None:
    monkeypatch.setattr(returning, "MOST_LETTERS", 10)
    monkeypatch.setattr(returning, "MOST_LETTERS_TOGETHER", 15)
    longer = (("sollen", "müssen nun ganz bald"), ("Mindestens", "Höchstens"), ("vor Ort", "überall"))
    answer = post.take_back(changed(post.send(), *longer))
    assert post.suggestions() == [("Mindestens", "Höchstens")]
    assert [why for why, _cut, _added in post.leftovers()] == ["too_long", "too_long"]
    assert "Zu lang für einen Vorschlag" in answer.text


def test_d54_a_file_larger_than_other_bodies_comes_through_with_its_token(post: Post) -> None:
    post.send()
    post.client.application.config["WTF_CSRF_ENABLED"] = True
    client = post.client
    page = client.get(f"/drafts/{post.desk.draft_id}/versions").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token[1]}\r\n'
    file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    body = f"{head}{file}{'x' * 3_000_000}\r\n--x--\r\n".encode()
    path = f"/drafts/{post.desk.draft_id}/dispatches/1/returns"
    answer = client.post(path, data=body, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, SENTENCES["no_text_file"] in answer.text) == (422, True)


def test_d53_of_two_reviewers_who_take_in_the_same_file_at_once_one_is_refused(post: Post) -> None:
    data = changed(post.send(), *CHANGES)
    editor = post.desk.people.join("Redaktion", role=Role.EDITOR)
    asked = []
    for actor in (post.desk.people.moderator, editor):  # both looked before either took it in
        with post.desk.people.database.reading() as db:
            seen = service.access(db, actor=actor, draft_id=post.desk.draft_id)
            dispatch = dispatch_store.get_dispatch(db, post.desk.draft_id, 1)
            file = returning.File(dispatch, sha256(data).hexdigest(), reader.read(data), occasion="")
            with post.client.application.app_context():
                found = returning.compared(db, seen, file, dispatching.file_of(seen.draft, dispatch, ""))
        asked.append((seen, file, found))
    post.desk.hub.start()
    take = partial(returning.take_back, post.desk.hub.pipeline, post.desk.people.database)
    take(seen=asked[0][0], file=asked[0][1], found=asked[0][2])
    with pytest.raises(Conflict):
        take(seen=asked[1][0], file=asked[1][1], found=asked[1][2])
    assert post.suggestions() == AS_SUGGESTIONS
    assert len(post.rows()) == 3
