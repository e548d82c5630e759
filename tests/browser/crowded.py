"""A draft of forty pages with hundreds of notes, straight into the tables: through the pages it would take an hour."""

from __future__ import annotations

from typing import Any

from pycrdt import Doc, XmlText

from app.drafts import service as drafts
from app.drafts import store
from app.drafts.live.log import Batch, LogEntry
from app.drafts.models import Comment, CommentReply
from app.drafts.text.marks import COMMENT, mark_key
from app.drafts.text.tree import texts
from app.workshops.rules import Phase
from tests.voting.hall import PARAGRAPHS, Hall

COMMENTS, SUGGESTIONS, PARAGRAPHS_OF_FORTY_PAGES = 200, 100, 300
SENTENCE = "Die Länder stimmen die Angebote zur sprachlichen Bildung mit den Kommunen und den Trägern verbindlich ab. "
_STRUCK, _COMMENTED = (4, 11), (4, 40)  # of a sentence, in bytes
PASSAGE = SENTENCE.encode()[slice(*_COMMENTED)].decode()
WORDS = SENTENCE * 4  # some sixty; three hundred such paragraphs are forty pages


def crowded_draft(hall: Hall, comments: int = COMMENTS, suggestions: int = SUGGESTIONS) -> int:
    """A paragraph has a comment on its first sentence, suggestions in later ones; each third comment an answer."""
    cluster_id = hall.clusters(("Übergang Kita–Schule",))[0]
    hall.reveal()
    hall.people.move_to(Phase.DRAFT)
    people = [hall.people.join(f"Person {number:02}", group=group) for number, group in enumerate(_GROUPS * 7)]
    authors = [hall.people.participant_id(one) for one in people]
    long = {**PARAGRAPHS, "recommendation": [WORDS] * PARAGRAPHS_OF_FORTY_PAGES}
    with hall.database.writing() as db:
        made = drafts.create_draft(db, actor=hall.moderator, cluster_id=cluster_id, paragraphs=long)
        db.refresh(made)  # its first text is an edit
        doc: Doc[Any] = Doc()
        for update in store.list_updates(db, made.id):
            doc.apply_update(update)
        pieces = [text for text in texts(doc) if len(text) > len(SENTENCE)]
        entries = [_commented(doc, made.id, pieces[:comments], authors), *_suggested(doc, pieces, suggestions, authors)]
        store.append(db, [Batch(made.id, made.epoch, made.number, entries)])
        return made.id


_GROUPS = ("Länder", "Kommunen", "Wissenschaft")


def _commented(doc: Doc[Any], draft_id: int, pieces: list[XmlText], authors: list[int]) -> LogEntry:
    ids = [f"comment-{draft_id}-{number}" for number in range(len(pieces))]
    before = doc.get_state()
    with doc.transaction():
        for comment_id, text in zip(ids, pieces, strict=True):
            text.format(*_COMMENTED, {mark_key(COMMENT, comment_id): {"id": comment_id}})

    def rows(db: Any) -> None:
        for number, comment_id in enumerate(ids):
            by = authors[number % len(authors)]
            body = f"Frage {number}: Ist das **abgestimmt**, und wer trägt die Kosten? Bitte einen Beleg dazu."
            db.add(Comment(id=comment_id, draft_id=draft_id, participant_id=by, body=body, quote=PASSAGE))
        db.flush()
        for number in range(0, len(ids), 3):
            answer = {"comment_id": ids[number], "participant_id": authors[0], "body": "Ja, seit 2024."}
            db.add(CommentReply(id=f"answer-{draft_id}-{number}", **answer))

    return LogEntry(authors[0], doc.get_update(before), rows)


def _suggested(doc: Doc[Any], pieces: list[XmlText], count: int, authors: list[int]) -> list[LogEntry]:
    """The last sentences first: what stands before them keeps its place."""
    entries = []
    for number in range(count):
        suggestion = f"vorschlag-{number:03}"
        sentence = len(WORDS) // len(SENTENCE) - 1 - number // len(pieces)
        text, before = pieces[number % len(pieces)], doc.get_state()
        with doc.transaction():
            _replace(text, sentence * len(SENTENCE.encode()), suggestion)
        by = authors[number % len(authors)]
        entries.append(LogEntry(by, doc.get_update(before), suggestions={suggestion}))
    return entries


def _replace(text: XmlText, sentence: int, suggestion: str) -> None:
    start, end = (sentence + place for place in _STRUCK)
    text.format(start, end, {mark_key("deletion", suggestion): {"id": suggestion}})
    text.insert(end, "Kommunen", {"insertion": {"id": suggestion}, mark_key("deletion", suggestion): None})
