"""The pages of recommendations: recording, reading, checking; on both databases."""

from __future__ import annotations

import io
import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.recommendations import seal
from app.recommendations.models import Recommendation
from tests.recommendations.agreement import NAMES, Agreement
from tests.recommendations.samples import file as foreign_file
from tests.voting.hall import Hall

FORM = {"obligation": "sollte", "addressees": "Bund\r\nLänder", "goal": "Ein planbares Grundangebot."}


def record(agreement: Agreement, **changed: object) -> TestResponse:
    form = {"poll_id": agreement.agreed(), **FORM, **changed}
    return agreement.people.client(agreement.moderator).post(
        f"/workshops/{agreement.workshop_id}/recommendations", data=form
    )


def check(client: FlaskClient, file: bytes, name: str = "2027-SI-01.json") -> TestResponse:
    return client.post("/pruefen", data={"file": (io.BytesIO(file), name)})


@pytest.mark.row("E1")
def test_r2_the_page_shows_what_is_known_and_asks_three_things(agreement: Agreement):
    address = f"/workshops/{agreement.workshop_id}/recommendations/new?poll={agreement.agreed()}"
    page = agreement.people.client(agreement.moderator).get(address).text
    for known in ("2027-SI-01", "Eltern und Kinder", "6 von 7 = 85,7", "H-01", "Bund und Länder sollten prüfen"):
        assert known in page
    asked = set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', page))
    assert asked - {"csrf_token", "next", "language", "poll_id"} == {"obligation", "addressees", "goal"}
    assert 'value="sollte" checked' in page


@pytest.mark.row("E1")
@pytest.mark.row("E5")
def test_one_form_records_and_leads_to_the_public_page(agreement: Agreement, client: FlaskClient):
    answer = record(agreement)
    assert (answer.status_code, answer.location) == (302, "/empfehlungen/2027-SI-01")
    page = agreement.people.client(agreement.moderator).get(answer.location).text
    assert "Eltern und Kinder" in page
    public = client.get("/empfehlungen/2027-SI-01")
    assert public.status_code == 200
    for shown in (
        "Bundesweites Integrationsprogramm, Empfehlung 2027-SI-01, Fassung 1.0 vom", "Bund; Länder", "85,7",
        "Was fehlt?", "H-02", "Platz 1 mit 21 Punkten von 7 Personen", "kein Förderprogramm",
        "Stelle der Gruppe Kommunen", "Verlässlichkeit senkt Anlaufkosten.",
    ):  # fmt: skip
        assert shown in public.text


@pytest.mark.row("D7")
def test_the_recording_page_says_when_the_draft_went_on(agreement: Agreement):
    address = f"/workshops/{agreement.workshop_id}/recommendations/new?poll={agreement.agreed()}"
    moderator = agreement.people.client(agreement.moderator)
    assert "auf einer früheren Fassung" not in moderator.get(address).text
    Hall(agreement.people).write_into(agreement.draft_id, "Anders: ")
    assert "auf einer früheren Fassung" in moderator.get(address).text


def test_what_was_typed_stays_when_something_is_missing(agreement: Agreement):
    answer = record(agreement, goal=" ", addressees="Bund & <Länder>")
    assert answer.status_code == 422
    assert "Es fehlt noch: Ziel." in answer.text
    assert "Bund &amp; &lt;Länder&gt;" in answer.text


@pytest.mark.parametrize("typed", ["x" * 5001, "a\x00b"])
def test_what_cannot_be_read_is_refused_by_field_and_nothing_is_lost(agreement: Agreement, typed):
    answer = record(agreement, goal=typed)
    assert answer.status_code == 422
    assert 'id="goal-error"' in answer.text
    assert "Bund" in answer.text


@pytest.mark.parametrize("poll_id", ["1.0", "1e0", "x", "", "9" * 30])
def test_a_poll_is_named_by_a_whole_number(agreement: Agreement, poll_id: str):
    answer = record(agreement, poll_id=poll_id, goal="")
    assert answer.status_code == 422
    with agreement.database.reading() as db:
        assert db.query(Recommendation).count() == 0


def test_r7_no_name_stands_on_a_public_page_or_in_a_file(agreement: Agreement, client: FlaskClient):
    record(agreement)
    for address in ("/empfehlungen", "/empfehlungen/2027-SI-01", "/empfehlungen/2027-SI-01.json"):
        text = client.get(address).text
        assert not [name for name in (*NAMES, "Moderation") if name in text], address


