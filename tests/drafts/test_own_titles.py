"""Sections that a template calls otherwise, or has more, are called so wherever the draft is shown."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask

from app.documents.rendering import render
from app.drafts import service, store
from app.drafts.files.exporting import Notes, View, document
from app.drafts.models import Draft
from app.drafts.text.sections import SECTION_KEYS, Section, rows_of
from app.drafts.text.tree import template_section
from tests.documents.readers import pdf_words
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.test_importing import bring
from tests.drafts.test_templates import Page, new_draft
from tests.drafts.test_templates import page as page


@pytest.mark.row("D8")
def test_d85_readings_files_and_versions_say_the_drafts_own_titles(page: Page) -> None:
    key = page.add("Kosten")
    page.save(title__goal="Zielbild")
    draft = new_draft(page.desk)
    desk = Desk(page.desk.people, page.desk.cluster_id, draft.id)
    for one in draft.template:
        editor = desk.editor()
        place = [each.key for each in draft.template].index(one.key)
        with editor.doc.transaction():
            paragraph = editor.body.children[place].children[0]
            editor.put(paragraph, f" steht in {one.key}")
        desk.send(editor.take())
    desk.freeze()
    address = f"/drafts/{draft.id}"
    forget_who_asked()
    for path in ("/reading", "/versions/1", "/versions/1...1", "/text.md"):
        text = page.client.get(address + path, buffered=True).get_data(as_text=True)
        assert "Zielbild" in text, path
        assert "Kosten" in text, path
        assert ">Ziel<" not in text
    version = page.client.get(f"{address}/versions/1", headers={"Accept": "application/json"}).get_json()
    assert (version["titles"]["goal"], version["titles"][key]) == ("Zielbild", "Kosten")


def test_d85_a_file_from_outside_is_divided_by_the_templates_titles(page: Page) -> None:
    key = page.add("Kosten")
    page.save(title__goal="Zielbild")
    markdown = "# T\n\n## Kosten\n\nWenig.\n\n## 2. Zielbild:\n\nViel.\n\n## Ziele\n\nMehr."
    bring(page.desk, markdown.encode())
    with page.desk.people.database.reading() as db:
        draft = store.list_drafts(db, page.desk.people.workshop_id)[-1]
        text = {node["attrs"]["key"]: node["content"] for node in service.standing_text(db, draft.id)}
    assert text[key][0]["content"][0]["text"] == "Wenig."
    assert [line["content"][0]["text"] for line in text["goal"]] == ["Viel.", "Mehr."]
    assert [one.key for one in draft.template] == [*SECTION_KEYS, key]


OWN = (Section("title", "Worum geht es?"), Section("goal", "Zielbild"), Section("own_1", "Kosten und Nutzen"))


def words_in(data: bytes, form: str) -> str:
    if form == "pdf":
        return pdf_words(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml" if form == "docx" else "content.xml").decode()


@pytest.mark.row("D8")
@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("form", ["docx", "odt", "pdf"])
def test_d85_a_file_has_the_drafts_own_titles_as_headings(application: Flask, form: str) -> None:
    draft = Draft(id=1, title="Kita", number=3, sections=rows_of(OWN))
    text = [template_section(one.key, [f"Wörter in {one.key}."]) for one in OWN]
    made = document(draft, text, Notes([], []), View.AGREED, "https://example.org/drafts/1")
    words = words_in(render(made, form), form)
    places = [words.index(said) for said in ("Zielbild", "Wörter in goal.", "Kosten und Nutzen", "Wörter in own_1.")]
    assert places == sorted(places)
    assert made.title == "Wörter in title."
