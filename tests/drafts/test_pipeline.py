"""The pipeline of edits, with a store that can fail. One round is `step()`: no test waits."""

from __future__ import annotations

import pytest

from app.drafts.live import pipeline
from app.drafts.live.log import Stored
from app.drafts.live.pipeline import Committed, Edit, NotTaken
from tests.drafts.disk import SEED, DatabaseGone, Disk
from tests.drafts.editors import Editor


@pytest.fixture
def disk() -> Disk:
    return Disk()


def test_d7_the_answer_comes_after_the_commit_and_before_the_others_are_told(disk: Disk) -> None:
    answers = disk.send(Editor().type("goal", "Wort"))
    assert answers == []
    disk.pipeline.step()
    assert disk.happened == ["committed", "answered", "told"]
    assert answers == [Committed(2)]


def test_d7_everything_that_was_acknowledged_is_on_disk(disk: Disk) -> None:
    editor = Editor()
    for word in ("eins ", "zwei ", "drei"):
        answers = disk.send(editor.type("goal", word))
        disk.pipeline.step()
        assert len(answers) == 1
        assert disk.text() == editor.read()


def test_d8_a_refused_commit_is_tried_again_until_it_succeeds_and_nothing_is_lost(disk: Disk) -> None:
    editor, other = Editor(), Editor()
    disk.broken = True
    first = disk.send(editor.type("goal", "Erste "))
    pauses = [disk.pipeline.step() for _ in range(3)]
    second = disk.send(editor.type("goal", "Zweite"))
    third = disk.send(other.type("title", "Titel"), draft_id=2)
    pauses.append(disk.pipeline.step())
    assert (first, second, third) == ([], [], [])
    assert disk.told == []
    assert pauses == [0.1, 0.2, 0.4, 0.8]
    disk.broken = False
    while disk.pipeline._arrived.is_set():
        disk.pipeline.step()
    assert (first, second, third) == ([Committed(2)], [Committed(3)], [Committed(2)])
    assert disk.text(1) == editor.read()
    assert disk.text(2) == other.read()


def test_d8_everybody_is_warned_once_while_the_database_refuses_and_told_when_it_is_over(disk: Disk) -> None:
    disk.broken = True
    disk.send(Editor().type("goal", "Wort"))
    for _ in range(3):
        disk.pipeline.step()
    assert disk.happened == [("unsaved", 1, True)]
    assert disk.pipeline.is_unsaved(1)
    disk.broken = False
    disk.pipeline.step()
    assert disk.happened[1:] == ["committed", "answered", "told", ("unsaved", 1, False)]
    assert not disk.pipeline.is_unsaved(1)


def test_d8_the_pause_between_two_tries_has_an_end(disk: Disk) -> None:
    disk.broken = True
    disk.send(Editor().type("goal", "Wort"))
    assert max(disk.pipeline.step() for _ in range(20)) == pipeline.LONGEST_RETRY


def test_d10_who_comes_while_a_commit_is_refused_gets_the_committed_text(disk: Disk) -> None:
    editor = Editor()
    disk.send(editor.type("goal", "sicher"))
    disk.pipeline.step()
    disk.broken = True
    disk.send(editor.type("goal", " unsicher"))
    disk.pipeline.step()
    number, update, _state = disk.pipeline.room(1).difference(b"\x00")
    assert number == 2
    assert Editor(update).words("goal") == "sicher"


def test_d9_an_edit_that_is_sent_again_is_in_the_text_once(disk: Disk) -> None:
    editor = Editor()
    update = editor.type("goal", "einmal")
    answers = [disk.send(update), disk.send(update)]
    disk.pipeline.step()
    answers.append(disk.send(update))
    disk.pipeline.step()
    assert [answer[0] for answer in answers] == [Committed(2)] * 3
    assert len(disk.logs[1]) == 2
    assert disk.text() == editor.read()
    assert len(disk.told) == 1


