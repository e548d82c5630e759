"""A room in which every field that somebody can fill holds words that would be a program if a page ran them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pycrdt import Doc

from app.access import Actor
from app.documents.manuscript import Manuscript, Tracked
from app.documents.manuscript import Wording as Read
from app.documents.received import Extra, Said
from app.drafts import service as drafts
from app.drafts import store
from app.drafts.files import dispatching, importing
from app.drafts.files.importing import Brought
from app.drafts.files.models import DraftReturn
from app.drafts.live.log import Batch, LogEntry
from app.drafts.models import Comment, CommentMention, CommentReply, SuggestionDecision
from app.drafts.text.marks import COMMENT, mark_key
from app.drafts.text.sections import SECTION_KEYS
from app.drafts.text.tree import paragraph, texts
from app.recommendations import seal
from app.recommendations import service as recommendations
from app.recommendations.wordings import Wording
from app.voting import ballots
from app.voting.ballots import NewBallot
from app.voting.plans import Plan
from app.workshops.rules import Phase
from tests.voting.hall import PLAIN_RULE, Hall

ATTACK = "<img src=x onerror=hacked()><script>hacked()</script>'\"><svg onload=hacked()>{{7*7}}"
GOAL = SECTION_KEYS.index("goal")


def attack(field: str) -> str:
    """What somebody has typed into this field."""
    return f"{field}{ATTACK}"


@dataclass
class Attacked:
    hall: Hall
    draft_id: int
    imported_id: int
    record: str


def attacked_room(hall: Hall) -> Attacked:
    people = [hall.people.join(attack(f"Person {number} ")) for number in range(7)]
    draft_id = _draft(hall)
    imported_id = _imported(hall)
    _sent_and_returned(hall, draft_id)
    _freeze(hall, draft_id, "Anlass 1 ")
    hall.write_into(draft_id, attack("Danach "))
    _freeze(hall, draft_id, "Anlass 2 ")
    _write(hall, draft_id, people[0])
    hall.people.move_to(Phase.CONSENT)
    return Attacked(hall, draft_id, imported_id, _record(hall, draft_id, people))


def _draft(hall: Hall) -> int:
    cluster_id = hall.clusters((attack("Bündel "),))[0]
    hall.reveal()
    hall.people.move_to(Phase.DRAFT)
    text = {key: [attack(f"{key} ")] for key in SECTION_KEYS if key != "title"}
    with hall.database.writing() as db:
        return drafts.create_draft(db, actor=hall.moderator, cluster_id=cluster_id, paragraphs=text).id


def _imported(hall: Hall) -> int:
    """As `reader` hands over what a file says."""
    blocks = [{**paragraph(attack("Absatz "))}]
    remarks = [Said(attack("Wer anmerkt "), attack("Anmerkung "))]
    extras = [Extra("image", attack("Bild ")), Extra("html", attack("Tag "))]
    now = [{**paragraph(attack("Davor "))}, *blocks, {**paragraph(attack("Dazu "))}]
    title, changes = attack("Titel "), [Tracked(attack("Wer ändert "), "neu", is_struck=False)]
    manuscript = Manuscript(now, title, extras, remarks, Read(title, blocks), changes)  # type: ignore[arg-type]  # Node has two names
    brought = Brought(attack("Datei "), manuscript, "ein-schluessel")
    with hall.database.writing() as db:
        return importing.import_draft(db, actor=hall.moderator, workshop_id=hall.workshop_id, brought=brought)


def _sent_and_returned(hall: Hall, draft_id: int) -> None:
    leftover = {"why": "moved_on", "cut": attack("Gestrichen "), "added": attack("Eingefügt ")}
    remark = {"by": attack("Wer zurückschreibt "), "text": attack("Rückmeldung ")}
    with hall.database.writing() as db:
        sent = dispatching.send(db, actor=hall.moderator, draft_id=draft_id, organisation=attack("Stelle "))
        db.flush()
        row = DraftReturn(
            draft_id=draft_id, dispatch=sent.number, number=1, sha256="", suggestions=[], wishes=[], known=0,
            leftovers=[leftover], comments=[], remarks=[remark], participant_id=sent.participant_id,
        )  # fmt: skip
        db.add(row)


def _freeze(hall: Hall, draft_id: int, occasion: str) -> None:
    with hall.database.writing() as db:
        drafts.freeze_version(db, actor=hall.moderator, draft_id=draft_id, occasion=attack(occasion))


def _write(hall: Hall, draft_id: int, actor: Actor) -> None:
    """A comment with an answer, a suggestion that is open and one that was rejected, straight into the tables."""
    by = hall.people.participant_id(actor)
    with hall.database.writing() as db:
        draft, doc = store.get_draft(db, draft_id), Doc[Any]()
        for update in store.list_updates(db, draft_id):
            doc.apply_update(update)
        before, goal = doc.get_state(), texts(doc)[GOAL]
        goal.format(0, len(goal), {mark_key(COMMENT, f"comment-{draft_id}"): {"id": f"comment-{draft_id}"}})
        goal.insert(len(goal), attack("Vorschlag "), {"insertion": {"id": "offen"}})

        def rows(db: Any) -> None:
            _rows(db, draft_id, by)

        entry = LogEntry(by, doc.get_update(before), rows, suggestions={"offen", "zu"})
        store.append(db, [Batch(draft_id, draft.epoch, draft.number, [entry])])


def _rows(db: Any, draft_id: int, by: int) -> None:
    said, body = f"comment-{draft_id}", f"{attack('Kommentar ')} @[{by}] [hier](javascript:hacked())"
    db.add(Comment(id=said, draft_id=draft_id, participant_id=by, body=body, quote=attack("Zitat ")))
    db.flush()
    db.add(CommentMention(comment_id=said, said=said, participant_id=by))
    db.add(CommentReply(id=f"answer-{draft_id}", comment_id=said, participant_id=by, body=attack("Antwort ")))
    for one in ("offen", "zu"):
        store.get_suggestion(db, draft_id, one).reason = attack(f"Warum {one} ")
    rejected = SuggestionDecision(
        draft_id=draft_id, suggestion_id="zu", log_number=1, request_key="", participant_id=by, outcome="rejected",
        reason=attack("Warum nicht "), inserted=attack("Neu "), deleted=attack("Alt "), wishes=[],
    )  # fmt: skip
    db.add(rejected)


def _record(hall: Hall, draft_id: int, people: list[Actor]) -> str:
    """The number of the record of the first version, which five of seven agree to."""
    with hall.database.reading() as db:
        version_id = store.get_version(db, draft_id, 1).id
    poll_id = hall.create(Plan("consent", attack("Abstimmung "), PLAIN_RULE, "open", version_id=version_id))
    hall.open(poll_id)
    answers = [*["agree"] * 5, "reservation", "object"]
    with hall.database.writing() as db:
        for number, (actor, answer) in enumerate(zip(people, answers, strict=True)):
            reason = "" if answer == "agree" else attack("Einwand ")
            new = NewBallot({"answer": answer}, reason, 0, f"stimme-{draft_id}-{number}")
            ballots.cast_ballot(db, actor=actor, poll_id=poll_id, new=new)
    hall.close(poll_id)
    hall.publish(poll_id)
    settings = hall.people.application.extensions["konsenswerk.settings"]
    wording, key = Wording("sollte", attack("Adressat "), attack("Ziel ")), seal.load_key(settings.sealing_key_path)
    with hall.database.writing() as db:
        return recommendations.record(
            db, actor=hall.moderator, workshop_id=hall.workshop_id, poll_id=poll_id, wording=wording, key=key,
            address=settings.address,
        ).number  # fmt: skip
