"""A room that has agreed on a text, on both databases."""

import pytest
from flask import Flask

import app.recommendations.models  # noqa: F401  # its tables must be known before they are made
from app.publication import records
from app.recommendations import routes
from tests.people import People
from tests.recommendations.agreement import Agreement


@pytest.fixture
def application(application: Flask) -> Flask:
    for blueprint in (routes.blueprint, records.blueprint):
        if blueprint.name not in application.blueprints:
            application.register_blueprint(blueprint)
    return application


@pytest.fixture
def people(application: Flask) -> People:
    return People(application)


@pytest.fixture
def agreement(people: People) -> Agreement:
    return Agreement(people)
