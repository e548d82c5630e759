"""A room that has agreed on a text, on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask, g, request_started
from flask.testing import FlaskClient

from tests.people import People
from tests.recommendations.agreement import Agreement


@pytest.fixture
def _own_context(application: Flask) -> Iterator[None]:
    """The context of `application` lends its `g` to every request in it; a server gives each request its own."""

    def forget(_sender: Flask, **_more: object) -> None:
        for remembered in ("_login_user", "_flask_babel"):
            g.pop(remembered, None)

    with request_started.connected_to(forget, application):
        yield


@pytest.fixture
def agreement(people: People, _own_context: None) -> Agreement:
    return Agreement(people)


@pytest.fixture
def client(client: FlaskClient, _own_context: None) -> FlaskClient:
    return client
