"""Sign-in, sign-out, and the language of this device."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from app import i18n
from app.access import actor, find_actor, public, signed_in
from app.accounts import service
from app.db import database
from app.errors import Refusal
from app.intake import Intake, read
from app.limits import limiter, was_refused

blueprint = Blueprint("accounts", __name__)


class SignIn(Intake):
    email: str = Field(min_length=1, max_length=254, pattern=r"^[^\x00-\x1f]*$")  # PostgreSQL takes no NUL
    password: str = Field(min_length=1, max_length=200)
    next: str = Field(default="", max_length=500)


class SignOut(Intake):
    next: str = Field(default="", max_length=500)


class LanguageChoice(Intake):
    language: str = Field(pattern="^(de|en)$")
    next: str = Field(default="", max_length=500)


@blueprint.get("/anmelden")
@public
def sign_in_page() -> AnyResponse | str:
    if find_actor() is not None:
        return redirect(url_for("workshops.overview"))
    return render_template("accounts/sign_in.html", values={"next": request.args.get("next", "")}, refusal=None)


@blueprint.post("/anmelden")
@public
@limiter.limit(lambda: current_app.config["SIGN_IN_LIMIT"], deduct_when=was_refused)
def sign_in() -> AnyResponse | tuple[str, int]:
    try:
        wanted = read(SignIn)
        with database().reading() as db:
            account_id = service.check_password(db, email=wanted.email, password=wanted.password)
        with database().writing() as db:
            token = service.sign_in(db, account_id=account_id)
    except Refusal as refusal:
        values = {name: request.form.get(name, "") for name in ("email", "next")}
        return render_template("accounts/sign_in.html", values=values, refusal=refusal), refusal.status
    remember(token)
    return redirect(local_address(wanted.next) or url_for("workshops.overview"))


@blueprint.post("/abmelden")
@signed_in
def sign_out() -> AnyResponse:
    wanted = read(SignOut)
    with database().writing() as db:
        service.sign_out(db, actor=actor())
    logout_user()
    answer = redirect(local_address(wanted.next) or url_for("publication.home"))
    answer.headers["Clear-Site-Data"] = '"storage"'  # whoever uses this device next finds nothing of this person
    return answer


@blueprint.post("/sprache")
@public
def choose_language() -> AnyResponse:
    wanted = read(LanguageChoice)
    session["language"] = wanted.language
    session.permanent = True
    return redirect(local_address(wanted.next) or url_for("publication.home"))


def remember(token: str) -> None:
    """Keep a fresh login on this device; the session gets a new identity, so that none can be planted."""
    language = i18n.language()
    session.clear()
    session["language"] = language
    session.permanent = True
    with database().reading() as db:
        login_user(service.find_actor(db, token))


def local_address(address: str) -> str | None:
    """`address` if it leads to a page of ours, else None: no redirect to anywhere else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # no address at all
    leads_here = address.startswith("/") and not address.startswith(("//", "/\\"))
    if parts.scheme or parts.netloc or not leads_here or not address.isprintable():
        return None
    return address
