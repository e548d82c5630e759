"""What can be done with a workshop and its room. Every function that acts for somebody asks `permit` first."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.programme import store as programme
from app.workshops import store
from app.workshops.facts import AgendaMoved, AttentionCalled, CountdownSet, PhaseChanged, ScreenChanged, WorkshopChanged
from app.workshops.models import AgendaItem, Countdown, GuidingQuestion, Participant, PhaseChange, Screen, Workshop
from app.workshops.rules import Phase, Right, Role, is_admitted, is_open_in, may_follow, rights_of

NOT_NOW = _l("Das ist in dieser Phase nicht möglich.")


@dataclass(frozen=True)
class AgendaPlan:
    """One line of an agenda as it is planned."""

    title: str
    minutes: int
    in_charge: str = ""


@dataclass(frozen=True)
class Plan:
    """What a workshop starts from. `collecting` is private, anonymous or open; `admission` is lobby or open."""

    title: str
    format: str
    field_id: int
    starts_on: date
    questions: list[str]
    agenda: list[AgendaPlan]
    purpose: str = ""
    collecting: str = "private"
    admission: str = "open"


def member(db: Session, actor: Actor, workshop_id: int) -> Participant:
    """The place of `actor` in the workshop; NotFound for everybody else, so that nobody learns that it exists."""
    participant = store.find_participant(db, workshop_id, actor.account_id)
    if participant is None or participant.removed_at is not None:
        raise NotFound
    return participant


def permit(db: Session, actor: Actor, workshop_id: int, right: Right) -> Participant:
    """The place of `actor`, if it has `right` and the phase opens it; NotFound, NotAllowed or Conflict if not.

    In a writing transaction, the workshop is held until the commit, so that the phase stays what was checked.
    """
    participant = member(db, actor, workshop_id)
    workshop = store.lock_workshop(db, workshop_id) if is_open_question(right) else store.get_workshop(db, workshop_id)
    admitted = is_admitted(confirmed=participant.is_confirmed, admission=workshop.admission)
    if right not in rights_of(participant.role, admitted=admitted):
        raise NotAllowed
    if not is_open_in(right, workshop.phase):
        raise Conflict(NOT_NOW)
    return participant


def is_open_question(right: Right) -> bool:
    """Whether some phase closes what `right` allows."""
    return not all(is_open_in(right, phase) for phase in Phase)


def create_workshop(db: Session, *, actor: Actor, plan: Plan) -> Workshop:
    """A workshop in preparation, with `actor` as its moderator. Twice makes two."""
    if not actor.is_staff:
        raise NotAllowed
    workshop = Workshop(
        code=_next_code(db, plan), title=plan.title, purpose=plan.purpose, format=plan.format, field_id=plan.field_id,
        starts_on=plan.starts_on, collecting=plan.collecting, admission=plan.admission,
        join_token=secrets.token_urlsafe(12), join_code=_free_join_code(db),
        questions=_questions(plan), agenda=_agenda(plan),
    )  # fmt: skip
    db.add(workshop)
    db.flush()
    db.add(_moderator(actor, workshop))
    db.add(Screen(workshop_id=workshop.id, token=secrets.token_urlsafe(24)))
    facts.record(db, WorkshopChanged(workshop_id=workshop.id))
    return workshop


def _moderator(actor: Actor, workshop: Workshop) -> Participant:
    return Participant(
        workshop_id=workshop.id, account_id=actor.account_id, name=actor.name, claimed_organisation="BAMF",
        role=Role.MODERATOR, confirmed_at=now(),
    )  # fmt: skip


def _next_code(db: Session, plan: Plan) -> str:
    """JJJJ-FELD-Vnn: the n-th event of the field in its year."""
    field = programme.lock_field(db, plan.field_id)
    if field.retired:
        raise Malformed(fields={"field_id": _l("Dieses Handlungsfeld ist stillgelegt. Bitte wählen Sie ein anderes.")})
    year = plan.starts_on.year
    return f"{year}-{field.code}-V{store.count_workshops_in(db, field.id, year) + 1:02}"


def _free_join_code(db: Session) -> str:
    while True:
        code = f"{secrets.randbelow(1_000_000):06}"
        if store.find_workshop_by_join(db, code) is None:
            return code


def _questions(plan: Plan) -> list[GuidingQuestion]:
    return [GuidingQuestion(position=position, text=text) for position, text in enumerate(plan.questions, start=1)]


def _agenda(plan: Plan) -> list[AgendaItem]:
    return [
        AgendaItem(position=position, title=item.title, minutes=item.minutes, in_charge=item.in_charge)
        for position, item in enumerate(plan.agenda, start=1)
    ]


def agenda_of(db: Session, workshop_id: int) -> list[AgendaPlan]:
    """The agenda as it is planned."""
    agenda = store.get_workshop(db, workshop_id).agenda
    return [AgendaPlan(item.title, item.minutes, item.in_charge) for item in agenda]


def replace_agenda(db: Session, *, actor: Actor, workshop_id: int, agenda: list[AgendaPlan]) -> None:
    """Write the agenda anew. Twice is the same as once; the current item stays current if its place still exists."""
    participant = permit(db, actor, workshop_id, Right.PREPARE)
    workshop = store.get_workshop(db, workshop_id)
    current = next((item.position for item in workshop.agenda if item.id == workshop.current_item_id), None)
    for item in list(workshop.agenda):
        db.delete(item)
    db.flush()
    db.expire(workshop, ["agenda"])
    for position, line in enumerate(agenda, start=1):
        row = AgendaItem(workshop_id=workshop_id, position=position, **vars(line))
        db.add(row)
        db.flush()
        if position == current:
            workshop.current_item_id = row.id
    if current is not None and current > len(agenda):
        workshop.current_item_id = None
    facts.record(db, WorkshopChanged(workshop_id=workshop_id, by=participant.id))


def change_phase(db: Session, *, actor: Actor, workshop_id: int, phase: Phase) -> None:
    """Move the room into `phase`. Moving it to where it is, is refused: somebody else was quicker."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    workshop = store.lock_workshop(db, workshop_id)
    if not may_follow(workshop.phase, phase):
        raise Conflict(_l("Der Raum ist schon in dieser Phase."))
    workshop.phase = phase
    db.add(PhaseChange(workshop_id=workshop_id, phase=phase, by=participant.id))
    let_screens_follow(db, workshop_id, SCREEN_OF_PHASE[phase])
    facts.record(db, PhaseChanged(workshop_id=workshop_id, by=participant.id, phase=phase))


