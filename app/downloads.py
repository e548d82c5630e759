"""Files that people take away: made of a document in a process of its own, or as they are."""

from __future__ import annotations

from flask import Response, current_app
from flask_babel import lazy_gettext as _l

from app.documents.document import Document
from app.documents.failures import ExportFailed
from app.documents.formats import FORMATS
from app.documents.rendering import render
from app.errors import Refusal

# Making a file takes a process of its own for up to a second; a reader needs a few, a crawler must not take them all.
FILES_LIMIT = "60 per minute"


class NotExported(Refusal):
    """The file could not be made; what it would show stays readable."""

    status = 503
    code = "not_exported"
    default = _l("Diese Datei kann gerade nicht erstellt werden. Bitte versuchen Sie es später noch einmal.")


def exported(document: Document, form: str, name: str) -> Response:
    """The document as a file `name` with the ending of its format; NotExported if it cannot be made."""
    try:
        file = render(document, form)
    except (ExportFailed, ValueError) as error:
        current_app.logger.exception("%s cannot be exported as %s.", name, form)
        raise NotExported from error
    return download(file, f"{name}.{form}", FORMATS[form].media_type)


def download(file: bytes, name: str, media_type: str) -> Response:
    """A file to save under `name`, which needs no quoting."""
    response = Response(file, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