def test_d11_two_who_write_at_once_share_a_commit_and_an_update_and_become_equal(disk: Disk) -> None:
    anna, ben = Editor(), Editor()
    disk.send(anna.type("goal", "Anna"), participant_id=1)
    disk.send(ben.type("goal", "Ben"), participant_id=2)
    disk.send(anna.type("title", "Titel"), participant_id=1)
    disk.pipeline.step()
    assert disk.commits == 1
    [(_draft, before, number, update)] = disk.told
    assert (before, number) == (1, 4)
    anna.receive(update)
    ben.receive(update)
    assert anna.read() == ben.read() == disk.text()
    assert sorted(anna.words("goal").replace("AnnaBen", "Anna Ben").replace("BenAnna", "Ben Anna").split()) == [
        "Anna",
        "Ben",
    ]


def test_d11_all_drafts_of_a_round_are_one_commit(disk: Disk) -> None:
    for draft_id in (1, 2, 3):
        disk.send(Editor().type("goal", "Wort"), draft_id=draft_id)
    disk.pipeline.step()
    assert disk.commits == 1
    assert [told[0] for told in disk.told] == [1, 2, 3]


def test_d6_a_refused_edit_between_good_ones_takes_nobody_else_with_it(disk: Disk) -> None:
    anna, ben, mallory = Editor(), Editor(), Editor()
    good = disk.send(anna.type("goal", "Anna"))
    del mallory.body.children[0]
    bad = disk.send(mallory.take())
    also_good = disk.send(ben.type("title", "Ben"))
    disk.pipeline.step()
    assert bad == [NotTaken("sections")]
    assert (good, also_good) == ([Committed(3)], [Committed(3)])
    anna.receive(disk.told[0][3])
    assert anna.words("title") == "Ben"
    assert disk.text() == anna.read()


def test_d6_a_poisonous_update_is_neither_stored_nor_sent(disk: Disk) -> None:
    answers = disk.send(b"\x01\x01\x07\x00\x04\x01\x04body\xff\xff\xff\x7f")
    disk.pipeline.step()
    assert answers == [NotTaken("malformed")]
    assert disk.told == []
    assert disk.logs[1] == [SEED]


def test_d6_after_a_refusal_a_new_document_of_the_same_person_is_taken(disk: Disk) -> None:
    editor = Editor()
    disk.send(editor.type("goal", "Wort", blink={}))
    hanging = disk.send(editor.type("goal", " mehr"))
    disk.pipeline.step()
    assert hanging == [NotTaken("gap")]
    _number, update, _state = disk.pipeline.room(1).difference(b"\x00")
    again = Editor(update)
    answers = disk.send(again.type("goal", "neu"))
    disk.pipeline.step()
    assert answers == [Committed(2)]


def test_d9_an_edit_of_another_epoch_is_refused(disk: Disk) -> None:
    answers = disk.send(Editor().type("goal", "alt"), epoch=2)
    disk.pipeline.step()
    assert answers == [NotTaken("epoch")]


def test_d7_a_broken_line_to_the_others_neither_stops_the_worker_nor_loses_the_edit(disk: Disk) -> None:
    def cannot_tell(*_told: object) -> None:
        raise ConnectionError

    disk.pipeline = disk.with_ports(tell=cannot_tell)
    editor = Editor()
    answers = [disk.send(editor.type("goal", "eins")), disk.send(Editor().type("goal", "zwei"), draft_id=2)]
    disk.pipeline.step()
    answers.append(disk.send(editor.type("goal", "drei")))
    disk.pipeline.step()
    assert [answer[0] for answer in answers] == [Committed(2), Committed(2), Committed(3)]
    _number, update, _state = disk.pipeline.room(1).difference(b"\x00")
    assert Editor(update).read() == editor.read() == disk.text()


def test_d8_an_edit_of_a_draft_that_cannot_be_loaded_is_said_to_be_unsaved(disk: Disk) -> None:
    def load(_draft_id: int) -> Stored:
        raise DatabaseGone

    disk.pipeline = disk.with_ports(load=load)
    answers = disk.send(Editor().type("goal", "Wort"))
    disk.pipeline.step()
    assert answers == [NotTaken("unsaved")]


def test_d8_a_full_queue_takes_no_more(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_WAITING", 1)
    disk.send(b"")
    assert not disk.pipeline.submit(Edit(1, 1, 7, b""))
