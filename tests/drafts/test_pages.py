"""The pages of a draft that need no JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from pycrdt import XmlElement, XmlText
from sqlalchemy import select

from app.drafts import store, threads
from app.drafts.models import Comment, DraftUpdate, DraftVersion
from app.drafts.text.fingerprint import fingerprint
from app.drafts.text.tree import Tree, empty_tree, plain_text
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.texts import paragraph_of

JSON = {"Accept": "application/json"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</del></ins></section><svg onload=alert(1)>",
    "' onmouseover='alert(1)' \" autofocus onfocus=\"alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt; %(words)s {{ 7*7 }}",
]


@pytest.fixture
def moderator(desk: Desk) -> FlaskClient:
    return desk.people.client(desk.people.moderator)


def page(client: FlaskClient, path: str) -> str:
    """The page, with its references resolved as far as people would read it."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def text_with(*paragraphs: str, **marks: Any) -> Tree:
    """A text that has only a goal."""
    text = empty_tree()
    text[3]["content"] = [paragraph_of(words) for words in paragraphs]
    for line in text[3]["content"]:
        line["content"][0]["marks"] = marks
    return text


def keep(desk: Desk, number: int, text: Tree) -> None:
    """A version, frozen long ago."""
    by = desk.people.participant_id(desk.people.moderator)
    with desk.people.database.writing() as db:
        db.add(
            DraftVersion(
                draft_id=desk.draft_id, number=number, schema=1, tree=text, fingerprint=fingerprint(text),
                log_number=0, occasion=f"Für Runde {number}", frozen_by=by,
            )
        )  # fmt: skip


@pytest.fixture
def two(desk: Desk) -> str:
    """Two versions, and where they are compared."""
    keep(desk, 1, text_with("Die Länder sollen handeln."))
    keep(desk, 2, text_with("Bund und Länder sollen handeln."))
    return f"/drafts/{desk.draft_id}/versions/1...2"


@pytest.mark.row("D6")
def test_d43_two_versions_are_compared_inside_the_text_and_as_a_list(moderator: FlaskClient, two: str) -> None:
    shown = page(moderator, two)
    assert (
        '<p dir="auto"><del class="kw-cut">Die</del><ins class="kw-add">Bund und</ins> Länder sollen handeln.</p>'
    ) in shown
    listed = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", shown.split('id="list"')[1]))
    assert "Ziel: 2 Änderungen gestrichen: ‚Die‘ eingefügt: ‚Bund und‘" in listed
    assert "Geänderte Abschnitte: 1 von 9." in shown
    assert shown.count("<details") == 8
    assert "Ausgangslage: unverändert" in shown


@pytest.mark.row("D6")
def test_d43_both_orders_are_compared(desk: Desk, moderator: FlaskClient, two: str) -> None:
    back = page(moderator, f"/drafts/{desk.draft_id}/versions/2...1")
    assert '<del class="kw-cut">Bund und</del><ins class="kw-add">Die</ins> Länder' in back


@pytest.mark.row("D6")
def test_d43_equal_versions_say_so(desk: Desk, moderator: FlaskClient, two: str) -> None:
    keep(desk, 3, text_with("Die Länder sollen handeln."))
    for pair in ("2...2", "1...3"):
        shown = page(moderator, f"/drafts/{desk.draft_id}/versions/{pair}")
        assert "Beide Fassungen haben denselben Wortlaut." in shown
        assert "kw-add" not in shown


@pytest.mark.row("D6")
def test_d43_programs_get_the_comparison_as_json(moderator: FlaskClient, two: str) -> None:
    told = moderator.get(two, headers=JSON).get_json()
    assert (told["old"]["number"], told["new"]["occasion"]) == (1, "Für Runde 2")
    (goal,) = [section for section in told["sections"] if section["changes"]]
    assert (goal["key"], goal["title"]) == ("goal", "Ziel")
    assert goal["changes"] == [{"kind": "cut", "words": "Die"}, {"kind": "added", "words": "Bund und"}]
    assert plain_text(goal["content"]) == "DieBund und Länder sollen handeln."


