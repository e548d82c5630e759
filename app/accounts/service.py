"""Signing in and out. A login is a row, so ending it ends HTTP and sockets alike."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access import Actor, ProgrammeRole
from app.accounts import store
from app.accounts.models import Account, Login, Organisation
from app.db import now
from app.errors import Malformed

SHORTEST_PASSWORD = 12
_hasher = PasswordHasher()


def check_password(db: Session, *, email: str, password: str) -> int:
    """The id of the account; Malformed if address or password is wrong. Slow on purpose, so not while writing."""
    account = store.find_account_by_email(db, email)
    known = account.password_hash if account else None
    if not _matches(known or _nobodys_hash(), password) or account is None or known is None:
        raise Malformed(_l("E-Mail-Adresse oder Passwort stimmt nicht."))
    return account.id


def sign_in(db: Session, *, account_id: int) -> str:
    """Open a login of an account whose password was checked, and return its secret. Twice opens two."""
    return open_login(db, store.get_account(db, account_id))


@cache
def _nobodys_hash() -> str:
    """Verified when there is no such account, so that the answer takes as long either way."""
    return _hasher.hash(secrets.token_hex())


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerificationError:
        return False


def open_login(db: Session, account: Account) -> str:
    """A new login of `account`; returns the secret that its device keeps."""
    token = secrets.token_urlsafe(32)
    db.add(Login(token_hash=hashed_token(token), account=account))
    return token


def sign_out(db: Session, *, actor: Actor) -> None:
    """End the login of `actor`. Twice is the same as once."""
    store.get_login(db, actor.login_id).ended_at = now()


def end_all_logins(db: Session, *, account_id: int) -> None:
    """End every login of the account, on every device. Twice is the same as once."""
    for login in store.list_open_logins(db, account_id):
        login.ended_at = now()


def delete_account(db: Session, *, account_id: int) -> None:
    """Delete a person: name and logins go, the row stays for what refers to it. Twice is the same as once."""
    account = db.get_one(Account, account_id)
    account.name, account.email, account.password_hash = "", None, None
    account.deleted_at = account.deleted_at or now()
    end_all_logins(db, account_id=account_id)


def find_actor(db: Session, token: str) -> Actor | None:
    """The actor whose device keeps `token`; None if the login has ended or never was."""
    login = store.find_live_login(db, hashed_token(token))
    if login is None:
        return None
    role: ProgrammeRole = login.account.programme_role  # type: ignore[assignment]  # the column holds only these
    return Actor(login.id, login.account_id, login.account.name, role, token)


def create_guest(db: Session, name: str) -> Account:
    """An account without a password, for somebody who joins by code."""
    account = Account(name=name)
    db.add(account)
    return account


def hashed(password: str) -> str:
    """What is kept of a password: Argon2id with a salt of its own."""
    return _hasher.hash(password)


def create_staff(db: Session, *, name: str, email: str, password: str, role: ProgrammeRole) -> Account:
    """An account that signs in with a password."""
    account = Account(name=name, email=email.strip().lower(), password_hash=hashed(password), programme_role=role)
    db.add(account)
    db.flush()
    return account


def organisation_named(db: Session, name: str, stakeholder_group_id: int | None) -> Organisation:
    """The organisation of this name, created if staff confirm it for the first time."""
    found = store.find_organisation(db, name)
    if found is None:
        found = Organisation(name=name.strip(), stakeholder_group_id=stakeholder_group_id)
        db.add(found)
        db.flush()
    return found


def hashed_token(token: str) -> str:
    """What is kept of the secret of a login."""
    return hashlib.sha256(token.encode()).hexdigest()