def test_r14_the_recording_page_is_for_the_moderation(agreement: Agreement, client: FlaskClient):
    address = f"/workshops/{agreement.workshop_id}/recommendations/new?poll={agreement.agreed()}"
    assert client.get(address).status_code == 302
    assert agreement.people.client(agreement.experts[0]).get(address).status_code == 403
    assert agreement.people.client(agreement.people.stranger()).get(address).status_code == 404
    moderator = agreement.people.client(agreement.moderator)
    for wrong in ("", "?poll=", "?poll=x", "?poll=999999999", "?poll=" + "9" * 30):
        assert moderator.get(address.partition("?")[0] + wrong).status_code in (404, 422), wrong


@pytest.mark.row("E5")
def test_the_list_can_be_read_by_field(agreement: Agreement, client: FlaskClient):
    record(agreement)
    assert "2027-SI-01" in client.get("/empfehlungen").text
    assert "2027-SI-01" in client.get("/empfehlungen?feld=SI").text
    assert "2027-SI-01" not in client.get("/empfehlungen?feld=BI").text
    assert client.get("/empfehlungen/2027-SI-02").status_code == 404


@pytest.mark.row("E8")
def test_r6_the_page_tells_in_plain_words_whether_the_seal_holds(agreement: Agreement, client: FlaskClient):
    record(agreement)
    assert "Unverändert seit" in client.get("/empfehlungen/2027-SI-01/siegel").text
    with agreement.database.writing() as db:
        stored = db.query(Recommendation).one()
        stored.leaf = stored.leaf.replace("Wohnortnähe".encode(), b"Wohnortferne")
    page = client.get("/empfehlungen/2027-SI-01/siegel").text
    assert "Achtung: Der Text stimmt nicht mit dem Siegel überein." in page
    assert "Unverändert seit" not in page


def test_r6_a_record_that_is_no_longer_readable_says_so(agreement: Agreement, client: FlaskClient):
    record(agreement)
    with agreement.database.writing() as db:
        db.query(Recommendation).one().leaf = b"{"
    answer = client.get("/empfehlungen/2027-SI-01")
    assert answer.status_code == 409
    assert "beschädigt" in answer.text


@pytest.mark.row("E8")
def test_r6_a_downloaded_file_is_checked_with_the_published_key(agreement: Agreement, client: FlaskClient):
    record(agreement)
    file = client.get("/empfehlungen/2027-SI-01.json")
    assert file.headers["Content-Disposition"] == 'attachment; filename="2027-SI-01.json"'
    assert "Unverändert seit" in check(client, file.data).text
    changed = file.data.replace(b"Ein planbares", b"Kein planbares")
    for wrong in (changed, foreign_file(), b"", b"\x00" * 400_000):
        page = check(client, wrong)
        assert page.status_code == 200
        assert "Achtung: Dieser Nachweis wurde verändert" in page.text


def test_r11_an_upload_without_file_or_above_the_limit_is_refused_with_a_sentence(client: FlaskClient):
    assert "Bitte wählen Sie eine Datei." in client.post("/pruefen").text
    assert check(client, b"x", name="").status_code == 422
    form = "multipart/form-data; boundary=x"
    assert client.post("/pruefen", data=b" " * 1_100_000, content_type=form).status_code == 413


def test_a_file_s_name_and_words_are_shown_as_text(client: FlaskClient):
    page = check(client, b"<script>", name="<script>alert(1)</script>.json").text
    assert "<script>alert" not in page


@pytest.mark.row("E8")
def test_the_public_key_is_the_one_that_sealed(agreement: Agreement, client: FlaskClient):
    record(agreement)
    pem = client.get("/siegel.pub")
    assert pem.data.startswith(b"-----BEGIN PUBLIC KEY-----")
    key_id = json.loads(client.get("/empfehlungen/2027-SI-01.json").data)["key_id"]
    assert seal.key_id(seal.read_public(pem.data)) == key_id
    assert key_id in client.get("/pruefen").text


def test_the_pages_speak_english_too_and_files_stay_the_same(agreement: Agreement, client: FlaskClient):
    record(agreement)
    german = client.get("/empfehlungen/2027-SI-01.json").data
    english = {"Accept-Language": "en"}
    assert '<html lang="en"' in client.get("/empfehlungen/2027-SI-01", headers=english).text
    assert client.get("/empfehlungen/2027-SI-01.json", headers=english).data == german
