"""Recording a recommendation: one act turns a published consent vote into a sealed record."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.documents import tree
from app.drafts import current
from app.errors import Conflict, NotFound, Sentence
from app.recommendations import bound, material, origin, record_file, rules, seal, store, wordings, words
from app.recommendations import leaf as leaves
from app.recommendations.bound import Bound
from app.recommendations.facts import RecommendationRecorded
from app.recommendations.leaf import Known, Leaf
from app.recommendations.material import CHANGED
from app.recommendations.models import Recommendation, RecommendationNeed, StateChange
from app.recommendations.seal import SealingKey
from app.recommendations.verify import Report, Step, verify
from app.recommendations.wordings import Wording
from app.voting import counting
from app.voting import store as polls
from app.voting.models import Poll
from app.workshops import store as workshops
from app.workshops.rules import Right
from app.workshops.service import permit


@dataclass(frozen=True)
class Prepared:
    """A recommendation before it is recorded: what is known, what is proposed, and what stands in the way.

    `number` is not reserved. `recorded` is the number that the poll already has. `moderators` are names, for the
    moderation's eyes.
    """

    poll_id: int
    workshop_id: int
    number: str
    known: Known
    wording: Wording
    moderators: list[str]
    obstacle: Sentence | None
    is_on_earlier_version: bool
    recorded: str | None


def prepare(db: Session, *, actor: Actor, workshop_id: int, poll_id: int, address: str) -> Prepared:
    """Everything about the recommendation that a consent poll of the workshop can become. Changes nothing.

    `address` is our own on the web.
    """
    permit(db, actor, workshop_id, Right.RECORD)
    poll = _consent_poll(db, workshop_id, poll_id)
    known, version = material.known(db, poll, address), material.version_of(poll)
    recorded = store.find_by_poll(db, poll_id)
    return Prepared(
        poll_id=poll_id,
        workshop_id=workshop_id,
        number=recorded.number if recorded else _number(db, poll, reserve=False),
        known=known,
        wording=wordings.proposed(known),
        moderators=[one.name for one in bound.moderators(db, workshop_id)],
        obstacle=_obstacle(poll, known),
        is_on_earlier_version=not current.is_current(db, version),
        recorded=recorded.number if recorded else None,
    )


def _consent_poll(db: Session, workshop_id: int, poll_id: int) -> Poll:
    """A closed consent poll of this workshop; NotFound for another one's, Conflict while there is no result."""
    poll = polls.get_poll(db, poll_id)
    if poll.workshop_id != workshop_id:
        raise NotFound
    if poll.method != "consent":
        raise Conflict(words.OBSTACLES[rules.Obstacle.OTHER_METHOD])
    if poll.result is None:
        raise Conflict(words.OBSTACLES[rules.Obstacle.NOT_PUBLISHED])
    return poll


def _obstacle(poll: Poll, known: Known) -> Sentence | None:
    is_published = counting.status(poll) == "published"
    found = rules.obstacle(poll.method, is_published=is_published, reached=known["decision"]["class"])
    return words.OBSTACLES[found] if found else None


def _number(db: Session, poll: Poll, *, reserve: bool) -> str:
    """The next number of the workshop's field in the year of the workshop."""
    workshop = workshops.get_workshop(db, poll.workshop_id)
    field, year = workshop.field, workshop.starts_on.year
    count = store.take_count(db, field.id, year) if reserve else store.last_count(db, field.id, year) + 1
    return rules.number(year, field.code, count)


def record(
    db: Session, *, actor: Actor, workshop_id: int, poll_id: int, wording: Wording, key: SealingKey, address: str
) -> Recommendation:
    """Give the text that the poll agreed on a number and a seal. Twice is the same as once, whatever was typed then.

    Malformed with a sentence for each field that is missing, Conflict if the vote does not carry a recommendation.
    """
    recorder = permit(db, actor, workshop_id, Right.RECORD)  # holds the workshop, so that two moderators take turns
    poll = _consent_poll(db, workshop_id, poll_id)
    existing = store.find_by_poll(db, poll_id)
    if existing is not None:
        return existing
    known = _recordable(db, poll, address)
    wordings.check(known, wording)
    people = bound.bind(db, poll, recorder)
    recommendation = _sealed(db, poll, _leaf(known, wording, _number(db, poll, reserve=True), people), key)
    recommendation.states = [StateChange(state=rules.FIRST_STATE, by=recorder.id, at=recommendation.recorded_at)]
    recommendation.needs = _needs(db, poll)
    recommendation.openings = [one.row() for one in people]
    db.add(recommendation)
    db.flush()
    told = {"workshop_id": workshop_id, "by": recorder.id, "poll_id": poll_id}
    facts.record(db, RecommendationRecorded(**told, number=recommendation.number))
    return recommendation


