"""The demo programme, loaded through the services on both databases, says what demo_workshops.json says."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import demo
from app.config import Settings
from app.db import Database
from app.needs import store as needs
from app.programme import delivery
from app.recommendations import store as recommendations
from app.voting import counting
from app.voting.models import Poll
from app.workshops import store
from app.workshops.models import Workshop
from tests.conftest import DATABASES, make_tables

COLLECTING, VOTING, FINISHED = json.loads((Path(demo.__file__).parent / "demo_workshops.json").read_text())


@dataclass
class Loaded:
    settings: Settings
    database: Database
    seconds: float


@pytest.fixture(scope="module", params=DATABASES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp(f"demo-{request.param}")
    address = f"sqlite:///{folder / 'demo.sqlite'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server").new_database("demo")
    make_tables(address)
    settings = Settings(data_folder=str(folder), database_url=address, secret_key="test", async_mode="threading")
    database = Database(address)
    with database.writing() as db:
        delivery.deliver(db)
    began = time.monotonic()
    demo.load(settings)
    yield Loaded(settings, database, time.monotonic() - began)
    database.engine.dispose()


def workshop(db: Any, data: dict[str, Any]) -> Workshop:
    found = store.find_workshop_coded(db, data["kennung"])
    assert found is not None
    return found


def polls(db: Any, data: dict[str, Any], method: str) -> list[Poll]:
    query = select(Poll).where(Poll.workshop_id == workshop(db, data).id, Poll.method == method)
    return list(db.scalars(query.order_by(Poll.id)))


def test_the_three_workshops_stand_where_they_should(loaded):
    print(f"The demo was loaded in {loaded.seconds:.1f} s.")  # noqa: T201  # told, not required: machines differ
    with loaded.database.reading() as db:
        phases = [workshop(db, data).phase for data in (COLLECTING, VOTING, FINISHED)]
        assert phases == ["collect", "consent", "closed"]
        assert all(workshop(db, data).is_demo for data in (COLLECTING, VOTING, FINISHED))
        assert not demo.is_empty(db)


@pytest.mark.parametrize("data", [COLLECTING, VOTING, FINISHED], ids=lambda data: data["kennung"])
def test_every_need_of_the_data_is_there_word_for_word(loaded, data):
    with loaded.database.reading() as db:
        found = sorted(needs.list_needs(db, workshop(db, data).id), key=lambda need: need.number)
        assert [[need.title, need.text, need.addressee] for need in found] == data["bedarfe"]
        assert workshop(db, data).questions[0].text == data["leitfrage"]


@pytest.mark.row("C1")
@pytest.mark.parametrize("data", [VOTING, FINISHED], ids=lambda data: data["kennung"])
def test_the_points_add_up_as_in_the_data(loaded, data):
    with loaded.database.reading() as db:
        (poll,) = polls(db, data, "dot")
        result = counting.content_of(poll)["result"]
    given = {row["label"]: row["points"] for row in result["rows"]}
    wanted = dict(zip((need[0] for need in data["bedarfe"]), data["punkte"], strict=True))
    assert given == wanted
    assert sum(given.values()) == result["points_given"] == data["punkte_summe"]


@pytest.mark.row("C5")
def test_the_votes_add_up_as_in_the_data(loaded):
    with loaded.database.reading() as db:
        found = polls(db, FINISHED, "consent")
        counted = [counting.content_of(poll)["result"]["counts"] for poll in found]
    assert len(found) == len(FINISHED["empfehlungen"])
    for counts, recommendation in zip(counted, FINISHED["empfehlungen"], strict=True):
        wanted = recommendation["abstimmung"]
        assert counts["agree"] + counts["reservation"] == wanted["ja"]
        assert (counts["object"], counts["stand_aside"]) == (wanted["nein"], wanted["enthaltung"])


def test_one_vote_is_open_and_not_everybody_has_voted(loaded):
    with loaded.database.reading() as db:
        (poll,) = polls(db, VOTING, "consent")
        assert counting.status(poll) == "open"


@pytest.mark.row("E1")
def test_every_agreed_text_of_the_finished_workshop_is_recorded(loaded):
    with loaded.database.reading() as db:
        recorded = recommendations.list_of_workshop(db, workshop(db, FINISHED).id)
        assert sorted(one.title for one in recorded) == sorted(one["titel"] for one in FINISHED["empfehlungen"])
        assert recommendations.list_of_workshop(db, workshop(db, VOTING).id) == []


def test_the_welcome_names_what_signs_in_and_what_joins(loaded):
    welcome = demo.welcome(loaded.settings)
    with loaded.database.reading() as db:
        codes = [store.get_workshop(db, workshop(db, data).id).join_code for data in (COLLECTING, VOTING, FINISHED)]
    assert all(f"{code[:3]} {code[3:]}" in welcome for code in codes)
    assert demo.MODERATOR_EMAIL in welcome
