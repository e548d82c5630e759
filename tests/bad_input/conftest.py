"""A room that collects, and the browsers of its moderator and of one expert."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.workshops.rules import Phase
from tests.people import People


@pytest.fixture
def collecting(people: People) -> People:
    people.move_to(Phase.COLLECT)
    return people


@pytest.fixture
def moderator(collecting: People) -> FlaskClient:
    return collecting.client(collecting.moderator)


@pytest.fixture
def leyla(collecting: People) -> FlaskClient:
    return collecting.client(collecting.join("Leyla"))
