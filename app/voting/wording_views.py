"""What votes on wordings look like to the one who asks: on the ballot, as a result, and from the draft's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy.orm import Session

from app.drafts import service as drafts
from app.drafts import store as draft_store
from app.drafts.text.tree import Tree
from app.drafts.text.wordings import Wording, parts, place_of, says
from app.voting import counting, store, words
from app.voting.models import Poll, PollOption
from app.voting.schemas import OptionState, WordingGroup, WordingLine, WordingPlace, WordingResult, WordingRow


def notes(db: Session, poll: Poll) -> dict[int, str]:
    """Whose each wording on the ballot is, by option; nothing for other polls."""
    if poll.method != "wording" or poll.draft_id is None:
        return {}
    ids = [one.suggestion_id for one in poll.options if one.suggestion_id is not None]
    numbers = {one.id: one.number for one in draft_store.list_suggestions(db, poll.draft_id, ids)}
    return {one.id: words.wording_note(numbers.get(one.suggestion_id or "")) for one in poll.options}


def options(db: Session, poll: Poll) -> list[OptionState]:
    """What is on the ballot of any poll; of a wording with whose it is and what it changes."""
    note = notes(db, poll)
    return [
        {"id": one.id, "number": one.position, "label": one.label, "note": note.get(one.id, ""),
         "parts": parts(poll.options[0].label, one.label) if note else []}
        for one in poll.options
    ]  # fmt: skip


def stage(poll: Poll) -> Literal["chosen", "adopted"] | None:
    """How far a published vote on a wording has come; None for all others, and for a tie."""
    if poll.adoption is not None:
        return "adopted"
    is_published = poll.method == "wording" and poll.publication is not None
    return "chosen" if is_published and poll.chosen_id is not None else None


def result(db: Session, poll: Poll, content: Mapping[str, Any], sha256: str) -> WordingResult:
    """The sealed result in words and numbers."""
    part, note = content["result"], notes(db, poll)
    rows: list[WordingRow] = [
        {"option_id": row["option"], "label": row["label"], "note": note[row["option"]], "votes": row["votes"]}
        for row in part["rows"]
    ]
    return {
        "rows": rows, "groups": [_group(one, part["rows"]) for one in part.get("groups", [])],
        "chosen": part["chosen"], "cast": content["cast"], "entitled": content["entitled"],
        "sentence": words.wording_sentence(part, note.get(part["chosen"]), content["cast"]),
        "adopted_at": poll.adoption.at.isoformat() if poll.adoption else None, "sha256": sha256,
    }  # fmt: skip


def _group(row: Mapping[str, Any], wordings: Sequence[Mapping[str, Any]]) -> WordingGroup:
    votes = {one["option"]: one["votes"] for one in row["votes"]}
    in_order = [votes[wording["option"]] for wording in wordings]
    return {"label": words.group_label(row["names"]), "cast": sum(in_order), "votes": in_order}


def lines(db: Session, draft_id: int) -> list[WordingLine]:
    """The votes on passages of this draft that the room knows of, newest first.

    What is chosen stays secret until it is published, and so it can only be adopted after that.
    """
    return [_line(poll, _adopted(poll)) for poll in _opened(db, draft_id)]


def _opened(db: Session, draft_id: int) -> list[Poll]:
    return [poll for poll in store.list_wording_polls(db, draft_id) if poll.opening is not None]


def _adopted(poll: Poll) -> PollOption | None:
    return counting.chosen(poll) if poll.adoption is not None else None


def _line(poll: Poll, adopted: PollOption | None) -> WordingLine:
    return {
        "id": poll.id, "question": poll.question, "wording": adopted.label if adopted else None,
        "suggestion": adopted.suggestion_id if adopted else None, "place": _place(poll) if adopted else None,
    }  # fmt: skip


def _place(poll: Poll) -> WordingPlace | None:
    """Where the passage stood as the vote on it began."""
    agreed = poll.options[0]
    if poll.version is None or agreed.print is None:
        return None
    found = place_of(poll.version.tree, Wording(agreed.label, agreed.print))
    return {"section": found.section, "before": found.before, "after": found.after} if found else None


def pages(db: Session, draft_id: int) -> list[dict[str, Any]]:
    """The same votes to read: with their results, and whether the text still says what was chosen."""
    text = drafts.text_of(db, draft_id)
    return [_page(db, poll, text) for poll in _opened(db, draft_id)]


def _page(db: Session, poll: Poll, text: Tree) -> dict[str, Any]:
    adopted, shown = _adopted(poll), _published(db, poll)
    votes = {row["option_id"]: row["votes"] for row in shown["rows"]} if shown else {}
    note = notes(db, poll)
    return {
        "id": poll.id, "question": poll.question, "version": poll.version.number if poll.version else None,
        "opened_at": poll.opening.at if poll.opening else None,
        "adopted_at": poll.adoption.at if poll.adoption else None,
        "sentence": shown["sentence"] if shown else words.STAND[counting.status(poll)],
        "is_changed": adopted is not None and not says(text, adopted.label),
        "options": [{"label": one.label, "note": note[one.id], "votes": votes.get(one.id)} for one in poll.options],
    }  # fmt: skip


def _published(db: Session, poll: Poll) -> WordingResult | None:
    content = counting.content_of(poll)
    if poll.publication is None or content is None or poll.result is None:
        return None
    return result(db, poll, content, poll.result.sha256)
