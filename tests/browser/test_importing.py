"""A file from Word becomes a draft: from the upload to the text in everybody's editor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.documents.document import Document, Heading, Text
from app.documents.worker import write
from app.workshops.rules import Phase
from tests.browser.drafting import saved, section
from tests.browser.drafting import write as type_in
from tests.browser.places import room_of
from tests.browser.visitors import PHONE, Visitor
from tests.documents.hostile import with_part
from tests.documents.samples import bullets, paragraph, text
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D9")]
HEADER = (
    b"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:p><w:r><w:t>Referat 81</w:t></w:r></w:p></w:hdr>"
)
LINK = "Entwurf aus einer Datei anlegen"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """What a ministry has written: with a header, which no draft can hold."""
    goal = [
        paragraph("Die Länder ", text("handeln", bold={}), " sofort."),
        bullets([paragraph("Erstens")], [paragraph("Zweitens")]),
    ]
    parts = [Heading(1, "Zielsetzung"), Text(goal), Heading(1, "Quellen"), Text([paragraph("Ein Gutachten.")])]
    path = tmp_path / "Brief an alle.docx"
    path.write_bytes(with_part("word/header9.xml", HEADER, write(Document("Sprache früh fördern", parts, 0), "docx")))
    return path


def choose(page: Page, file: Path) -> None:
    page.get_by_label("Datei", exact=True).set_input_files(file)
    page.get_by_role("button", name="Entwurf anlegen").click()


def test_a_word_file_stands_in_the_editor_of_everybody(enter: Enter, hall: Hall, brief: Path) -> None:
    hall.people.move_to(Phase.DRAFT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    andrea = enter("Andrea", hall.moderator, room_of(hall.people))
    andrea.page.get_by_role("link", name=LINK).click()
    andrea.check("23-datei-waehlen")
    andrea.check_narrow("23-datei-waehlen")
    choose(andrea.page, brief)
    andrea.sees_heading("Der Entwurf ist angelegt")
    andrea.sees("Referat 81", exact=False)
    andrea.check("23-datei-uebernommen")
    andrea.check_narrow("23-datei-uebernommen")
    andrea.page.get_by_role("link", name="Zum Entwurf").click()
    leyla.page.get_by_role("link", name="Sprache früh fördern").click()
    for who in (andrea, leyla):
        goal = section(who.page, "goal")
        expect(goal.locator("strong")).to_have_text("handeln")
        expect(goal.locator("li")).to_have_text(["Erstens", "Zweitens"])
        expect(section(who.page, "title")).to_have_text("Sprache früh fördern")
    type_in(leyla.page, "sources", " Und noch eines.")
    saved(leyla.page)
    expect(section(andrea.page, "sources")).to_contain_text("Ein Gutachten. Und noch eines.")
    assert leyla.page.get_by_role("link", name=LINK).count() == 0


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_it_works_without_javascript_and_says_what_is_wrong(enter: Enter, hall: Hall, tmp_path: Path) -> None:
    hall.people.move_to(Phase.DRAFT)
    andrea = enter("Andrea", hall.moderator, room_of(hall.people))
    address = f"{andrea.address}{room_of(hall.people)}/imports/new"
    plain = andrea.context.browser.new_context(java_script_enabled=False, storage_state=andrea.context.storage_state())  # type: ignore[union-attr]  # it has one
    page = plain.new_page()
    page.goto(address)
    wrong, right = tmp_path / "brief.docx", tmp_path / "Brief.md"
    wrong.write_bytes(b"%PDF-1.7")
    right.write_text("# Sprache früh fördern\n\n## Ziel\n\nAlle handeln.", encoding="utf-8")
    choose(page, wrong)
    expect(page.locator("#file-error")).to_contain_text("Das ist keine lesbare Datei aus Word")
    choose(page, right)
    expect(page.get_by_text("Der ganze Text ist übernommen.")).to_be_visible()
    plain.close()
