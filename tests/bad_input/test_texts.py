"""Whatever people type: stored as it is and shown harmless, or refused with a sentence and given back."""

from __future__ import annotations

import itertools

import pytest

from app.intake import LONGEST_LINE, LONGEST_TEXT
from app.workshops import store

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
HARMLESS = [
    "Größe & <b>fett</b>",
    SCRIPT,
    "👩🏽‍🏫🇩🇪 ✓",
    "مرحبا بالعالم",
    "\u202eumgekehrt\u202c",
    "Ώ Z͑ͫ̓ͪ",
    "'; DROP TABLE need; --",
    "{{ 7*7 }}",
]
_keys = itertools.count(10_000_000)


def submit(client, people, **wording):
    return client.post(
        f"/workshops/{people.workshop_id}/needs", json={"request_key": f"taste-{next(_keys)}", **wording}
    )


def needs(client, people):
    return client.get(f"/workshops/{people.workshop_id}/needs").json["needs"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_comes_back_word_for_word_and_as_safe_html(leyla, collecting, text):
    assert submit(leyla, collecting, title=text, text=text).status_code == 201
    (need,) = needs(leyla, collecting)
    assert (need["title"], need["text"]) == (text, text)
    assert "<script" not in need["html"]
    assert "<img" not in need["html"]
    assert "<b>" not in need["html"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " JaVaScRiPt:alert(1)"])
def test_a_link_leads_nowhere_dangerous(leyla, collecting, link):
    submit(leyla, collecting, title="Link", text=f"[hier]({link})")
    assert "href" not in needs(leyla, collecting)[0]["html"]


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   \n "}, "title"),
        ({}, "title"),
        ({"title": "x" * 100_000}, "title"),
        ({"title": "x" * (LONGEST_LINE + 1)}, "title"),
        ({"title": "zwei\nZeilen"}, "title"),
        ({"title": "x", "text": "y" * 100_000}, "text"),
        ({"title": "x", "text": "y" * (LONGEST_TEXT + 1)}, "text"),
        ({"title": "mit \x00 Nullzeichen"}, "title"),
        ({"title": "x", "text": "Steuer\x1b[2Jzeichen"}, "text"),
        ({"title": 7}, "title"),
        ({"title": ["x"]}, "title"),
        ({"title": None}, "title"),
        ({"title": "x", "question_id": "eins"}, "question_id"),
        ({"title": "x", "question_id": 2**80}, "question_id"),
        ({"title": "x", "participant_id": 1}, "participant_id"),
        ({"title": "x", "request_key": "kurz"}, "request_key"),
        ({"title": "x", "request_key": "x" * 65}, "request_key"),
        ({"title": "x", "request_key": "mit-\x00-null"}, "request_key"),
        ({"title": "x", "request_key": "mit-\x1b[2J-Steuerzeichen"}, "request_key"),
        ({"title": "x", "request_key": "zwei\nZeilen"}, "request_key"),
        ({"title": "x", "question_id": 1.0}, "question_id"),
        ({"title": "x", "question_id": "1.0"}, "question_id"),
        ({"title": "x", "question_id": True}, "question_id"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field_with_a_sentence(leyla, collecting, wording, field):
    answer = submit(leyla, collecting, **wording)
    assert (answer.status_code, answer.json["error"]) == (422, "malformed")
    assert list(answer.json["fields"]) == [field]
    assert answer.json["fields"][field].endswith(".")
    assert needs(leyla, collecting) == []


@pytest.mark.parametrize("longest", [{"title": "ä" * LONGEST_LINE, "text": "\n" + "ß" * (LONGEST_TEXT - 1)}])
def test_what_just_fits_is_taken(leyla, collecting, longest):
    assert submit(leyla, collecting, **longest).status_code == 201


def test_a_lone_surrogate_is_refused_and_not_a_crash(leyla, collecting):
    path = f"/workshops/{collecting.workshop_id}/needs"
    body = b'{"title": "\\ud800", "request_key": "eine-taste"}'
    assert leyla.post(path, data=body, content_type="application/json").status_code == 422


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 5_000])
def test_a_body_that_is_no_object_is_refused(leyla, collecting, body):
    path = f"/workshops/{collecting.workshop_id}/needs"
    answer = leyla.post(path, data=body, content_type="application/json")
    assert (answer.status_code, answer.json["error"]) == (422, "malformed")


