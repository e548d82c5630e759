"""Puts a workshop with drafts and guests into an empty database, through the services that the application itself uses.

The guests' cookies are signed as the server signs them, so that a thousand people are signed in within seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import Session

import app.models_of_all  # noqa: F401  # every table must be known before they are made
from app.access import Actor
from app.accounts import service as accounts
from app.accounts import store as people
from app.config import Settings
from app.db import Base, Database
from app.drafts import service as drafts
from app.factory import create_app
from app.needs import service as needs
from app.programme import delivery
from app.programme import store as programme
from app.workshops import admission, service, store
from app.workshops.rules import Phase
from app.workshops.service import Plan

# A room takes in only so many people who are not confirmed yet.
CONFIRMED_AT_ONCE = 100


@dataclass(frozen=True)
class Workshop:
    """Where people go: the ids of the workshop and its drafts, and one cookie for each guest."""

    id: int
    drafts: list[int]
    cookies: list[str]


def prepare(folder: Path, *, drafts: int, guests: int) -> Workshop:
    """Fill the empty data folder of a server that does not run yet."""
    application = create_app(Settings(data_folder=str(folder), async_mode="threading"))
    database: Database = application.extensions["konsenswerk.database"]
    Base.metadata.create_all(database.engine)
    with application.app_context(), database.writing() as db:
        delivery.deliver(db)
        db.flush()
        moderator = _moderator(db)
        workshop_id = _workshop(db, moderator)
        draft_ids = _drafts(db, moderator, workshop_id, drafts)
        tokens = _guests(db, moderator, workshop_id, guests)
    database.engine.dispose()
    return Workshop(workshop_id, draft_ids, [_cookie(application, token) for token in tokens])


def _moderator(db: Session) -> Actor:
    """A facilitator without a password: nobody signs in as this one."""
    account = accounts.create_guest(db, "Moderation")
    account.programme_role = "facilitator"
    token = accounts.open_login(db, account)
    db.flush()
    actor = accounts.find_actor(db, token)
    assert actor is not None  # noqa: S101  # its login was opened just above
    return actor


def _workshop(db: Session, moderator: Actor) -> int:
    field_id = programme.list_fields(db)[0].id
    plan = Plan("Lasttest", "workshop", field_id, date(2027, 3, 11), ["Was fehlt?"], [], collecting="open")
    workshop = service.create_workshop(db, actor=moderator, plan=plan)
    db.flush()
    return workshop.id


def _drafts(db: Session, moderator: Actor, workshop_id: int, count: int) -> list[int]:
    def enter(phase: Phase) -> None:
        service.change_phase(db, actor=moderator, workshop_id=workshop_id, phase=phase)

    enter(Phase.CLUSTER)
    titles = [f"Thema {number}" for number in range(count)]
    clusters = [needs.make_cluster(db, actor=moderator, workshop_id=workshop_id, title=title).id for title in titles]
    enter(Phase.DRAFT)
    return [drafts.create_draft(db, actor=moderator, cluster_id=cluster_id).id for cluster_id in clusters]


def _guests(db: Session, moderator: Actor, workshop_id: int, count: int) -> list[str]:
    """Guests who joined and were confirmed; returns the secrets of their logins."""
    code = store.get_workshop(db, workshop_id).join_token
    group_id = people.list_groups(db)[0].id
    tokens = []
    for number in range(1, count + 1):
        claim = admission.Claim(f"Gast {number}", "Beispielamt", group_id)
        tokens.append(admission.join(db, actor=None, code=code, claim=claim)[1] or "")
        if number % CONFIRMED_AT_ONCE == 0 or number == count:
            admission.confirm_all(db, actor=moderator, workshop_id=workshop_id)
    return tokens


def _cookie(application: Flask, token: str) -> str:
    """What a browser sends that is signed in with this login."""
    signer = SecureCookieSessionInterface().get_signing_serializer(application)
    assert signer is not None  # noqa: S101  # the application has made its secret key
    return f"{application.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token, '_fresh': True})}"