SCREEN_OF_PHASE = {
    Phase.COLLECT: "question", Phase.CLUSTER: "clusters", Phase.PRIORITISE: "result", Phase.DRAFT: "text",
    Phase.CONSENT: "result", Phase.CLOSED: "welcome",
}  # fmt: skip


def let_screens_follow(db: Session, workshop_id: int, shows: str) -> None:
    """Show on every screen that follows the room what the room is at."""
    for screen in store.list_screens(db, workshop_id):
        if screen.follows and screen.shows != shows:
            screen.shows = shows
            facts.record(db, ScreenChanged(workshop_id=workshop_id, screen_id=screen.id, shows=screen.shows))


def move_agenda(db: Session, *, actor: Actor, workshop_id: int, item_id: int | None) -> None:
    """Set the current agenda item live. Twice is the same as once."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    workshop = store.get_workshop(db, workshop_id)
    workshop.current_item_id = store.get_agenda_item(db, workshop_id, item_id).id if item_id is not None else None
    facts.record(db, AgendaMoved(workshop_id=workshop_id, by=participant.id, item_id=item_id))


def set_countdown(db: Session, *, actor: Actor, workshop_id: int, minutes: int) -> None:
    """Start the clock with `minutes` to go, in place of any that runs; 0 takes it away."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    workshop = store.lock_workshop(db, workshop_id)
    ends_at = now() + timedelta(minutes=minutes)
    workshop.countdown = Countdown(ends_at=ends_at, minutes=minutes) if minutes else None
    told = ends_at.isoformat() if minutes else None
    facts.record(db, CountdownSet(workshop_id=workshop_id, by=participant.id, ends_at=told))


def extend_countdown(db: Session, *, actor: Actor, workshop_id: int, minutes: int) -> None:
    """Give the running clock `minutes` more; after zero they count from now. Twice extends twice."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    countdown = store.lock_workshop(db, workshop_id).countdown
    if countdown is None:
        raise Conflict(_l("Es läuft keine Zeit."))
    countdown.ends_at = max(countdown.ends_at, now()) + timedelta(minutes=minutes)
    countdown.minutes += minutes
    told = countdown.ends_at.isoformat()
    facts.record(db, CountdownSet(workshop_id=workshop_id, by=participant.id, ends_at=told))


def call_attention(db: Session, *, actor: Actor, workshop_id: int) -> None:
    """Ask everybody to look up. Twice asks twice."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    facts.record(db, AttentionCalled(workshop_id=workshop_id, by=participant.id))


def show_on_screen(
    db: Session, *, actor: Actor, workshop_id: int, screen_id: int, shows: str | None, follows: bool | None
) -> None:
    """Choose what a screen shows, and whether it follows the phases; None leaves it. Twice is the same as once."""
    participant = permit(db, actor, workshop_id, Right.RUN_ROOM)
    screen = store.get_screen(db, workshop_id, screen_id)
    screen.shows = screen.shows if shows is None else shows
    screen.follows = screen.follows if follows is None else follows
    told = ScreenChanged(workshop_id=workshop_id, by=participant.id, screen_id=screen.id, shows=screen.shows)
    facts.record(db, told)


def workshop_of_screen(db: Session, token: str) -> Workshop:
    """The workshop that a screen's token shows; NotFound if there is none."""
    screen = store.find_screen(db, token)
    if screen is None:
        raise NotFound
    return store.get_workshop(db, screen.workshop_id)
