"""What a workshop knows about a text that it voted on: everything of a leaf that nobody has to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import i18n
from app.accounts.models import StakeholderGroup
from app.documents.tree import plain, section
from app.drafts import store as drafts
from app.drafts.models import DraftVersion
from app.drafts.text.sections import TITLE, titles_of
from app.errors import Conflict, NotFound
from app.recommendations import origin, sentences
from app.recommendations.leaf import (
    AWMF_CODES,
    Attendance,
    Decision,
    Electorate,
    FieldPart,
    GroupSize,
    Known,
    TextPart,
    WorkshopPart,
)
from app.voting import counting
from app.voting import rules as voting_rules
from app.voting import store as polls
from app.voting.models import Poll
from app.workshops import store as workshops
from app.workshops.models import Workshop

CHANGED = _l("Achtung: Text oder Ergebnis dieser Abstimmung wurden nachträglich verändert. So wird nichts gesiegelt.")


def version_of(poll: Poll) -> DraftVersion:
    """The frozen text that the poll was about; Conflict if it has another fingerprint than the poll."""
    if poll.version is None:
        raise NotFound
    if poll.version.fingerprint != poll.fingerprint:
        raise Conflict(CHANGED)
    return poll.version


def known(db: Session, poll: Poll, address: str) -> Known:
    """Text, decision, people as numbers, and origin of a closed consent poll; `address` is our own on the web."""
    workshop, version = workshops.get_workshop(db, poll.workshop_id), version_of(poll)
    minimum = voting_rules.MINIMUM_GROUP[poll.secrecy]
    attendance = _attendance(db, workshop.id, minimum)
    return {
        "title": plain(section(version.tree, TITLE)).strip(),
        "field": _field(workshop),
        "text": _text(db, version),
        "decision": _decision(poll),
        "electorate": _electorate(db, poll, minimum),
        "attendance": attendance,
        "workshop": _workshop(workshop),
        "questions": origin.questions(db, workshop, version.draft_id),
        "origin": origin.trace(db, version.draft_id),
        "ways": sentences.trace(db, version, workshop.id, attendance["groups"], address),
    }


def _field(workshop: Workshop) -> FieldPart:
    return {"code": workshop.field.code, "name": workshop.field.name}


def _workshop(workshop: Workshop) -> WorkshopPart:
    return {
        "code": workshop.code,
        "title": workshop.title,
        "format": workshop.format,
        "date": workshop.starts_on.isoformat(),
        "is_demo": workshop.is_demo,
    }


def _text(db: Session, version: DraftVersion) -> TextPart:
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        titles = titles_of(drafts.get_draft(db, version.draft_id).template)
        told = {one["attrs"]["key"]: str(titles[one["attrs"]["key"]]) for one in version.tree}
    return {
        "schema": version.schema,
        "version": version.number,
        "tree": version.tree,
        "titles": told,
        "fingerprint": version.fingerprint,
    }


def _decision(poll: Poll) -> Decision:
    try:
        content = counting.content_of(poll)
    except ValueError as error:
        raise Conflict(CHANGED) from error
    if content is None or poll.result is None:
        raise NotFound
    part: Mapping[str, Any] = content["result"]
    return {
        "method": content["method"],
        "question": content["question"],
        "round": content["round"],
        "secrecy": content["secrecy"],
        "rule": {"denominator": content["settings"]["denominator"], "quorum_needed": part["quorum_needed"]},
        "counts": part["counts"],
        "numerator": part["numerator"],
        "denominator": part["denominator"],
        "class": part["class"],
        "awmf": AWMF_CODES.get(part["class"]),
        "low_participation": part["low_participation"],
        "groups": part["groups"],
        "opened_at": content["opened_at"],
        "closed_at": content["closed_at"],
        "poll_sha256": poll.result.sha256,
    }


def _electorate(db: Session, poll: Poll, minimum: int) -> Electorate:
    electors = polls.list_electors(db, poll.id)
    return {"entitled": len(electors), "groups": _by_group((one.stakeholder_group for one in electors), minimum)}


def _attendance(db: Session, workshop_id: int, minimum: int) -> Attendance:
    """Only people whom staff confirmed: what others stated about themselves is a claim."""
    present = [one for one in workshops.list_attended(db, workshop_id) if one.is_confirmed]
    organisations = Counter(one.organisation.name for one in present if one.organisation)
    return {
        "persons": len(present),
        "groups": _by_group((one.stakeholder_group for one in present), minimum),
        "organisations": [{"name": name, "persons": organisations[name]} for name in sorted(organisations)],
    }


def _by_group(groups: Iterable[StakeholderGroup | None], minimum: int) -> list[GroupSize]:
    """People by group, pooled like the ballots."""
    names = [group.name if group else None for group in groups]
    sizes = Counter(sorted(names, key=lambda name: name or ""))  # in the order in which the voting pools ballots
    return [
        {"names": list(names), "persons": sum(sizes[name] for name in names)}
        for names in voting_rules.pool(sizes, minimum)
    ]
