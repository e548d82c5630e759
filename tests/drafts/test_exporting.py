"""A draft as a file: with its suggestions and comments, or as one of its clean readings."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.access import Actor
from app.drafts import threads
from app.drafts.live.pipeline import Edit
from app.drafts.models import Comment
from app.drafts.service import put
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import texts
from tests.drafts.conftest import Desk
from tests.drafts.table import Table, replace


@pytest.fixture
def written(table: Table) -> Table:
    """„Die Länder [sollen → müssen] handeln.", with a comment that was answered, and one on a passage that is gone."""
    desk = table.desk
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    by = desk.people.participant_id(table.jonas)
    with desk.people.database.writing() as db:
        db.add(Comment(id="frage", draft_id=desk.draft_id, participant_id=by, body="Wer genau?", quote="Länder"))
        db.add(Comment(id="fort", draft_id=desk.draft_id, participant_id=by, body="Schade.", quote="jetzt"))
    mark(desk, "frage")
    with desk.people.database.writing() as db:
        said = {"draft_id": desk.draft_id, "comment_id": "frage", "body": "Alle.", "request_key": "schlüssel-9"}
        threads.reply(db, actor=table.leyla, **said)
    return table


def mark(desk: Desk, comment: str) -> None:
    """The mark of a comment on the first word, as the server sets it."""

    def change(doc: object) -> None:
        text = next(one for one in texts(doc) if "Länder" in "".join(words for words, _ in one.diff()))
        text.format(4, 11, {mark_key("comment", comment): {"id": comment}})

    put(desk.hub.pipeline, Edit(desk.draft_id, 1, desk.people.participant_id(desk.people.moderator), change))


def export(written: Table, form: str, view: str | None = None, actor: Actor | None = None):
    client = written.desk.people.client(actor or written.leyla)
    query = {} if view is None else {"view": view}
    return client.get(f"/drafts/{written.desk.draft_id}/text.{form}", query_string=query, buffered=True)


def xml(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.row("D4")
def test_d37_suggestions_and_comments_are_in_the_file_with_author_and_date(written: Table) -> None:
    answer = export(written, "docx", "tracked")
    text, comments = (xml(answer.data, f"word/{name}.xml") for name in ("document", "comments"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="entwurf-{written.desk.draft_id}.docx"'
    for kind, words in (("ins", "müssen"), ("del", "sollen")):
        change = text[text.index(f"<w:{kind} ") :]
        assert 'w:author="Leyla' in change[:120]
        assert words in change[:400]
    assert all(said in comments for said in ("Wer genau?", "Alle.", 'w:author="Jonas', 'w:author="Leyla'))


@pytest.mark.row("D4")
def test_d37_an_odt_has_them_too(written: Table) -> None:
    content = xml(export(written, "odt", "tracked").data, "content.xml")
    assert content.count("<text:changed-region") == 2
    assert content.count("<office:annotation ") == 2
    assert "<dc:creator>Leyla" in content


@pytest.mark.row("D4")
def test_d37_a_suggested_paragraph_is_one_of_the_file_with_its_author(written: Table) -> None:
    sign = {"insertion": {"id": "b"}, "break": {"kind": "paragraph"}}
    written.suggest(written.leyla, lambda text: text.insert(4, "¶", sign))
    text = xml(export(written, "docx", "tracked").data, "word/document.xml")
    end = text[text.index("<w:rPr><w:ins ") : text.index("Länder")]
    assert 'w:author="Leyla' in end
    assert "¶" not in text


@pytest.mark.row("D4")
def test_d37_a_comment_whose_passage_is_gone_stands_at_the_end(written: Table) -> None:
    assert "Zur Stelle „jetzt“" in xml(export(written, "docx", "tracked").data, "word/document.xml")


@pytest.mark.parametrize(
    ("view", "there", "gone"),
    [(None, "sollen", "müssen"), ("agreed", "sollen", "müssen"), ("accepted", "müssen", "sollen")],
)
@pytest.mark.parametrize("form", ["docx", "html"])
def test_d37_a_clean_text_has_one_of_the_two_wordings(written: Table, form, view, there, gone) -> None:
    data = export(written, form, view).data
    text = xml(data, "word/document.xml") if form == "docx" else data.decode()
    assert there in text
    assert gone not in text


def test_d37_a_pdf_of_the_agreed_text_is_made(written: Table) -> None:
    assert export(written, "pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(("form", "view"), [("pdf", "tracked"), ("html", "tracked"), ("docx", "everything")])
def test_d37_what_a_format_cannot_show_is_refused_with_a_sentence(written: Table, form, view) -> None:
    assert export(written, form, view).status_code == 422


def test_d37_strangers_get_no_file(written: Table) -> None:
    assert export(written, "docx", actor=written.desk.people.stranger()).status_code == 404


@pytest.mark.row("D4")
@pytest.mark.parametrize(
    ("view", "goal"),
    [
        ("tracked", "Die Länder <del>sollen</del><ins>müssen</ins> handeln."),
        ("agreed", "Die Länder sollen handeln."),
        ("accepted", "Die Länder müssen handeln."),
    ],
)
def test_d37_markdown_shows_suggestions_as_tags_or_one_of_the_two_wordings(written: Table, view, goal) -> None:
    answer = export(written, "md", view)
    assert f"## Ziel\n\n{goal}\n" in answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="entwurf-{written.desk.draft_id}.md"'
