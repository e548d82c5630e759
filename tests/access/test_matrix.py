"""Every cell of the authorisation matrix, played on the real application over HTTP."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.workshops.rules import Phase
from tests.access.matrix import ALWAYS, HTTP, OTHERS, ROLES, Form, Row
from tests.access.world import World

REFUSED = (401, 403, 404)
NOT_IN_THIS_PHASE = (409, 422)  # 422: the code of a closed room is refused at its field


def send(world: World, role: str, row: Row) -> TestResponse:
    """The row's request, as the role's browser makes it."""
    path, body = world.fill(row.rule, row.using), world.fill(row.body, row.using)
    query = world.fill(row.query, row.using)
    return world.client(role).open(path, method=row.method, query_string=query, buffered=True, **_sent(body))


def _sent(body: Any) -> dict[str, Any]:
    if isinstance(body, Form):
        fields = {
            name: (io.BytesIO(value), name) if isinstance(value, bytes) else value for name, value in body.items()
        }
        return {"data": fields}
    if isinstance(body, bytes):
        return {"data": body, "content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
    return {"headers": {"Accept": "application/json"}} if body is None else {"json": body}


def verdict(answer: TestResponse) -> str:
    """Whether the request was allowed or refused; being sent to the sign-in page is a refusal."""
    sent_to_sign_in = answer.status_code == 302 and answer.location.startswith("/anmelden")
    if answer.status_code in REFUSED or sent_to_sign_in:
        return "refused"
    return "allowed" if answer.status_code < 400 else f"{answer.status_code}: {answer.text[:200]}"


def open_phase(row: Row) -> Phase:
    """A phase in which the row is open; drafting where the row does not care."""
    return Phase.DRAFT if Phase.DRAFT in row.phases else min(row.phases, key=list(Phase).index)


def wanted(row: Row, role: str) -> str:
    return "allowed" if role in row.who else "refused"


def play(world: World, row: Row, roles: tuple[str, ...]) -> dict[str, str]:
    """What each role is answered."""
    return {role: verdict(send(world, role, row)) for role in roles}


@pytest.fixture(autouse=True)
def _put_back(request):
    yield
    if "kept" in request.fixturenames:
        request.getfixturevalue("kept").put_back()


def test_the_table_has_every_route_and_no_other(application: Flask):
    routes = {
        (method, rule.rule)
        for rule in application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert {(row.method, row.rule) for row in HTTP} == routes


def test_the_table_has_each_row_once():
    assert len({(row.method, row.rule) for row in HTTP}) == len(HTTP)


@pytest.mark.row("G3")
@pytest.mark.parametrize("row", HTTP, ids=str)
def test_who_may(kept, row):
    world = kept.world
    kept.put_back()
    world.set_phase(open_phase(row))
    refused = tuple(role for role in ROLES if role not in row.who)
    happened = world.last_fact()
    assert play(world, row, refused) == dict.fromkeys(refused, "refused")
    assert world.last_fact() == happened
    for role in sorted(row.who):
        assert (role, verdict(send(world, role, row))) == (role, "allowed")
        if row.method != "GET":
            kept.put_back()
            world.set_phase(open_phase(row))


@pytest.mark.row("A2")
@pytest.mark.row("G3")
@pytest.mark.parametrize("row", HTTP, ids=str)
def test_a_phase_opens_exactly_the_listed(kept, row):
    world, role = kept.world, max(row.who, key=ROLES.index)
    for phase in Phase if row.phases != ALWAYS or row.hidden else ():
        kept.put_back()
        world.set_phase(phase)
        answer = send(world, role, row)
        if phase in row.phases:
            assert (phase, verdict(answer)) == (phase, "allowed")
        else:
            assert answer.status_code in NOT_IN_THIS_PHASE, phase


@pytest.mark.row("G3")
@pytest.mark.parametrize("row", [row for row in HTTP if row.hidden], ids=str)
def test_to_the_moderator_of_another_workshop_it_does_not_exist(kept, row):
    kept.world.set_phase(open_phase(row))
    for role in ("foreign", "stranger", "admin", "removed"):
        assert (role, send(kept.world, role, row).status_code) == (role, 404)


@pytest.mark.row("G3")
@pytest.mark.parametrize(("method", "rule", "body"), OTHERS, ids=[f"{one[0]} {one[1]}" for one in OTHERS])
def test_a_thing_of_another_workshop_does_not_exist_in_ones_own(kept, method, rule, body):
    for phase in Phase:
        kept.world.set_phase(phase)
        happened = kept.world.last_fact()
        answer = send(kept.world, "moderator", Row(method, rule, frozenset(), body=body))
        assert answer.status_code in (404, 409, 403), answer.text[:200]
        assert kept.world.last_fact() == happened
    assert any(_in_phase(kept.world, phase, method, rule, body) == 404 for phase in Phase)


def _in_phase(world: World, phase: Phase, method: str, rule: str, body: Any) -> int:
    world.set_phase(phase)
    return send(world, "moderator", Row(method, rule, frozenset(), body=body)).status_code


@pytest.mark.row("G3")
@pytest.mark.parametrize("row", HTTP, ids=str)
def test_the_same_on_postgresql_where_nothing_changes(on_postgresql, row):
    """Refusals change nothing, and neither does reading: on PostgreSQL these cells are played without putting back."""
    world = on_postgresql
    world.set_phase(open_phase(row))
    roles = ROLES if row.method == "GET" else tuple(role for role in ROLES if role not in row.who)
    happened = world.last_fact()
    assert play(world, row, roles) == {role: wanted(row, role) for role in roles}
    assert world.last_fact() == happened
