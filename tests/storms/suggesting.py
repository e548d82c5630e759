"""Ten people who may only suggest, in a long draft at once: the agreed text stays, and no letter of theirs is lost."""

from __future__ import annotations

import os
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pycrdt import XmlText

from app.drafts import service, store, suggestions
from app.drafts.live.log import Batch, LogEntry
from app.drafts.rules import Editing
from app.drafts.text.deciding import words_of
from app.drafts.text.tree import Tree
from tests.drafts.editors import Editor
from tests.storms.hall import Hall
from tests.storms.writers import Writer, writing

PARAGRAPHS = 320  # of 310 letters: about 40 pages
SENTENCE = "Die Länder stimmen sich mit den Kommunen ab und hören dabei alle, die vor Ort beteiligt sind. "
PEOPLE = 10
LETTERS = 25  # of one suggestion: five seconds' typing
A_SECOND = 5  # keystrokes of each person


@dataclass
class Report:
    """`cpu` is the share of one core that the server used; `waits` are the seconds until each letter was saved."""

    wrong: list[str] = field(default_factory=list)
    letters: int = 0
    cpu: float = 0.0
    waits: list[float] = field(default_factory=list)


def suggest(hall: Hall, *, count: int, pause: float = 1 / A_SECOND) -> Report:
    """Let everybody type `count` letters as suggestions, one every `pause` seconds."""
    draft_id, report = hall.draft(), Report()
    _fill(hall, draft_id)
    with hall.people.database.writing() as db:
        suggestions.set_editing(db, actor=hall.people.moderator, draft_id=draft_id, editing=Editing.SUGGESTIONS)
    agreed = _agreed(hall, draft_id)
    with ExitStack() as stack:
        people = [stack.enter_context(writing(hall, guest, draft_id)) for guest in hall.guests(PEOPLE)]
        used, began = _cpu_seconds(hall), time.monotonic()
        _at_once(
            [
                threading.Thread(target=_type, args=(one, place, count, pause, report))
                for place, one in enumerate(people)
            ]
        )
        report.cpu = (_cpu_seconds(hall) - used) / (time.monotonic() - began)
    if _agreed(hall, draft_id) != agreed:
        report.wrong.append("the agreed text has changed")
    report.wrong += _lost(hall, draft_id, report.letters)
    return report


def _fill(hall: Hall, draft_id: int) -> None:
    """Write the long text into the log, as the server would have; it must not have the draft open."""
    room, by = hall.loaded(draft_id), hall.people.participant_id(hall.people.moderator)
    editor = Editor(room.difference(b"\x00")[1])
    with editor.doc.transaction():
        for _ in range(PARAGRAPHS):
            editor.add("recommendation", "paragraph").children.append(XmlText(SENTENCE * 3))
    entry = LogEntry(by, editor.take(), writers={editor.doc.client_id: by})
    with hall.people.database.writing() as db:
        store.append(db, [Batch(draft_id, room.epoch, room.number, [entry])])


def _at_once(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _type(writer: Writer, place: int, count: int, pause: float, report: Report) -> None:
    """Type into a paragraph of one's own: a suggestion of `LETTERS` letters, then the next."""
    paragraph = writer.editor.section("recommendation").children[1 + place * PARAGRAPHS // PEOPLE]
    text: XmlText = paragraph.children[0]
    for number in range(count):
        due = time.monotonic() + pause
        mark = {"insertion": {"id": f"p{place}-{number // LETTERS}"}}
        text.insert(10 + number, "x", mark)
        _send(writer, report)
        time.sleep(max(0.0, due - time.monotonic()))  # the load is a rhythm; nothing is waited for


def _send(writer: Writer, report: Report) -> None:
    began = time.monotonic()
    answer = writer.send(writer.editor.take())
    report.waits.append(time.monotonic() - began)
    if answer["ok"]:
        report.letters += 1
    else:
        report.wrong.append(str(answer))


def _agreed(hall: Hall, draft_id: int) -> Tree:
    with hall.people.database.reading() as db:
        return service.text_of(db, draft_id)


def _lost(hall: Hall, draft_id: int, letters: int) -> list[str]:
    """What is missing of the letters that were acknowledged, in the text and among the rows."""
    with hall.people.database.reading() as db:
        words = words_of(service.standing_text(db, draft_id))
        rows = {row.id for row in store.list_suggestions(db, draft_id)}
    found = sum(len(one.inserted) for one in words.values())
    wrong = [f"{letters} letters were saved, {found} are there"] if found != letters else []
    return wrong + ([f"suggestions without a row: {set(words) ^ rows}"] if set(words) != rows else [])


def _cpu_seconds(hall: Hall) -> float:
    """What the server's process has used so far."""
    assert hall.server.process is not None
    stat = Path(f"/proc/{hall.server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
