"""People who act in a workshop, made through the services that the application itself uses."""

from __future__ import annotations

import secrets
from datetime import date

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from app.access import Actor
from app.accounts import service as accounts
from app.accounts import store
from app.accounts.models import Account
from app.db import Database
from app.programme import delivery
from app.programme import store as programme
from app.workshops import admission, service
from app.workshops.admission import Claim, Correction
from app.workshops.rules import Phase, Role
from app.workshops.service import AgendaPlan, Plan

PASSWORD = "geheim-genug"


def session_cookie(application: Flask, actor: Actor) -> tuple[str, str]:
    """Name and value of the cookie that the door gives to `actor`."""
    signer = SecureCookieSessionInterface().get_signing_serializer(application)
    assert signer is not None
    value = signer.dumps({"_user_id": actor.token, "_fresh": True, "language": "de"})
    return application.config["SESSION_COOKIE_NAME"], str(value)


class People:
    """A workshop (`workshop_id`) with its moderator; `join()` brings more people, `client()` their browsers.

    `actors` maps the name of each person to who they are signed in as.
    """

    def __init__(self, application: Flask, *, collecting: str = "open", admission: str = "open") -> None:
        self.application = application
        self.database: Database = application.extensions["konsenswerk.database"]
        self.actors: dict[str, Actor] = {}
        self.group_ids: dict[str, int] = {}
        self._email = f"moderation-{secrets.token_hex(4)}@example.org"
        with self.database.writing() as db:
            delivery.deliver(db)
            db.flush()
            self.group_ids = {group.name: group.id for group in store.list_groups(db)}
            account = self._staff(db, "Moderation", self._email)
            token = accounts.open_login(db, account)
            db.flush()
            self.moderator = self.actors["Moderation"] = self._found(db, token)
            self.field_id = programme.list_fields(db)[0].id
            self.workshop_id = self._create(db, collecting, admission)

    def _create(self, db, collecting: str, admission: str) -> int:
        plan = Plan(
            title="Frühe sprachliche Bildung", format="workshop", field_id=self.field_id, starts_on=date(2027, 3, 11),
            questions=["Was fehlt?"], agenda=[AgendaPlan("Begrüßung", 20), AgendaPlan("Sammeln", 45)],
            collecting=collecting, admission=admission,
        )  # fmt: skip
        return service.create_workshop(db, actor=self.moderator, plan=plan).id

    @staticmethod
    def _staff(db, name: str, email: str) -> Account:
        """A facilitator without a password: hashing one takes longer than most tests."""
        account = Account(name=name, email=email, programme_role="facilitator")
        db.add(account)
        db.flush()
        return account

    @property
    def email(self) -> str:
        """The moderator's address, with which PASSWORD signs in."""
        with self.database.writing() as db:
            store.get_account(db, self.moderator.account_id).password_hash = accounts.hashed(PASSWORD)
        return self._email

    @staticmethod
    def _found(db, token: str) -> Actor:
        actor = accounts.find_actor(db, token)
        assert actor is not None
        return actor

    def another_workshop(self) -> int:
        """A second workshop of the same moderator."""
        with self.database.writing() as db:
            return self._create(db, "open", "open")

    def join(self, name: str, *, group: str = "Länder", role: Role = Role.EXPERT, confirmed: bool = True) -> Actor:
        """Let a person join as `role`; confirmed by the moderator unless said otherwise."""
        claim = Claim(name, f"Organisation von {name}", self.group_ids[group])
        with self.database.writing() as db:
            code = service.store.get_workshop(db, self.workshop_id).join_token
            participant, token = admission.join(db, actor=None, code=code, claim=claim)
            db.flush()
            actor = self.actors[name] = self._found(db, token or "")
            who = {"actor": self.moderator, "workshop_id": self.workshop_id, "participant_id": participant.id}
            if confirmed:
                admission.confirm(db, **who)
            if role != Role.EXPERT:
                correction = Correction(name, claim.organisation, claim.stakeholder_group_id, role)
                admission.correct(db, **who, correction=correction)
        return actor

    def participant_id(self, actor: Actor) -> int:
        with self.database.reading() as db:
            return service.member(db, actor, self.workshop_id).id

    def move_to(self, phase: Phase) -> None:
        """Bring the room into a phase."""
        with self.database.writing() as db:
            service.change_phase(db, actor=self.moderator, workshop_id=self.workshop_id, phase=phase)

    def stranger(self) -> Actor:
        """Staff without a place in the workshop."""
        with self.database.writing() as db:
            account = self._staff(db, "Fremde Person", f"fremd-{self._email}")
            token = accounts.open_login(db, account)
            db.flush()
            actor = self.actors["Fremde Person"] = self._found(db, token)
        return actor

    def client(self, actor: Actor) -> FlaskClient:
        """A browser in which `actor` is signed in."""
        client = self.application.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = actor.token
            session["_fresh"] = True
        return client
