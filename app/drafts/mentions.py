"""People whom a comment or an answer names: `@[42]` in its words is participant 42, and a row. The name is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.drafts.facts import CommentMentioned
from app.drafts.models import Comment, CommentMention
from app.errors import Malformed
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import is_admitted

MOST_MENTIONED = 10
_MENTION = re.compile(r"@\[([0-9]{1,9})\]")


def readers(db: Session, workshop_id: int) -> list[Participant]:
    """Everybody who may read the drafts of a workshop now."""
    admission = workshops.get_workshop(db, workshop_id).admission
    everybody = workshops.list_participants(db, workshop_id)
    return [one for one in everybody if is_admitted(confirmed=one.is_confirmed, admission=admission)]


def mentioned_in(db: Session, workshop_id: int, body: str) -> list[int]:
    """Whom the words mention, each once; Malformed if these are too many, or somebody does not read the drafts."""
    mentioned = list(dict.fromkeys(int(number) for number in _MENTION.findall(body)))
    if len(mentioned) > MOST_MENTIONED:
        raise Malformed(_l("Bitte erwähnen Sie höchstens %(most)s Personen auf einmal.", most=MOST_MENTIONED))
    if mentioned and not {one.id for one in readers(db, workshop_id)}.issuperset(mentioned):
        raise Malformed(_l("Sie haben jemanden erwähnt, der den Entwurf nicht lesen kann. Bitte prüfen Sie die Namen."))
    return mentioned


def keep(db: Session, comment: Comment, said: str, mentioned: list[int], *, workshop_id: int, by: int) -> None:
    """Remember whom a comment, or the answer `said` in its thread, mentions, and tell them."""
    draft_id = comment.draft_id
    for one in mentioned:
        db.add(CommentMention(comment_id=comment.id, said=said, participant_id=one))
        told = CommentMentioned(
            workshop_id=workshop_id, by=by, draft_id=draft_id, comment=comment.id, participant_id=one
        )
        facts.record(db, told)


def names_in(comment: Comment) -> dict[int, str]:
    """The names of all whom a thread mentions, as they are now."""
    return {one.participant_id: one.participant.name for one in comment.mentions}


def spoken(body: str, names: Mapping[int, str]) -> str:
    """Words with the names of those whom they mention."""
    return _MENTION.sub(lambda found: f"@{names[int(found[1])]}" if int(found[1]) in names else found[0], body)
