"""Drafts in memory: loaded once, kept while somebody needs them."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from app.drafts.live.log import Batch
from app.drafts.live.pipeline import Committed, NotTaken
from tests.drafts.disk import Disk
from tests.drafts.editors import Editor


@pytest.fixture
def disk() -> Disk:
    return Disk()


def test_d12_many_who_come_together_load_a_draft_once(disk: Disk) -> None:
    gate = threading.Barrier(8)
    rooms = []

    def come() -> None:
        gate.wait()
        rooms.append(disk.pipeline.room(1))

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert disk.loads == 1
    assert len(set(map(id, rooms))) == 1


def test_d12_a_draft_is_forgotten_when_nobody_has_it_open_and_nothing_waits(disk: Disk) -> None:
    disk.open = {1: 1}
    disk.send(Editor().type("goal", "Wort"))
    disk.pipeline.step()
    disk.pipeline.unload_idle()
    assert disk.pipeline.room(1).number == 2
    disk.open = {}
    disk.broken = True
    disk.send(Editor(disk.pipeline.room(1).doc.get_update()).type("goal", "Wort"))
    disk.pipeline.step()
    disk.pipeline.unload_idle()
    assert disk.loads == 1
    disk.broken = False
    disk.pipeline.step()
    disk.pipeline.unload_idle()
    assert disk.pipeline.room(1).number == 3
    assert disk.loads == 2


def test_d12_a_draft_that_is_gone_refuses_and_does_not_stop_the_others(disk: Disk) -> None:
    commit = disk.commit

    def without_the_first(batches: Sequence[Batch]) -> dict[int, int]:
        return {draft: number for draft, number in commit(batches).items() if draft != 1}

    disk.pipeline = disk.with_ports(commit=without_the_first)
    gone = disk.send(Editor().type("goal", "Wort"), draft_id=1)
    here = disk.send(Editor().type("goal", "Wort"), draft_id=2)
    disk.pipeline.step()
    assert gone == [NotTaken("gap")]
    assert here == [Committed(2)]