def _recordable(db: Session, poll: Poll, address: str) -> Known:
    known = material.known(db, poll, address)
    obstacle = _obstacle(poll, known)
    if obstacle is not None:
        raise Conflict(obstacle)
    try:
        tree.check(known["text"]["tree"])
    except ValueError as error:
        raise Conflict(_l("Der Text enthält Formatierungen, die sich nicht drucken lassen.")) from error
    return known


def _leaf(known: Known, wording: Wording, number: str, people: list[Bound]) -> Leaf:
    return {
        **known,
        "schema": leaves.SCHEMA,
        "number": number,
        "version": rules.FIRST_VERSION,
        "obligation": wording.obligation,
        "addressees": rules.lines(wording.addressees),
        "goal": wording.goal.strip(),
        "persons": [{"function": one.function, "commitment": one.opening.commitment} for one in people],
        "recorded_at": now().isoformat(timespec="seconds"),
    }


def _sealed(db: Session, poll: Poll, leaf: Leaf, key: SealingKey) -> Recommendation:
    packed = leaves.pack(leaf)
    hashed = leaves.leaf_hash(packed)
    workshop = workshops.get_workshop(db, poll.workshop_id)
    recommendation = Recommendation(
        number=leaf["number"], version=leaf["version"], title=leaf["title"], obligation=leaf["obligation"],
        consensus_class=leaf["decision"]["class"],
        field_id=workshop.field_id, workshop_id=workshop.id, poll_id=poll.id, version_id=material.version_of(poll).id,
        leaf=packed, leaf_hash=hashed, signature=key.sign(hashed), public_key=key.public,
        key_id=seal.key_id(key.public), recorded_at=words.when(leaf),
    )  # fmt: skip
    _check_file(file_of(recommendation), key)
    return recommendation


def _check_file(file: bytes, key: SealingKey) -> None:
    """Conflict unless the file would pass every check: what we seal must hold before anybody else looks."""
    if len(file) > record_file.LARGEST:
        raise Conflict(_l("Der Text ist zu umfangreich für einen Nachweis. Bitte teilen Sie ihn auf."))
    if not verify(file, key.public).is_trusted:
        raise Conflict(CHANGED)


def _needs(db: Session, poll: Poll) -> list[RecommendationNeed]:
    found = origin.list_needs(db, material.version_of(poll).draft_id)
    return [RecommendationNeed(need_id=need.id) for need in found]


def file_of(recommendation: Recommendation) -> bytes:
    """The record file that everybody can download and check."""
    one = recommendation
    return record_file.write(one.leaf, one.leaf_hash, one.signature, one.public_key)


def leaf_of(recommendation: Recommendation) -> Leaf:
    """What a record says; Conflict if the stored bytes are no leaf any more. Whether they are unchanged: verify."""
    try:
        return leaves.check(record_file.parse_canonical(recommendation.leaf))
    except ValueError as error:
        raise Conflict(_l("Achtung: Der gespeicherte Nachweis ist beschädigt und nicht mehr lesbar.")) from error


def check_seal(recommendation: Recommendation, trusted_key: bytes) -> Report:
    """Verify the stored bytes anew, against the key in the key file and not against what the database says."""
    report = verify(file_of(recommendation), trusted_key)
    if report.leaf is None or report.leaf["number"] == recommendation.number:
        return report
    moved = Step("number", False, _l("Unter dieser Kennung ist ein anderer Nachweis gespeichert."))
    return Report([*report.steps, moved], report.leaf)
