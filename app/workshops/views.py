"""What a workshop looks like to the one who asks, as JSON: see docs/api.md for the shapes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from app.workshops import qr, store
from app.workshops.models import AgendaItem, Countdown, Participant, Screen, Workshop
from app.workshops.rules import MODERATION, VOTING_ROLES, is_admitted, open_rights


def me(participant: Participant, workshop: Workshop) -> dict[str, Any]:
    """The place of the one who asks, with what it may do right now."""
    admitted = is_admitted(confirmed=participant.is_confirmed, admission=workshop.admission)
    return {
        "id": participant.id,
        "name": participant.name,
        "role": participant.role,
        "confirmed": participant.is_confirmed,
        "admitted": admitted,
        "rights": sorted(open_rights(participant.role, workshop.phase, admitted=admitted)),
    }


def workshop(row: Workshop) -> dict[str, Any]:
    """The workshop itself, as everybody in it sees it."""
    return {
        "id": row.id,
        "code": row.code,
        "title": row.title,
        "purpose": row.purpose,
        "format": row.format,
        "field": {"code": row.field.code, "name": row.field.name},
        "starts_on": row.starts_on.isoformat(),
        "phase": row.phase,
        "collecting": row.collecting,
        "revealed": row.revealed,
        "admission": row.admission,
        "is_demo": row.is_demo,
        "questions": [{"id": question.id, "text": question.text} for question in row.questions],
        "agenda": [_agenda_item(item) for item in row.agenda],
        "current_item_id": row.current_item_id,
        "countdown": countdown(row.countdown),
    }


def _agenda_item(item: AgendaItem) -> dict[str, Any]:
    return {"id": item.id, "title": item.title, "minutes": item.minutes, "in_charge": item.in_charge}


def countdown(row: Countdown | None) -> dict[str, Any] | None:
    """The clock: when it ends, and how many minutes it was set to."""
    return {"ends_at": row.ends_at.isoformat(), "minutes": row.minutes} if row else None


def join(row: Workshop) -> dict[str, str]:
    """How to get in: the six digits, and the link that the QR code shows."""
    return {"code": f"{row.join_code[:3]} {row.join_code[3:]}", "link": qr.join_link(row)}


def screen(row: Screen) -> dict[str, Any]:
    return {"id": row.id, "token": row.token, "shows": row.shows, "follows": row.follows}


def presence(db: Session, workshop_id: int) -> dict[str, Any]:
    """Who is here, as counts: present, waiting, and by stakeholder group {name, present, total, voting}.

    The moderation counts in no group; everybody else without one counts in the group "".
    """
    participants = store.list_participants(db, workshop_id)
    present = store.list_present(db, workshop_id)
    grouped = [one for one in participants if one.role not in MODERATION or one.stakeholder_group]
    total = Counter(_group(one) for one in grouped)
    here = Counter(_group(one) for one in grouped if one.id in present)
    voting = Counter(_group(one) for one in participants if one.is_confirmed and one.role in VOTING_ROLES)
    return {
        "present": len([one for one in participants if one.id in present]),
        "waiting": len([one for one in participants if not one.is_confirmed]),
        "total": len(participants),
        "voting": sum(voting.values()),
        "groups": [
            {"name": name, "present": here[name], "total": total[name], "voting": voting[name]}
            for name in sorted(total)
        ],
    }


def _group(participant: Participant) -> str:
    return participant.stakeholder_group.name if participant.stakeholder_group else ""


def people(db: Session, asking: Participant) -> list[dict[str, Any]]:
    """Everybody in the workshop. Only the moderation sees who still waits and who looks like a double."""
    participants = store.list_participants(db, asking.workshop_id)
    present = store.list_present(db, asking.workshop_id)
    names = Counter(_folded(one.name) for one in participants)
    for_moderation = asking.role in MODERATION
    return [
        _person(one, is_present=one.id in present, is_double=for_moderation and names[_folded(one.name)] > 1)
        for one in participants
        if one.is_confirmed or for_moderation or one.id == asking.id
    ]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _person(participant: Participant, *, is_present: bool, is_double: bool) -> dict[str, Any]:
    return {
        "id": participant.id,
        "name": participant.name,
        "organisation": participant.organisation_name,
        "group_id": participant.stakeholder_group_id,
        "group": _group(participant),
        "role": participant.role,
        "confirmed": participant.is_confirmed,
        "present": is_present,
        "double": is_double,
    }
