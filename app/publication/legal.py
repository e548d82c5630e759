"""The legal pages: texts of the operator, or the ones that we ship until there are any."""

from __future__ import annotations

from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app import markdown
from app.config import Settings

PAGES = {
    "impressum": _l("Impressum"),
    "datenschutz": _l("Datenschutz"),
    "barrierefreiheit": _l("Erklärung zur Barrierefreiheit"),
    "leichte-sprache": _l("Leichte Sprache"),
}
_SHIPPED = Path(__file__).parent / "legal_texts"


def text(page: str) -> Markup:
    """The page's text as safe HTML: the operator's Markdown file of that name if there is one, else ours."""
    settings: Settings = current_app.extensions["konsenswerk.settings"]
    own = Path(settings.legal_folder) / f"{page}.md" if settings.legal_folder else None
    source = own if own and own.exists() else _SHIPPED / f"{page}.md"
    return markdown.render(source.read_text())
