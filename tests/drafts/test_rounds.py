"""The rounds of the pipeline: how long they take, what ends them, and what does not."""

from __future__ import annotations

import pytest

from app.drafts.live import pipeline
from app.drafts.live.log import Stored
from app.drafts.live.pipeline import Committed, Edit, NotTaken
from app.drafts.live.room import Gone
from tests.drafts.disk import Disk
from tests.drafts.editors import Editor


@pytest.fixture
def disk() -> Disk:
    return Disk()


class Enough(BaseException):
    """Ends the worker, which nothing else does."""


def test_d8_a_round_that_fails_is_not_the_worker_s_last(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "warn", lambda *_news: 1 / 0)
    disk.pipeline, disk.broken = disk.with_ports(), True
    answers, pauses = disk.send(Editor().type("goal", "Wort")), []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        disk.broken = False
        if len(pauses) == 2:
            raise Enough

    with pytest.raises(Enough):
        disk.pipeline.work(sleep)
    assert answers == [Committed(2)]


def test_d11_the_pause_grows_with_the_recipients_and_has_bounds(disk: Disk) -> None:
    pauses = []
    for recipients in (0, 100, 300, 100_000):
        disk.open = {1: recipients}
        disk.send(Editor().type("goal", "Wort"))
        pauses.append(disk.pipeline.step())
    assert pauses == [0, pytest.approx(0.0015), pytest.approx(0.0045), pipeline.LONGEST_PAUSE]


def test_d11_who_writes_alone_waits_for_nobody_and_where_many_write_a_pause_gathers_more(disk: Disk) -> None:
    editor = Editor()
    disk.send(editor.type("goal", "allein"))
    assert disk.pipeline.step() == 0
    disk.send(editor.type("goal", " zu"))
    disk.send(Editor().type("title", "zweit"))
    assert 0 < disk.pipeline.step() <= pipeline.LONGEST_PAUSE


def test_d11_a_round_takes_only_so_many_edits_that_others_get_their_turn(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "MOST_PER_ROUND", 2)
    editor = Editor()
    answers = [disk.send(editor.type("goal", letter)) for letter in "drei"]
    rounds = 0
    while disk.pipeline._arrived.is_set():
        disk.pipeline.step()
        rounds += 1
    assert rounds == 2
    assert [answer[0].number for answer in answers] == [3, 3, 5, 5]
    assert disk.text() == editor.read()


def test_d11_a_round_ends_when_its_time_is_over(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LONGEST_CHECK", 0)
    editor = Editor()
    answers = [disk.send(editor.type("goal", letter)) for letter in "zwei"]
    disk.pipeline.step()
    assert [len(answer) for answer in answers] == [1, 0, 0, 0]
    while disk.pipeline._arrived.is_set():
        disk.pipeline.step()
    assert disk.text() == editor.read()


class PanicException(BaseException):
    """As pycrdt names what its Rust part raises."""


def test_d8_a_panic_in_a_committed_edit_ends_neither_the_worker_nor_the_text(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = disk.pipeline.room(1)

    class Panicking:
        def __getattr__(self, _name: str) -> object:
            raise PanicException

    monkeypatch.setattr(room, "doc", Panicking())
    editor = Editor()
    disk.send(editor.type("goal", "steht auf der Platte"))
    disk.pipeline.step()
    assert disk.text() == editor.read()
    assert disk.pipeline.room(1) is not room


def test_d7_one_answer_that_cannot_be_given_costs_no_other(disk: Disk) -> None:
    def dead(_given: object) -> None:
        raise ConnectionError

    editor = Editor()
    disk.pipeline.submit(Edit(1, 1, 7, editor.type("goal", "eins "), answer=dead))
    answers = disk.send(editor.type("goal", "zwei"))
    disk.pipeline.step()
    assert answers == [Committed(3)]
    assert len(disk.told) == 1


def test_d8_a_round_of_refusals_asks_nothing_of_the_database(disk: Disk) -> None:
    disk.send(b"\xff")
    disk.pipeline.step()
    assert disk.commits == 0


def test_d12_an_edit_of_a_draft_that_is_gone_is_told_so(disk: Disk) -> None:
    def load(_draft_id: int) -> Stored:
        raise Gone

    disk.pipeline = disk.with_ports(load=load)
    answers = disk.send(Editor().type("goal", "Wort"))
    disk.pipeline.step()
    assert answers == [NotTaken("not_found")]
