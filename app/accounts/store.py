"""Queries over people, logins, organisations and groups."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Account, Login, Organisation, StakeholderGroup
from app.errors import NotFound

# Of a login and its account: it has not ended, and the person still exists.
IS_LIVE = and_(Login.ended_at.is_(None), Account.deleted_at.is_(None))


def find_account_by_email(db: Session, email: str) -> Account | None:
    return db.scalar(select(Account).where(Account.email == email.strip().lower(), Account.deleted_at.is_(None)))


def get_account(db: Session, account_id: int) -> Account:
    account = db.get(Account, account_id)
    if account is None or account.deleted_at is not None:
        raise NotFound
    return account


def find_live_login(db: Session, token_hash: str) -> Login | None:
    """The login with this hash if it has not ended and its account still exists."""
    query = select(Login).join(Login.account)
    return db.scalar(query.where(Login.token_hash == token_hash, IS_LIVE))


def get_login(db: Session, login_id: int) -> Login:
    return db.get_one(Login, login_id)


def list_live_logins(db: Session, login_ids: Collection[int]) -> dict[int, int]:
    """Of these logins, those that have not ended: {login id: account id}."""
    query = select(Login.id, Login.account_id).join(Login.account)
    return {row.id: row.account_id for row in db.execute(query.where(Login.id.in_(login_ids), IS_LIVE))}


def list_open_logins(db: Session, account_id: int) -> list[Login]:
    return list(db.scalars(select(Login).where(Login.account_id == account_id, Login.ended_at.is_(None))))


def list_groups(db: Session) -> list[StakeholderGroup]:
    return list(db.scalars(select(StakeholderGroup).order_by(StakeholderGroup.position)))


def find_group(db: Session, group_id: int) -> StakeholderGroup | None:
    return db.get(StakeholderGroup, group_id)


def list_organisations(db: Session) -> list[Organisation]:
    return list(db.scalars(select(Organisation).order_by(Organisation.name)))


def find_organisation(db: Session, name: str) -> Organisation | None:
    return db.scalar(select(Organisation).where(func.lower(Organisation.name) == name.strip().lower()))
