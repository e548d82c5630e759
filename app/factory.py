"""create_app(): all wiring, read from top to bottom."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from flask import Flask
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import access, facts, i18n, web
from app.access import Actor
from app.accounts import routes as accounts
from app.accounts import service as accounts_service
from app.config import Settings
from app.db import Database
from app.drafts import pages as draft_pages
from app.drafts import people as draft_people
from app.drafts import routes as drafts
from app.drafts import sockets as draft_sockets
from app.drafts import suggestion_routes, template_pages
from app.drafts.files import dispatch_pages, import_pages
from app.drafts.hub import hub_of
from app.intake import LARGEST_BODY
from app.limits import limiter
from app.live import Connection, Live, Seat
from app.needs import routes as needs
from app.packets import encode_each_way_for_itself
from app.programme import routes as programme
from app.publication import records
from app.publication import routes as publication
from app.recommendations import routes as recommendations
from app.references import routes as references
from app.stage import routes as stage
from app.transport import never_compress, take_turns
from app.voting import routes as voting
from app.voting import service as polls
from app.voting import store as poll_store
from app.workshops import presence
from app.workshops import routes as workshops
from app.workshops import sockets as workshop_sockets

BLUEPRINTS = (
    publication.blueprint,
    accounts.blueprint,
    programme.blueprint,
    workshops.blueprint,
    needs.blueprint,
    references.blueprint,
    drafts.blueprint,
    suggestion_routes.blueprint,
    draft_pages.blueprint,
    draft_people.blueprint,
    dispatch_pages.blueprint,
    import_pages.blueprint,
    template_pages.blueprint,
    voting.blueprint,
    recommendations.blueprint,
    records.blueprint,
    stage.blueprint,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application with its routes, its socket events and its background tick (not yet started)."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    _configure(app, settings)
    database = Database(settings.database_address)
    live = Live(database, settings)
    app.extensions["konsenswerk.settings"] = settings
    app.extensions["konsenswerk.database"] = database
    app.extensions["konsenswerk.live"] = live
    i18n.init(app)
    web.init(app)
    _init_sign_in(app, database)
    access.guard(app)
    CSRFProtect(app)
    limiter.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _init_live(app, live)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's own recipe
    return app


def begin(app: Flask) -> None:
    """Begin to serve: nobody is connected yet, whatever was so before a crash; then the background tasks start."""
    live = live_of(app)
    with live.database.writing() as db:
        presence.end_all(db)
    live.start(app)


def live_of(app: Flask) -> Live:
    """The live side of an application."""
    return cast(Live, app.extensions["konsenswerk.live"])


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key or _kept_secret(settings),
        SESSION_COOKIE_NAME="konsenswerk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        WTF_CSRF_TIME_LIMIT=None,  # a workshop lasts a day; the token is bound to the session
        SIGN_IN_LIMIT=settings.sign_in_limit,
        JOIN_LIMIT=settings.join_limit,
        CHECK_LIMIT=settings.check_limit,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's own provider has it
    app.jinja_env.globals["demo"] = settings.demo


def _kept_secret(settings: Settings) -> str:
    """A random secret that survives restarts, in a file that only the owner may read."""
    path = settings.folder / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _init_sign_in(app: Flask, database: Database) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # a phone changes its address during a day; logins are rows and end there

    @manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
    def load(token: str) -> Actor | None:
        with database.reading() as db:
            return accounts_service.find_actor(db, token)


def _init_live(app: Flask, live: Live) -> None:
    def seats(connections: list[Connection]) -> Mapping[str, Seat]:
        with live.database.reading() as db:
            return presence.seats(db, connections)

    live.seats = seats
    live.on_beat.append(lambda: _look_after_polls(live.database))
    live.database.before_commit = facts.number_recorded
    live.database.after_commit = live.poke
    encode_each_way_for_itself()
    take_turns()
    app.before_request(lambda: live.socketio.sleep(0))  # who sends many requests at once lets others in between
    workshop_sockets.register(live)
    draft_sockets.register(live, hub_of(app))
    live.init_app(app)
    app.wsgi_app = never_compress(app.wsgi_app)  # type: ignore[assignment, method-assign]  # Flask's own recipe


def _look_after_polls(database: Database) -> None:
    """Close what is due and tell turnouts; a writing transaction is opened only while a poll runs."""
    with database.reading() as db:
        running = poll_store.list_running(db)
    if running:
        with database.writing() as db:
            polls.close_due(db)
            polls.tell_turnout(db)
