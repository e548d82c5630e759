"""The key that seals: made with the first use, never replaced behind the back of what it sealed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.recommendations.agreement import Agreement
from tests.recommendations.test_pages import record

GONE = "Der Schlüssel der Siegel fehlt auf dem Server."


@pytest.fixture
def key_file(application: Flask) -> Path:
    found: Path = application.extensions["konsenswerk.settings"].sealing_key_path
    return found


def test_r10_the_key_is_made_with_the_first_use_for_its_owner_only(key_file: Path, client: FlaskClient):
    assert not key_file.exists()
    made = [client.get("/siegel.pub").data for _twice in range(2)]
    assert made[0] == made[1]
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_r15_where_the_key_of_sealed_records_is_gone_none_is_made_in_its_place(
    agreement: Agreement, key_file: Path, client: FlaskClient
):
    assert record(agreement).status_code == 302
    key = key_file.read_bytes()
    key_file.unlink()
    file = {"file": (io.BytesIO(b"{}"), "2027-SI-01.json")}
    answers = [
        client.get("/siegel.pub"), client.get("/pruefen"), client.post("/pruefen", data=file),
        client.get("/empfehlungen/2027-SI-01/siegel"), record(agreement),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [503] * 5
    assert all(GONE in answer.text for answer in answers)
    assert not key_file.exists()
    assert client.get("/empfehlungen/2027-SI-01").status_code == 200
    key_file.write_bytes(key)
    assert "Unverändert seit" in client.get("/empfehlungen/2027-SI-01/siegel").text
