"""What a device that several people use is told to keep and to forget."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.people import People


@pytest.mark.row("G7")
def test_signing_out_tells_the_browser_to_forget_everything(people: People) -> None:
    answer = people.client(people.moderator).post("/abmelden")
    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.row("G7")
def test_the_service_worker_is_a_script_that_is_asked_for_anew(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js", buffered=True)
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.row("G7")
def test_pages_say_whether_somebody_is_signed_in(client: FlaskClient, people: People) -> None:
    assert "<body>" in client.get("/").text
    assert "<body data-signed-in>" in people.client(people.moderator).get("/").text
