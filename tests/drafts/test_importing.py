"""A file as a new draft: who may bring one, what is in the live text then, and what people are told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app import uploads
from app.access import Actor
from app.documents import reader
from app.drafts import service, store
from app.drafts.files import importing
from app.drafts.models import Draft
from app.drafts.text import tree
from app.drafts.text.deciding import words_of
from app.drafts.text.readings import accepted, rejected
from app.drafts.text.tree import Tree, plain_text
from app.facts import FactRow
from app.needs.models import Cluster
from app.uploads import LARGEST_FILE
from app.workshops.rules import Phase, Role
from tests.documents.hostile import docx_of, line, refused, with_body
from tests.documents.samples import paragraph
from tests.drafts.conftest import Desk, forget_who_asked

pytestmark = pytest.mark.row("D9")

KEY = "ein-schluessel"
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
MARKDOWN = "# Frühe Bildung\n\n## Ziel\n\nDie Länder **handeln**.\n\n- eins\n- zwei\n\n![Karte](karte.png)\n".encode()


def bring(desk: Desk, data: bytes, name: str = "text.md", who: Actor | None = None, **fields: object) -> TestResponse:
    forget_who_asked()
    client = desk.people.client(who or desk.people.moderator)
    typed = {"request_key": KEY, **fields}
    head = "".join(f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{typed[key]}\r\n' for key in typed)
    file = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = f"{head}{file}".encode() + data + b"\r\n--x--\r\n"
    path = f"/workshops/{desk.people.workshop_id}/imports"
    form = "multipart/form-data; boundary=x"
    return client.post(path, data=body, content_type=form, follow_redirects=True, buffered=True)


def drafts(desk: Desk) -> list[Draft]:
    with desk.people.database.reading() as db:
        return store.list_drafts(db, desk.people.workshop_id)


def sections(desk: Desk) -> dict[str, str]:
    """What the newest draft says."""
    with desk.people.database.reading() as db:
        text = service.standing_text(db, drafts(desk)[-1].id)
    return {node["attrs"]["key"]: said for node in text if (said := plain_text(node["content"]))}


def test_d66_a_file_becomes_the_text_of_a_new_draft(desk: Desk) -> None:
    answer = bring(desk, MARKDOWN)
    draft = drafts(desk)[-1]
    assert answer.request.path == f"/drafts/{draft.id}/import"
    assert (draft.title, draft.cluster_id) == ("Frühe Bildung", None)
    assert sections(desk) == {"title": "Frühe Bildung", "goal": "Die Länder handeln.\neins\nzwei"}
    assert "Nicht übernommen: 1 Bild." in " ".join(answer.text.split())
    assert "Karte" in answer.text


def test_d66_everybody_in_the_room_is_told(desk: Desk) -> None:
    bring(desk, MARKDOWN)
    with desk.people.database.reading() as db:
        told = db.scalars(select(FactRow.data).where(FactRow.kind == "draft:created").order_by(FactRow.number)).all()
    assert told[-1] == {"draft_id": drafts(desk)[-1].id}


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_d66_a_draft_that_went_out_as_a_file_comes_in_as_the_same_text(desk: Desk, form: str) -> None:
    desk.fill()
    file = desk.people.client(desk.people.moderator).get(f"/drafts/{desk.draft_id}/text.{form}", buffered=True).data
    answer = bring(desk, file, f"entwurf.{form}")
    with desk.people.database.reading() as db:
        assert service.text_of(db, drafts(desk)[-1].id) == service.text_of(db, desk.draft_id)
    assert "Kopf- oder Fußzeile" in answer.text


@pytest.mark.parametrize("view", ["agreed", "accepted", "tracked"])
def test_d65_a_draft_that_went_out_as_markdown_comes_in_as_the_same_text(desk: Desk, view: str) -> None:
    desk.fill()
    path = f"/drafts/{desk.draft_id}/text.md?view={view}"
    answer = desk.people.client(desk.people.moderator).get(path)
    assert answer.content_type == "text/markdown; charset=utf-8"
    bring(desk, answer.data)
    with desk.people.database.reading() as db:
        assert service.text_of(db, drafts(desk)[-1].id) == service.text_of(db, desk.draft_id)


def test_d66_the_same_request_again_is_the_same_draft(desk: Desk) -> None:
    assert bring(desk, MARKDOWN).request.path == bring(desk, MARKDOWN).request.path
    assert len(drafts(desk)) == 2
    bring(desk, MARKDOWN, request_key="ein-anderer-schluessel")
    assert len(drafts(desk)) == 3


def test_d66_another_file_or_cluster_in_the_same_form_is_another_draft(desk: Desk) -> None:
    """Somebody goes back in the browser, where the form is as it was."""
    bring(desk, MARKDOWN)
    bring(desk, b"# Andere Bildung")
    bring(desk, b"# Andere Bildung", cluster_id=str(another_cluster(desk)))
    assert [draft.title for draft in drafts(desk)][1:] == ["Frühe Bildung", "Andere Bildung", "Andere Bildung"]


def another_cluster(desk: Desk) -> int:
    with desk.people.database.writing() as db:
        cluster = Cluster(workshop_id=desk.people.workshop_id, title="Personal gewinnen", position=2)
        db.add(cluster)
        db.flush()
        return cluster.id


def test_d66_a_draft_can_keep_the_needs_of_a_cluster_as_its_origin(desk: Desk) -> None:
    cluster_id = another_cluster(desk)
    bring(desk, b"Nur ein Satz.", cluster_id=str(cluster_id))
    assert drafts(desk)[-1].cluster_id == cluster_id
    assert sections(desk) == {"title": "Personal gewinnen", "recommendation": "Nur ein Satz."}


def test_d66_a_cluster_has_one_draft_only(desk: Desk) -> None:
    answer = bring(desk, MARKDOWN, cluster_id=str(desk.cluster_id))
    assert (answer.status_code, "schon einen Entwurf" in answer.text) == (409, True)
    assert len(drafts(desk)) == 1


@pytest.mark.parametrize("role", [Role.EXPERT, Role.GUEST, Role.OBSERVER, Role.MINUTE_TAKER])
def test_d66_only_who_may_create_drafts_brings_files(desk: Desk, role: Role) -> None:
    assert bring(desk, MARKDOWN, who=desk.people.join("Leyla", role=role)).status_code == 403
    assert bring(desk, MARKDOWN, who=desk.people.stranger()).status_code == 404
    desk.people.move_to(Phase.CONSENT)
    assert bring(desk, MARKDOWN).status_code == 409
    assert len(drafts(desk)) == 1


def by(name: str) -> str:
    return f'w:author="{name}" w:date="2027-01-01T00:00:00Z"'


TRACKED = (
    "<w:p><w:r><w:t xml:space='preserve'>Die Länder </w:t></w:r>"
    f"<w:del w:id='1' {by('Ministerium A')}><w:r><w:delText>sollen</w:delText></w:r></w:del>"
    f"<w:ins w:id='2' {by('Ministerium A')}><w:r><w:t>müssen</w:t></w:r></w:ins>"
    "<w:r><w:t xml:space='preserve'> handeln.</w:t></w:r></w:p>"
    f"<w:p><w:pPr><w:rPr><w:ins w:id='3' {by('Kim &lt;B&gt;')}/></w:rPr></w:pPr>"
    f"<w:ins w:id='4' {by('Kim &lt;B&gt;')}><w:r><w:t>Ganz neu ist dies.</w:t></w:r></w:ins></w:p>"
    "<w:p><w:r><w:t>Der Bund berichtet.</w:t></w:r></w:p>"
)


def suggestions(desk: Desk) -> list[dict[str, Any]]:
    path = f"/drafts/{drafts(desk)[-1].id}/suggestions"
    found: list[dict[str, Any]] = desk.people.client(desk.people.moderator).get(path).json["suggestions"]
    return found


def newest(desk: Desk) -> Tree:
    with desk.people.database.reading() as db:
        return service.standing_text(db, drafts(desk)[-1].id)


def test_d91_tracked_changes_are_open_suggestions_in_the_text_as_it_was(desk: Desk) -> None:
    answer = bring(desk, with_body(TRACKED), "brief.docx")
    assert "2 Änderungen stehen als offene Vorschläge darin" in answer.text
    text = newest(desk)
    made = [(one.deleted, one.inserted) for one in words_of(text).values()]
    assert made == [("sollen", "müssen"), ("", "¶Ganz neu ist dies.")]
    assert plain_text(rejected(text)).endswith("Die Länder sollen handeln.\nDer Bund berichtet.")
    assert plain_text(accepted(text)).endswith("Die Länder müssen handeln.\nGanz neu ist dies.\nDer Bund berichtet.")


def test_d91_they_are_those_of_the_names_in_the_file_and_nobody_can_answer_for_these(desk: Desk) -> None:
    bring(desk, with_body(TRACKED), "brief.docx")
    shown = suggestions(desk)
    assert [(one["name"], one["organisation"], one["returned"]) for one in shown] == [
        ("Ministerium A", "", True), ("Kim <B>", "", True),
    ]  # fmt: skip
    moderator = desk.people.participant_id(desk.people.moderator)
    assert {one["person"] for one in shown} == {moderator}
    client, path = desk.people.client(desk.people.moderator), f"/drafts/{drafts(desk)[-1].id}"
    file = client.get(f"{path}/text.docx?view=tracked", buffered=True).data
    assert {one.by for one in reader.read_manuscript(file).changes} == {"Ministerium A", "Kim <B>"}
    with desk.people.database.reading() as db:
        kinds = db.scalars(select(FactRow.kind).order_by(FactRow.number)).all()
    assert kinds[-3:] == ["draft:created", "suggestion:made", "suggestion:made"]


@ONCE
def test_d91_who_brought_the_file_neither_withdraws_nor_explains_them(desk: Desk) -> None:
    bring(desk, with_body(TRACKED), "brief.docx")
    one, text = suggestions(desk)[0]["id"], newest(desk)
    client, path = desk.people.client(desk.people.moderator), f"/drafts/{drafts(desk)[-1].id}"
    decision = {"suggestions": [one], "outcome": "withdrawn", "request_key": "schlüssel-1"}
    assert client.post(f"{path}/decisions", json=decision).status_code == 403
    assert client.put(f"{path}/suggestions/{one}/reason", json={"reason": "Darum."}).status_code == 403
    assert (newest(desk), suggestions(desk)[0]["reason"]) == (text, None)


@pytest.mark.parametrize("outcome", ["accepted", "rejected"])
def test_d91_they_are_decided_like_all_others(desk: Desk, outcome: str) -> None:
    bring(desk, with_body(TRACKED), "brief.docx")
    draft, ids = drafts(desk)[-1].id, [one["id"] for one in suggestions(desk)]
    decision = {"suggestions": ids, "outcome": outcome, "reason": "So besprochen.", "request_key": "schlüssel-1"}
    client = desk.people.client(desk.people.moderator)
    assert client.post(f"/drafts/{draft}/decisions", json=decision).status_code == 201
    said = plain_text(newest(desk))
    assert ("müssen" in said, "Ganz neu" in said) == ((True, True) if outcome == "accepted" else (False, False))


def test_d91_changes_that_can_be_no_suggestion_are_listed_with_their_words(desk: Desk) -> None:
    new = f"<w:p><w:ins w:id='1' {by('Kim')}><w:r><w:t>Ganz vorn.</w:t></w:r></w:ins></w:p>"
    mark = f"<w:pPr><w:rPr><w:ins w:id='2' {by('Kim')}/></w:rPr></w:pPr>"
    answer = bring(desk, with_body(new.replace("<w:p>", f"<w:p>{mark}") + line("Danach.")), "brief.docx")
    assert suggestions(desk) == []
    for said in ("Aus den Änderungen ist kein Vorschlag geworden", "Neuer Absatz", "Ganz vorn."):
        assert said in answer.text


@ONCE
def test_d91_a_change_without_a_name_is_that_of_the_file(desk: Desk) -> None:
    bring(desk, b"Die L\xc3\xa4nder <del>sollen</del><ins>m\xc3\xbcssen</ins> handeln.", "brief.md")
    assert [one["name"] for one in suggestions(desk)] == ["brief.md"]


@ONCE
@pytest.mark.parametrize("name", ["\u200b", " "])
def test_d91_a_name_that_nobody_sees_does_not_make_it_that_of_who_brought_the_file(desk: Desk, name: str) -> None:
    bring(desk, with_body(TRACKED.replace("Ministerium A", name)), "\u200b" * 130 + ".docx")
    assert [(one["name"], one["returned"]) for one in suggestions(desk)] == [("Datei", True), ("Kim <B>", True)]


@ONCE
def test_d91_endless_changes_are_refused_and_make_no_draft(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(importing, "MOST_CHANGES", 1)
    answer = bring(desk, with_body(TRACKED), "brief.docx")
    assert (answer.status_code, "zu viele nachverfolgte Änderungen" in answer.text) == (422, True)
    assert len(drafts(desk)) == 1


def test_d66_who_may_only_write_is_not_shown_what_was_lost(desk: Desk) -> None:
    bring(desk, MARKDOWN)
    expert = desk.people.join("Leyla", role=Role.EXPERT)
    forget_who_asked()
    assert desk.people.client(expert).get(f"/drafts/{drafts(desk)[-1].id}/import").status_code == 403
    forget_who_asked()
    assert desk.people.client(desk.people.moderator).get(f"/drafts/{desk.draft_id}/import").status_code == 404


SENTENCES = {
    "a PDF": "keine lesbare Datei aus Word",
    "a locked ODT": "mit einem Kennwort geschützt",
    "a file of the old Word": "im alten Word-Format (DOC)",
    "a bomb": "ausgepackt zu groß",
    "an external entity": "keine lesbare Datei aus Word",
    "too many letters": "Der Text in der Datei ist zu lang",
    "no words": "steht kein Text",
    "endless nesting": "beschädigt oder zu verschachtelt",
}


@ONCE
@pytest.mark.parametrize("name", SENTENCES)
def test_d67_a_file_that_is_none_gets_its_sentence_and_makes_no_draft(desk: Desk, name: str) -> None:
    answer = bring(desk, refused()[name][1], "datei.docx")
    assert (answer.status_code, SENTENCES[name] in answer.text) == (422, True)
    assert 'id="file-error"' in answer.text
    assert len(drafts(desk)) == 1


@ONCE
def test_d67_a_file_of_more_than_5_mb_is_refused_before_it_is_read(desk: Desk) -> None:
    for size in (LARGEST_FILE + 1, 3 * LARGEST_FILE):
        answer = bring(desk, b"x" * size)
        assert (answer.status_code, "Möglich sind 5 MB" in answer.text) == (413, True)


@ONCE
def test_d67_a_form_without_a_file_is_refused(desk: Desk) -> None:
    answer = bring(desk, b"", name="")
    assert (answer.status_code, "Bitte wählen Sie eine Datei." in answer.text) == (422, True)


@ONCE
def test_d67_a_text_with_too_many_pieces_is_refused(desk: Desk) -> None:
    answer = bring(desk, b"a **b** c\n\n" * 2_000)
    assert (answer.status_code, "zu viele Absätze" in answer.text) == (422, True)
    assert len(drafts(desk)) == 1


@ONCE
def test_d67_a_text_that_would_be_another_one_in_the_draft_is_refused(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(importing, "read", lambda _doc: tree.empty_tree())
    assert bring(desk, MARKDOWN).status_code == 422


@ONCE
def test_d67_who_may_not_is_refused_before_the_file_is_read(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(uploads, "read_manuscript", None)
    assert bring(desk, MARKDOWN, who=desk.people.join("Leyla", role=Role.EXPERT)).status_code == 403


@ONCE
def test_d67_a_whole_text_of_60_pages_can_be_written_in(desk: Desk) -> None:
    words = "Die Länder handeln gemeinsam mit den Trägern. "
    bring(desk, docx_of(*[paragraph(words * 10)] * 420), "lang.docx")
    with desk.people.database.reading() as db:
        assert len(plain_text(service.standing_text(db, drafts(desk)[-1].id))) > 190_000
        count = db.scalar(select(func.count()).select_from(Draft))
    assert count == 2


@ONCE
def test_d67_tags_of_a_page_are_words_or_named_but_never_run(desk: Desk) -> None:
    answer = bring(desk, with_body(line("&lt;script&gt;alert(1)&lt;/script&gt;")), "<script>alert(1)</script>.docx")
    assert "<script>alert" not in answer.text
    assert sections(desk)["recommendation"] == "<script>alert(1)</script>"
