"""Who may call a route at all. A route without a mark is refused; services check what a role may do in a workshop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from flask import Flask, current_app, request, session
from flask_login import UserMixin, current_user

from app.errors import NotAllowed, NotSignedIn

ProgrammeRole = Literal["none", "facilitator", "admin"]
View = TypeVar("View", bound=Callable[..., Any])
_MARK = "konsenswerk_access"
# Flask's own route for files that everybody may read.
_ALWAYS_PUBLIC = {"static"}


@dataclass(frozen=True)
class Actor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Who is asking: a login of an account. Guests have accounts too, without a password."""

    login_id: int
    account_id: int
    name: str
    programme_role: ProgrammeRole
    token: str

    def get_id(self) -> str:
        """What Flask-Login keeps in the session: the secret of the login row, never an account id."""
        return self.token

    @property
    def is_staff(self) -> bool:
        return self.programme_role in ("facilitator", "admin")


def public(view: View) -> View:
    """Everybody may call this, signed in or not."""
    return _marked(view, "public")


def signed_in(view: View) -> View:
    """Every login may call this, a guest's too; services check the workshop's rights."""
    return _marked(view, "signed_in")


def staff(view: View) -> View:
    """Facilitators and administrators of the programme may call this."""
    return _marked(view, "staff")


def _marked(view: View, mark: str) -> View:
    setattr(view, _MARK, mark)
    return view


def actor() -> Actor:
    """Who is asking; NotSignedIn if nobody is."""
    if not current_user.is_authenticated:
        raise NotSignedIn
    return cast(Actor, current_user._get_current_object())


def find_actor() -> Actor | None:
    """Who is asking, or None."""
    return actor() if current_user.is_authenticated else None


def find_token() -> str | None:
    """The secret that the asking browser keeps, not yet looked up; None if it keeps none."""
    token: str | None = session.get("_user_id")  # where Flask-Login keeps Actor.get_id()
    return token


def guard(app: Flask) -> None:
    """Refuse every route that its mark does not open to the one who asks."""
    app.before_request(_check)


def _check() -> None:
    if request.endpoint is None or request.endpoint in _ALWAYS_PUBLIC:
        return  # no such route: Flask answers 404 or 405 by itself
    mark = getattr(current_app.view_functions[request.endpoint], _MARK, "nobody")
    if mark == "public":
        return
    if mark == "nobody":
        raise NotAllowed
    if not actor().is_staff and mark == "staff":
        raise NotAllowed
