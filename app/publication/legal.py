"""The legal pages: texts of the operator, or the ones that we ship until there are any."""

from __future__ import annotations

from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app import markdown
from app.config import Settings
from app.i18n import language

PAGES = {
    "impressum": _l("Impressum"),
    "datenschutz": _l("Datenschutz"),
    "barrierefreiheit": _l("Erklärung zur Barrierefreiheit"),
    "leichte-sprache": _l("Leichte Sprache"),
}
_SHIPPED = Path(__file__).parent / "legal_texts"


def text(page: str) -> Markup:
    """The page's text as safe HTML: the operator's Markdown file if there is one, else ours.

    `page.md` is German; `page.en.md` is read where English was chosen and the file exists.
    """
    settings: Settings = current_app.extensions["konsenswerk.settings"]
    folders = [Path(settings.legal_folder)] if settings.legal_folder else []
    names = [f"{page}.{language()}.md", f"{page}.md"]
    found = [folder / name for folder in (*folders, _SHIPPED) for name in names if (folder / name).exists()]
    return markdown.render(found[0].read_text())
