"""What a poll is about: the clusters or needs of a workshop, or a frozen version of a draft."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.drafts import current
from app.drafts import store as draft_store
from app.drafts.models import DraftVersion
from app.errors import Conflict, Malformed, NotFound
from app.needs import rules as needs_rules
from app.needs import store as needs
from app.voting import words
from app.voting.models import Poll, PollOption
from app.voting.plans import Plan
from app.voting.rules import MOST_OPTIONS
from app.workshops import store as workshops


def options(db: Session, workshop_id: int, plan: Plan) -> list[PollOption]:
    """The workshop's „clusters“ that hold needs, its „needs“, labelled as they are now, or free ones: 2 to 60 of them.

    Systemic consensing has the Passivlösung behind them.
    """
    made = _free(plan) if plan.subject == "free" else _of(db, workshop_id, plan.subject)
    if len(made) < 2:
        raise Conflict(_l("Es gibt noch zu wenig zur Auswahl. Nötig sind mindestens zwei Einträge."))
    if len(made) > MOST_OPTIONS:
        raise Conflict(_l("Das ist zu viel zur Auswahl. Möglich sind %(count)s Einträge.", count=MOST_OPTIONS))
    if plan.method == "resistance":
        made.append(PollOption(position=len(made) + 1, label=words.passive()))
    return made


def _of(db: Session, workshop_id: int, subject: str | None) -> list[PollOption]:
    return _clusters(db, workshop_id) if subject == "clusters" else _needs(db, workshop_id)


def _free(plan: Plan) -> list[PollOption]:
    if len(set(plan.options)) < len(plan.options):
        raise Malformed(fields={"options": _l("Ein Eintrag steht zweimal da.")})
    return [PollOption(position=position, label=label) for position, label in enumerate(plan.options, start=1)]


def _clusters(db: Session, workshop_id: int) -> list[PollOption]:
    filled = {need.cluster_id for need in needs.list_needs(db, workshop_id)}
    clusters = [cluster for cluster in needs.list_clusters(db, workshop_id) if cluster.id in filled]
    return [
        PollOption(position=position, label=cluster.title, cluster_id=cluster.id)
        for position, cluster in enumerate(clusters, start=1)
    ]


def _needs(db: Session, workshop_id: int) -> list[PollOption]:
    workshop = workshops.get_workshop(db, workshop_id)
    if not needs_rules.sees_all(workshop.collecting, workshop.revealed, is_moderation=False):
        raise Conflict(_l("Die Bedarfe sind noch verdeckt. Bitte decken Sie sie zuerst auf."))
    return [
        PollOption(position=position, label=need.title, need_id=need.id)
        for position, need in enumerate(needs.list_needs(db, workshop_id), start=1)
    ]


def version_of(db: Session, workshop_id: int, version_id: int) -> DraftVersion:
    """A version of one of the workshop's drafts; NotFound for any other.

    Conflict for one that nobody froze: sections of it may be empty, and suggestions open.
    """
    version = db.get(DraftVersion, version_id)
    if version is None or draft_store.get_draft(db, version.draft_id).workshop_id != workshop_id:
        raise NotFound
    if version.kept:
        raise Conflict(_l("Bitte frieren Sie zuerst eine Fassung ein."))
    return version


def is_on_earlier_version(db: Session, poll: Poll) -> bool:
    """Whether the draft reads differently by now than the text that this poll is bound to."""
    return poll.version is not None and not current.is_current(db, poll.version)
