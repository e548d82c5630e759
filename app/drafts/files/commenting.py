"""Comments of a returned file as threads of the draft: those that are new, each on its words, for the organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.documents.received import Line, Received, Said
from app.drafts import comment_store, threads
from app.drafts.facts import CommentAdded
from app.drafts.files.exporting import DONE, said_by
from app.drafts.mentions import names_in, spoken
from app.drafts.models import Comment, CommentReply
from app.drafts.service import Access
from app.drafts.text.remarked import Passage, Remarking
from app.intake import LONGEST_TEXT

MOST_COMMENTS = 300  # of one file, with all answers; more are listed


@dataclass
class Remarks:
    """What a file says in comments: `lines` are its lines, `begun` new threads, `answers` new replies to threads that
    there are, `known` says how many more there were, `left` are those that no draft can hold.
    """

    lines: Sequence[Line]
    begun: list[Said] = field(default_factory=list)
    answers: list[tuple[str, Said]] = field(default_factory=list)
    left: list[Said] = field(default_factory=list)
    known: int = 0


def new_remarks(db: Session, draft_id: int, received: Received) -> Remarks:
    """What is not in the draft yet; our own comments go out with its files, and come back with them."""
    found, known = Remarks(received.lines), _Known(comment_store.list_comments(db, draft_id))
    room = MOST_COMMENTS
    for one in received.remarks:
        room -= 1 + len(one.replies)
        thread = known.thread_of(one)
        new = [reply for reply in one.replies if known.thread_of(reply) is None]
        found.known += (thread is not None) + len(one.replies) - len(new)
        if room < 0 or any(len(said.text) > LONGEST_TEXT for said in (one, *new)):
            found.left.append(one)
        elif thread is None:
            found.begun.append(Said(one.by, one.text, one.places, new))
        else:
            found.answers += ((thread, reply) for reply in new)
    return found


class _Known:
    """The comments and replies of a draft, each to be found again once: two may say the same."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        self._said: list[tuple[set[str], str, str]] = []
        for comment in comments:
            names = names_in(comment)
            rows: list[Comment | CommentReply] = [comment, *comment.replies]
            self._said += ((_authors(row), spoken(row.body, names), comment.id) for row in rows)

    def thread_of(self, said: Said) -> str | None:
        words = said.text.removeprefix(f"{DONE} ")
        for number, (authors, text, thread) in enumerate(self._said):
            if said.by in authors and words == text:
                del self._said[number]
                return thread
        return None


def _authors(row: Comment | CommentReply) -> set[str]:
    """By what a file names its author: ours, or the one that it came from."""
    return {said_by(row), row.author or ""} if row.organisation else {said_by(row)}


@dataclass(frozen=True)
class Anchored:
    """A new thread whose passage has its mark; `quote` is what it says."""

    id: str
    said: Said
    quote: str


def mark(
    doc: Doc[Any], remarks: Remarks, name: Callable[[int], str], is_own: Callable[[str], bool]
) -> tuple[list[Anchored], list[Said]]:
    """Set the marks of the new threads, where these are in the text by now; returns them and the others."""
    if not remarks.begun:
        return [], []
    remarking, anchored, left = Remarking(doc, is_own), [], []
    for number, one in enumerate(remarks.begun):
        passages = [Passage(remarks.lines[at.line].text, at.start, at.end) for at in one.places]
        quote = remarking.mark(passages, name(number))
        if quote:
            anchored.append(Anchored(name(number), one, quote))
        else:
            left.append(one)
    return anchored, left


def keep(db: Session, seen: Access, organisation: str, anchored: Sequence[Anchored], remarks: Remarks) -> None:
    """The rows of new threads and answers."""
    draft, by = seen.draft, seen.participant.id
    for one in anchored:
        thread = Comment(
            id=one.id, draft_id=draft.id, participant_id=by, body=one.said.text, quote=one.quote,
            organisation=organisation, author=one.said.by or None,
            replies=list(_replies(one.id, seen, organisation, one.said.replies)),
        )  # fmt: skip
        db.add(thread)
        facts.record(db, CommentAdded(workshop_id=draft.workshop_id, by=by, draft_id=draft.id, comment=one.id))
    for comment_id, said in remarks.answers:
        comment = comment_store.get_comment(db, draft.id, comment_id)
        begin = f"{comment_id}-{len(comment.replies)}"
        for reply in _replies(begin, seen, organisation, [said]):
            threads.answer(db, seen, comment, reply)


def _replies(begin: str, seen: Access, organisation: str, replies: Sequence[Said]) -> Iterator[CommentReply]:
    for number, one in enumerate(replies):
        yield CommentReply(
            id=f"{begin}-{number:03}", participant_id=seen.participant.id, body=one.text,
            organisation=organisation, author=one.by or None,
        )  # fmt: skip
