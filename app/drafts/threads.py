"""Comments as threads: who answers, and what counts as done. The passage itself stays marked in the text either way."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import comment_store, mentions, store
from app.drafts.facts import CommentReopened, CommentReplied, CommentSettled
from app.drafts.models import Comment, CommentReply, CommentSettlement
from app.drafts.service import Access, access, opaque_id
from app.errors import Conflict, NotAllowed
from app.workshops.rules import Right
from app.workshops.service import permit

MOST_REPLIES = 200


def reply(db: Session, *, actor: Actor, draft_id: int, comment_id: str, body: str, request_key: str) -> CommentReply:
    """Answer a comment; one that was settled is open again. The same `request_key` again is the same reply.

    Conflict once the thread holds MOST_REPLIES; Malformed for mentions as in `mentions`.
    """
    seen, comment = _thread(db, actor, draft_id, comment_id)
    reply_id = opaque_id(seen, f"{comment_id} {request_key}")
    known = next((one for one in comment.replies if one.id == reply_id), None)
    if known is not None:
        return known
    if len(comment.replies) >= MOST_REPLIES:
        raise Conflict(_l("Zu diesem Kommentar gibt es schon sehr viele Antworten. Bitte beginnen Sie einen neuen."))
    mentioned = mentions.mentioned_in(db, seen.draft.workshop_id, body)
    added = CommentReply(id=reply_id, participant_id=seen.participant.id, body=body)
    answer(db, seen, comment, added)
    mentions.keep(db, comment, reply_id, mentioned, workshop_id=seen.draft.workshop_id, by=seen.participant.id)
    return added


def answer(db: Session, seen: Access, comment: Comment, added: CommentReply) -> None:
    """Add a reply to a thread, which is open with that."""
    comment.replies.append(added)
    _told(db, CommentReplied, seen, comment)
    if comment.settlement is not None:
        _reopen(db, seen, comment)


def settle(db: Session, *, actor: Actor, draft_id: int, comment_id: str) -> None:
    """Call a comment done. Its author may, and who may write in the draft. Twice is the same as once."""
    seen, comment = _thread(db, actor, draft_id, comment_id)
    _require_say(seen, comment)
    if comment.settlement is None:
        comment.settlement = CommentSettlement(participant_id=seen.participant.id)
        _told(db, CommentSettled, seen, comment)


def reopen(db: Session, *, actor: Actor, draft_id: int, comment_id: str) -> None:
    """Take back that a comment is done; the same people may. Twice is the same as once."""
    seen, comment = _thread(db, actor, draft_id, comment_id)
    _require_say(seen, comment)
    if comment.settlement is not None:
        _reopen(db, seen, comment)


def _thread(db: Session, actor: Actor, draft_id: int, comment_id: str) -> tuple[Access, Comment]:
    draft = store.lock_draft(db, draft_id)  # two who answer or settle at once do so one after the other
    permit(db, actor, draft.workshop_id, Right.COMMENT)
    return access(db, actor=actor, draft_id=draft_id), comment_store.get_comment(db, draft_id, comment_id)


def _require_say(seen: Access, comment: Comment) -> None:
    if comment.participant_id != seen.participant.id and not seen.may_write:
        raise NotAllowed


def _reopen(db: Session, seen: Access, comment: Comment) -> None:
    comment.settlement = None
    _told(db, CommentReopened, seen, comment)


def _told(
    db: Session, kind: type[CommentReplied | CommentSettled | CommentReopened], seen: Access, comment: Comment
) -> None:
    draft, by = seen.draft, seen.participant.id
    facts.record(db, kind(workshop_id=draft.workshop_id, by=by, draft_id=draft.id, comment=comment.id))
