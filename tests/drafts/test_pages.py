"""The pages of a draft that need no JavaScript."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.drafts.fingerprint import fingerprint
from app.drafts.models import DraftVersion
from app.drafts.tree import Tree, empty_tree, plain_text
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
