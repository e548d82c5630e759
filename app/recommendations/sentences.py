"""What the sentences of a text went through: the suggestions, votes and references that a record keeps of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app import i18n
from app.documents.tree import plain, section
from app.drafts import store as drafts
from app.drafts.models import DraftVersion, Suggestion
from app.drafts.text.origins import Sentence, sentences_of
from app.recommendations.leaf import GroupSize
from app.recommendations.ways import ReferencePart, SentencePart, SuggestionPart, Ways, WordingPart, WordingRow
from app.references.views import Shown, cited_in
from app.voting import counting
from app.voting import store as polls
from app.voting.models import Poll

# Its sentences are in a record even if nothing but writing made them.
_ALWAYS = "recommendation"


@dataclass(frozen=True)
class _Found:
    """Everything that sentences of a version can have gone through."""

    suggestions: Mapping[str, Suggestion]
    polls: Sequence[Poll]
    references: Mapping[str, Shown]
    log_number: int


def trace(db: Session, version: DraftVersion, workshop_id: int, groups: Sequence[GroupSize], address: str) -> Ways:
    """The ways of a version's sentences. `groups` are those of the people who were there, `address` is our own."""
    cited = cited_in(db, version.tree, address, workshop_id)
    adopted = [poll for poll in polls.list_wording_polls(db, version.draft_id) if poll.adoption is not None]
    found = _Found(
        {one.id: one for one in drafts.list_suggestions(db, version.draft_id)},
        adopted,
        {address + one.cited.path: one for one in cited},
        version.log_number,
    )
    sentences = list(_sentences(db, version, found))
    named = {number for one in sentences for number in one["suggestions"]}
    asked = {sha256 for one in sentences for sha256 in one["wordings"]}
    wordings = [_wording(poll) for poll in reversed(adopted)]
    return {
        "sentences": sentences,
        "suggestions": [_suggestion(one, groups) for one in found.suggestions.values() if one.number in named],
        "wordings": [one for one in wordings if one["poll_sha256"] in asked],
        "references": [_reference(href, one) for href, one in found.references.items()],
    }


def _sentences(db: Session, version: DraftVersion, found: _Found) -> Iterator[SentencePart]:
    origins = deque(drafts.list_origins(db, version.id))
    for one in sentences_of(version.tree, _links):
        is_next = bool(origins) and (origins[0].section, origins[0].sentence) == (one.section, one.words)
        part = _sentence(one, origins.popleft().suggestions if is_next else [], found)
        if one.words and (one.section == _ALWAYS or part["suggestions"] or part["wordings"] or part["references"]):
            yield part


def _links(marks: Mapping[str, Any]) -> list[str]:
    return [marks["link"]["href"]] if "link" in marks else []


def _sentence(one: Sentence, ids: Sequence[str], found: _Found) -> SentencePart:
    rows = [found.suggestions[id] for id in ids if id in found.suggestions]
    decided = {accepted.poll_id for row in rows if (accepted := row.accepted_until(found.log_number))}
    voted = [poll for poll in reversed(found.polls) if poll.id in decided or _says(poll, one)]
    return {
        "section": one.section,
        "sentence": one.words,
        "suggestions": [row.number for row in rows],
        "wordings": [poll.result.sha256 for poll in voted if poll.result],
        "references": [href for href in one.marked if href in found.references],
    }


def _says(poll: Poll, sentence: Sentence) -> bool:
    """Whether the chosen wording of a passage has this sentence: also if it was chosen to stay as it stood."""
    chosen, voted_on = counting.chosen(poll), poll.version
    if chosen is None or voted_on is None or not sentence.words:
        return False
    stood = _spaced(plain(section(voted_on.tree, sentence.section)))
    return _spaced(poll.options[0].label) in stood and _spaced(sentence.words) in _spaced(chosen.label)


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _suggestion(row: Suggestion, groups: Sequence[GroupSize]) -> SuggestionPart:
    """What people state about themselves is a claim until it is confirmed: it does not get into a record."""
    by, shown = row.participant, not row.said_by and row.participant.is_confirmed
    group = by.stakeholder_group.name if by.stakeholder_group else None
    shared = next((size["names"] for size in groups if group in size["names"]), []) if shown else []
    return {
        "number": row.number, "organisation": row.organisation, "groups": shared,
        "day": row.at.astimezone(i18n.zone()).date().isoformat(),
    }  # fmt: skip


def _wording(poll: Poll) -> WordingPart:
    content = counting.content_of(poll) or {}
    part = content["result"]
    rows: list[WordingRow] = [
        {"label": row["label"], "votes": row["votes"], "chosen": row["option"] == part["chosen"]}
        for row in part["rows"]
    ]
    return {
        "question": content["question"], "rows": rows, "cast": content["cast"], "entitled": content["entitled"],
        "closed_at": content["closed_at"], "poll_sha256": poll.result.sha256 if poll.result else "",
    }  # fmt: skip


def _reference(href: str, one: Shown) -> ReferencePart:
    return {
        "address": href, "kind": one.cited.kind.value, "label": one.label, "title": one.title,
        "publisher": one.publisher, "genre": one.genre, "link": one.link, "removed": one.is_removed,
    }  # fmt: skip
