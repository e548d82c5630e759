"""Needs, goals and sources cited in the text: links that stay what they are, whichever way the text goes."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from app.access import Actor
from app.documents.markdown_reader import read_markdown
from app.drafts.live.pipeline import Committed, NotTaken
from app.drafts.text.tree import SCHEMA
from app.references import service
from app.references.rules import Cited, Genre, Kind
from app.references.service import Wording
from app.workshops.rules import Role
from tests.documents.readers import pdf_words
from tests.drafts.conftest import Desk
from tests.drafts.post import Post
from tests.drafts.table import Table

pytestmark = pytest.mark.row("P7")
BASE = "http://127.0.0.1:5000"


def address(desk: Desk, kind: Kind, number: int) -> str:
    return BASE + Cited(desk.people.workshop_id, kind, number).path


def cite(desk: Desk, kind: Kind, number: int, words: str = "siehe dort", section: str = "goal") -> list[object]:
    return desk.send(desk.editor().type(section, words, link={"href": address(desk, kind, number)}))


def source(desk: Desk) -> int:
    with desk.people.database.writing() as db:
        who = {"actor": desk.people.moderator, "workshop_id": desk.people.workshop_id}
        wording = Wording("Sprachstand 2026", "Institut", "10.1000/182", Genre.STUDY)
        return service.add(db, **who, kind=Kind.SOURCE, wording=wording, request_key="schlüssel-1").id


def get(desk: Desk, path: str, actor: Actor | None = None):
    client = desk.people.client(actor or desk.people.moderator)
    return client.get(f"/drafts/{desk.draft_id}/{path}", buffered=True)


def xml(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_d70_a_text_refers_to_what_its_workshop_has(desk: Desk):
    source(desk)
    for kind, number in ((Kind.NEED, 1), (Kind.CLUSTER, desk.cluster_id), (Kind.SOURCE, 1)):
        assert isinstance(cite(desk, kind, number)[0], Committed), kind


def test_d70_what_the_workshop_never_had_is_refused_with_a_sentence(desk: Desk):
    for kind, number in ((Kind.NEED, 3), (Kind.CLUSTER, 99), (Kind.GOAL, 1), (Kind.SOURCE, 1)):
        assert cite(desk, kind, number) == [NotTaken("citation")], kind
    update = desk.editor().type("goal", "dort", link={"href": address(desk, Kind.GOAL, 7)})
    desk.hub.start()
    answer = desk.people.client(desk.people.moderator).post(
        f"/drafts/{desk.draft_id}/updates", query_string={"epoch": 1, "schema": SCHEMA}, data=update,
        content_type="application/octet-stream", headers={"Accept": "application/json"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert answer.json["message"] == "Der Text verweist auf etwas, das es in dieser Veranstaltung nicht gibt."


def test_d70_a_source_that_comes_later_can_be_cited_then(desk: Desk):
    assert cite(desk, Kind.SOURCE, 1) == [NotTaken("citation")]
    source(desk)
    assert isinstance(cite(desk, Kind.SOURCE, 1)[0], Committed)


def test_d70_a_page_of_another_workshop_is_a_link_like_any_other(desk: Desk):
    href = BASE + Cited(desk.people.another_workshop(), Kind.NEED, 1).path
    assert isinstance(desk.send(desk.editor().type("goal", "dort", link={"href": href}))[0], Committed)
    assert "Worauf sich der Text beruft" not in get(desk, "reading").text


def test_d70_who_may_only_suggest_suggests_a_reference(table: Table):
    desk, href = table.desk, address(table.desk, Kind.NEED, 1)

    def change(text):
        text.insert(len(text), " Bedarf H-01", {"link": {"href": href}, "insertion": {"id": "verweis"}})

    table.suggest(table.leyla, change)
    assert href not in get(desk, "reading").text
    table.accept("verweis")
    assert f'href="{href}"' in get(desk, "reading").text


def test_d71_the_text_ends_with_what_it_refers_to_in_its_order(desk: Desk):
    source(desk)
    cite(desk, Kind.SOURCE, 1, "Quelle 1", "starting_situation")
    cite(desk, Kind.NEED, 2, "Bedarf H-02")
    cite(desk, Kind.SOURCE, 1, "ebenda")
    desk.fill()
    number = desk.freeze()
    for path in ("reading", f"versions/{number}"):
        listed = get(desk, path).text.split("Worauf sich der Text beruft")[1]
        assert listed.count("Quelle 1") == 1
        assert listed.index("Sprachstand 2026") < listed.index("Bedarf H-02") < listed.index("Personal")
        assert "https://doi.org/10.1000/182" in listed


def test_d71_a_removed_source_is_named_as_that(desk: Desk):
    reference = source(desk)
    cite(desk, Kind.SOURCE, 1, "Quelle 1")
    with desk.people.database.writing() as db:
        service.remove(db, actor=desk.people.moderator, reference_id=reference)
    assert "(entfernt) Sprachstand 2026" in " ".join(get(desk, "reading").text.split())
    desk.write("goal", " Und weiter.")  # the text that has the citation goes on
    assert isinstance(cite(desk, Kind.SOURCE, 1, "noch einmal", "rationale")[0], Committed)


@pytest.mark.parametrize("form", ["docx", "odt", "html", "pdf", "md"])
def test_d71_a_reference_keeps_its_link_in_every_file(desk: Desk, form: str):
    source(desk)
    cite(desk, Kind.SOURCE, 1, "Quelle 1")
    data, href = get(desk, f"text.{form}").data, address(desk, Kind.SOURCE, 1)
    if form == "pdf":
        with pikepdf.open(io.BytesIO(data)) as file:
            links = [note for page in file.pages for note in page.get("/Annots", ())]
            assert [str(one.A.URI) for one in links].count(href) == 2  # in the text and in the list behind it
            assert all(str(one.Contents) for one in links)  # PDF/UA: a link has words
        assert "Worauf sich der Text beruft" in pdf_words(data)
    elif form in ("docx", "odt"):
        name = {"docx": "word/_rels/document.xml.rels", "odt": "content.xml"}[form]
        assert href in xml(data, name)
        body = xml(data, "word/document.xml" if form == "docx" else "content.xml")
        assert "Worauf sich der Text beruft" not in body  # it would come back as a part of the text
    else:
        assert href in data.decode()


def test_d71_as_markdown_a_reference_reads_as_the_same_again(desk: Desk):
    cite(desk, Kind.NEED, 1, "Bedarf H-01")
    blocks = read_markdown(get(desk, "text.md").text).blocks
    pieces = [piece for block in blocks for piece in block.get("content", ()) if "link" in piece.get("marks", {})]
    assert [(piece["text"], piece["marks"]["link"]["href"]) for piece in pieces] == [
        ("Bedarf H-01", address(desk, Kind.NEED, 1))
    ]


def test_d71_a_reference_that_comes_back_from_word_unchanged_stays_one(post: Post):
    desk = post.desk
    cite(desk, Kind.NEED, 1, " (Bedarf H-01)")
    before = desk.text()
    assert post.take_back(post.send()).status_code == 200
    assert desk.text() == before


def test_d70_the_title_of_a_cluster_is_not_guessed(desk: Desk):
    """A stranger who knows the address of a page learns nothing of it."""
    outsider = desk.people.stranger()
    path = Cited(desk.people.workshop_id, Kind.CLUSTER, desk.cluster_id).path
    assert desk.people.client(outsider).get(path).status_code == 404
    observer = desk.people.join("Olga", role=Role.OBSERVER)
    assert "Deutsch von Anfang an" in desk.people.client(observer).get(path).text
