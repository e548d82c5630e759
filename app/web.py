"""What every answer has in common: refusals in the form that was asked for, headers, addresses of built files."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import cast

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as AnyResponse

from app.config import Settings
from app.errors import Malformed, NotFound, NotSignedIn, Refusal, TooLarge, TooMany
from app.intake import LARGEST_ID

DIST = Path(__file__).parent / "static" / "dist"

# Nothing inline, nothing from elsewhere, in no frame. Socket.IO's WebSocket is our own origin too.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_REFUSED_BY_FLASK: dict[int, type[Refusal]] = {404: NotFound, 413: TooLarge, 429: TooMany}


class IdConverter(IntegerConverter):
    """`<int:…>` in addresses: a number that no database could hold is an address that does not exist."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["konsenswerk.settings"])


Answer = AnyResponse | tuple[Response, int] | tuple[str, int]


def init(app: Flask) -> None:
    """Answer refusals, add the headers, offer `asset()` to the templates."""
    app.before_request(_refuse_null_characters)
    app.register_error_handler(Refusal, answer_refusal)
    app.register_error_handler(HTTPException, _answer_http_exception)
    app.register_error_handler(CSRFError, _answer_csrf_error)
    app.after_request(_add_headers)
    app.jinja_env.globals["asset"] = asset
    app.url_map.converters["int"] = IdConverter


def _refuse_null_characters() -> None:
    """No address of ours has one, and PostgreSQL fails on it."""
    if "\x00" in request.path or any("\x00" in value for value in request.args.values()):
        raise NotFound


def wants_json() -> bool:
    """Whether the one who asks is a program and not a page."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def answer_refusal(refusal: Refusal) -> Answer:
    """A refusal as JSON or as a page; who is not signed in is sent to the sign-in page and back."""
    if wants_json():
        return jsonify(refusal.as_dict()), refusal.status
    if isinstance(refusal, NotSignedIn) and request.method == "GET":
        return redirect(url_for("accounts.sign_in_page", next=request.full_path.rstrip("?")))
    return render_template("error.html", refusal=refusal), refusal.status


def _answer_http_exception(error: HTTPException) -> Answer:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # a redirect is no refusal
    refusal = _REFUSED_BY_FLASK.get(status, Refusal)()
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        refusal = Refusal(
            _l("Hier ist etwas schiefgegangen. Ihre Eingabe ist nicht gespeichert. Bitte versuchen Sie es noch einmal.")
        )
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        refusal = Refusal(_l("So kann diese Adresse nicht aufgerufen werden."))
    refusal.status = status
    return answer_refusal(refusal)


def _answer_csrf_error(_error: CSRFError) -> Answer:
    refusal = Malformed(_l("Diese Seite ist zu alt. Bitte laden Sie sie neu; Ihr Text bleibt erhalten."))
    refusal.status, refusal.code = HTTPStatus.BAD_REQUEST, "csrf"
    return answer_refusal(refusal)


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


@cache
def _manifest() -> dict[str, str]:
    """What the front end's build wrote: {file name: hash of its content}."""
    path = DIST / "manifest.json"
    if not path.exists():
        raise FileNotFoundError("The front end is not built. Run 'make front'.")
    return dict(json.loads(path.read_text()))


def asset(name: str) -> str:
    """The address of a built file, with its hash so that browsers may keep it."""
    return url_for("static", filename=f"dist/{name}", v=_manifest()[name])
