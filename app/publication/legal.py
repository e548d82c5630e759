"""The legal pages: texts of the operator, or the ones that we ship until there are any."""

from __future__ import annotations

from pathlib import Path

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app import markdown
from app.i18n import language
from app.web import settings

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
    folder = settings().legal_folder
    folders = [Path(folder)] if folder else []
    names = [f"{page}.{language()}.md", f"{page}.md"]
    found = [folder / name for folder in (*folders, _SHIPPED) for name in names if (folder / name).exists()]
    return markdown.render(found[0].read_text())