@pytest.mark.row("D6")
def test_d43_two_versions_are_chosen_without_scripts(desk: Desk, moderator: FlaskClient, two: str) -> None:
    listed = page(moderator, f"/drafts/{desk.draft_id}/versions")
    assert f'<form class="kw-panel kw-stack" method="get" action="/drafts/{desk.draft_id}/comparison"' in listed
    assert '<option value="1" selected>Fassung 1 · ' in listed
    assert '<option value="2" selected>Fassung 2 · ' in listed
    assert f'<a href="{two}">Mit Fassung 1 vergleichen</a>' in listed
    chosen = moderator.get(f"/drafts/{desk.draft_id}/comparison?old=1&new=2")
    assert (chosen.status_code, chosen.location) == (302, two)
    assert f'<a href="{two}">Mit der vorigen Fassung vergleichen</a>' in page(
        moderator, f"/drafts/{desk.draft_id}/versions/2"
    )


def test_d43_one_version_alone_is_compared_with_nothing(desk: Desk, moderator: FlaskClient) -> None:
    keep(desk, 1, text_with("Die Länder sollen handeln."))
    for path in ("versions", "versions/1"):
        assert "vergleichen" not in page(moderator, f"/drafts/{desk.draft_id}/{path}")


@pytest.mark.parametrize("query", ["", "?old=1", "?old=x&new=2", "?old=1&new=99999999999", "?old=1&new=2&more=3"])
def test_d43_what_is_no_choice_of_two_versions_is_refused(desk: Desk, moderator: FlaskClient, query: str) -> None:
    assert moderator.get(f"/drafts/{desk.draft_id}/comparison{query}").status_code == 422


@pytest.mark.parametrize("pair", ["1...3", "0...1", "1..2", "1...2...1", "99999999999...1", "-1...2"])
def test_d43_what_is_not_there_is_not_compared(desk: Desk, moderator: FlaskClient, two: str, pair: str) -> None:
    assert moderator.get(f"/drafts/{desk.draft_id}/versions/{pair}", headers=JSON).status_code == 404


def test_d18_to_strangers_and_the_signed_out_there_is_no_comparison(desk: Desk, client: FlaskClient, two: str) -> None:
    stranger = desk.people.client(desk.people.stranger())
    for path in (two, f"/drafts/{desk.draft_id}/comparison?old=1&new=2", f"/drafts/{desk.draft_id}/comparison"):
        forget_who_asked()
        assert stranger.get(path, headers=JSON).status_code == 404
        forget_who_asked()
        assert client.get(path, headers=JSON).status_code == 401


@pytest.mark.parametrize("words", HOSTILE)
def test_d43_whatever_people_wrote_is_words_in_a_comparison(desk: Desk, moderator: FlaskClient, words: str) -> None:
    keep(desk, 1, text_with(f"Vorher {words}"))
    keep(desk, 2, text_with("Danach", f"{words} danach", bold={}, link={"href": "javascript:alert(1)"}))
    shown = page(moderator, f"/drafts/{desk.draft_id}/versions/1...2").split("<main")[1].split("<footer")[0]
    assert not re.search(r"<(script|img|svg)|javascript:|<[^>]* on\w+=", shown)
    assert words in unescape(re.sub(r"<[^>]*>", "", shown))


def test_d43_the_page_speaks_english_too(moderator: FlaskClient, two: str) -> None:
    shown = moderator.get(two, headers={"Accept-Language": "en"}).text
    assert "deleted: ‘Die’" in shown
    assert "Sections changed: 1 of 9." in shown


def reading(desk: Desk, client: FlaskClient) -> str:
    """The text of the reading view, on one line, without its tags."""
    shown = page(client, f"/drafts/{desk.draft_id}/reading").split("<main")[1].split("<footer")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).split())


def test_d47_the_agreed_text_stands_there_with_its_headings(desk: Desk, moderator: FlaskClient) -> None:
    editor = desk.editor()
    editor.add("goal", "heading", level=1).children.append(XmlText("Bis wann"))
    editor.add("goal", "bulletList").children.append(XmlElement("listItem", {}, [XmlElement("paragraph")]))
    editor.text("goal").insert(0, "Sofort", {"bold": {}})
    desk.send(editor.take())
    shown = page(moderator, f"/drafts/{desk.draft_id}/reading")
    assert '<h1 class="kern-heading-large kw-break">Deutsch von Anfang an</h1>' in shown
    assert '<h2 class="kern-heading-medium" id="section-goal">Ziel</h2>' in shown
    assert '<p dir="auto"><strong>Sofort</strong></p>\n<h3 dir="auto">Bis wann</h3>\n<ul><li></li></ul>' in shown
    assert "Titel" not in reading(desk, moderator)
    assert "Umsetzung Noch kein Text. Belege Noch kein Text." in reading(desk, moderator)