@pytest.mark.parametrize("path", ["needs", "clusters", "attention", "agenda"])
def test_a_body_above_a_megabyte_is_refused_unread(moderator, collecting, path):
    body = {"data": b'{"title": "' + b"x" * 1_000_001 + b'"}', "content_type": "application/json"}
    answer = moderator.post(f"/workshops/{collecting.workshop_id}/{path}", **body)
    assert answer.status_code in ((413,) if path != "attention" else (204, 413))


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "1.5", "eins", "1%00"])
def test_an_address_with_a_strange_number_leads_nowhere(moderator, number):
    assert moderator.get(f"/workshops/{number}/room", headers={"Accept": "application/json"}).status_code == 404


def claim(people, **wrong):
    with people.database.reading() as db:
        code = store.get_workshop(db, people.workshop_id).join_code
    group = people.group_ids["Länder"]
    return {"code": code, "name": "Leyla", "organisation": "Amt", "stakeholder_group_id": group, **wrong}


@pytest.mark.row("G1")
@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "000000"}, {"name": ""}, {"name": "x" * 100_000}, {"organisation": "\x00"},
        {"stakeholder_group_id": "keine"}, {"stakeholder_group_id": "99999"}, {"role": "moderator"}, {"code": "9" * 61},
        {"code": "\x00" * 6},
    ],
)  # fmt: skip
def test_the_form_of_joining_gives_back_what_was_typed(client, collecting, wrong):
    typed = claim(collecting, **wrong)
    answer = client.post("/beitreten", data=typed)
    assert answer.status_code == 422
    kept = next(name for name in ("name", "organisation") if name not in wrong)
    assert f'value="{typed[kept]}"' in answer.text
    assert client.get("/uebersicht").status_code == 302


@pytest.mark.parametrize("text", HARMLESS)
def test_a_name_is_escaped_on_pages(client, collecting, text):
    answer = client.post("/beitreten", data=claim(collecting, name=text, code="000000"))
    assert text not in answer.text or not set(text) & set("<>&\"'")
    assert client.post("/beitreten", data=claim(collecting, name=text)).status_code == 302
    assert SCRIPT not in client.get("/uebersicht").text


@pytest.mark.row("P2")
def test_the_form_of_a_workshop_gives_back_what_was_typed(moderator):
    typed = {
        "format": "workshop", "title": SCRIPT, "field_id": "1", "starts_on": "morgen", "questions": "Was fehlt?",
        "collecting": "open", "admission": "open", "agenda_title": "Mein Punkt", "agenda_minutes": "viel",
        "agenda_in_charge": "",
    }  # fmt: skip
    answer = moderator.post("/workshops", data=typed)
    assert answer.status_code == 422
    assert SCRIPT not in answer.text
    for kept in ("&lt;script&gt;", "Was fehlt?", 'value="Mein Punkt"', 'value="viel"', "Bitte geben Sie ein Datum an."):
        assert kept in answer.text


@pytest.mark.parametrize("field_id", ["", "0", "99999", "x", "9" * 30])
def test_a_field_that_does_not_exist_is_refused(moderator, field_id):
    typed = {
        "format": "workshop", "title": "Neu", "field_id": field_id, "starts_on": "2027-03-11", "questions": "Was?",
        "collecting": "open", "admission": "open",
    }  # fmt: skip
    assert moderator.post("/workshops", data=typed).status_code in (404, 422)