@pytest.mark.row("D2")
def test_d47_what_is_only_suggested_is_counted_and_not_read(desk: Desk, moderator: FlaskClient) -> None:
    desk.write("goal", "Vereinbart.")
    assert "Vorschl" not in reading(desk, moderator)
    editor = desk.editor()
    editor.text("goal").insert(0, "Vorgeschlagen.", {"insertion": {"id": "Leyla1"}})
    desk.send(editor.take())
    assert "1 Vorschlag ist offen und hier nicht enthalten." in reading(desk, moderator)
    assert "Ziel Vereinbart. Empfehlung" in reading(desk, moderator)
    assert "Vorgeschlagen" not in reading(desk, moderator)


@pytest.mark.row("D3")
def test_d47_open_comments_are_counted(desk: Desk, moderator: FlaskClient) -> None:
    assert "0 offene Kommentare" in reading(desk, moderator)
    by = desk.people.participant_id(desk.people.moderator)
    with desk.people.database.writing() as db:
        db.add_all(
            Comment(id=f"c{number}", draft_id=desk.draft_id, participant_id=by, body="Wo?", quote="x")
            for number in range(2)
        )
    assert "2 offene Kommentare" in reading(desk, moderator)
    with desk.people.database.writing() as db:
        threads.settle(db, actor=desk.people.moderator, draft_id=desk.draft_id, comment_id="c0")
    assert "1 offener Kommentar" in reading(desk, moderator)


def test_d47_it_says_when_the_text_was_last_changed_if_that_is_known(desk: Desk, moderator: FlaskClient) -> None:
    with desk.people.database.writing() as db:
        (row,) = db.scalars(select(DraftUpdate).where(DraftUpdate.draft_id == desk.draft_id))
        row.at = datetime(2027, 3, 11, 9, 30, tzinfo=UTC)
    assert "Zuletzt geändert: 11.03.2027, 10:30" in reading(desk, moderator)
    with desk.people.database.writing() as db:
        store.compact(db, desk.hub.pipeline.room(desk.draft_id).snapshot())
    assert "Zuletzt geändert" not in reading(desk, moderator)
    assert "Übergänge: Sie sind nicht abgestimmt." in reading(desk, moderator)


@pytest.mark.parametrize("words", HOSTILE)
def test_d47_whatever_people_wrote_is_words_in_the_reading_view(desk: Desk, moderator: FlaskClient, words: str) -> None:
    for key in ("title", "goal"):
        desk.write(key, words)
    shown = page(moderator, f"/drafts/{desk.draft_id}/reading").split("<main")[1].split("<footer")[0]
    assert not re.search(r"<(script|img|svg)|<[^>]* on\w+=", shown)
    assert unescape(re.sub(r"<[^>]*>", "", shown)).count(words) == 2


def test_d47_the_draft_and_its_versions_lead_there(desk: Desk, moderator: FlaskClient) -> None:
    link = f'<a href="/drafts/{desk.draft_id}/reading">'
    for path in (f"/drafts/{desk.draft_id}", f"/drafts/{desk.draft_id}/versions"):
        assert link in page(moderator, path)
    assert f'<a href="/drafts/{desk.draft_id}">Zum Entwurf</a>' in page(moderator, f"/drafts/{desk.draft_id}/reading")


def test_d18_to_strangers_and_the_signed_out_there_is_nothing_to_read(desk: Desk, client: FlaskClient) -> None:
    path = f"/drafts/{desk.draft_id}/reading"
    forget_who_asked()
    assert desk.people.client(desk.people.stranger()).get(path, headers=JSON).status_code == 404
    forget_who_asked()
    assert client.get(path, headers=JSON).status_code == 401
