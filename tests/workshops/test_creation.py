"""Making a workshop: four formats, and what each one starts with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from app.errors import NotAllowed
from app.workshops import service, store
from app.workshops.presets import FORMAT_WORDS, PRESETS
from app.workshops.rules import Format, Role
from app.workshops.service import Plan
from tests.workshops.rooms import workshop


@pytest.mark.row("P2")
def test_w10_each_of_the_four_formats_starts_with_its_own_preset():
    assert set(PRESETS) == set(Format) == set(FORMAT_WORDS)
    assert len({preset.agenda for preset in PRESETS.values()}) == len(Format)
    assert all(sum(item.minutes for item in preset.agenda) >= 120 for preset in PRESETS.values())


@pytest.mark.row("P2")
@pytest.mark.parametrize("format", list(Format))
def test_w10_the_page_of_a_format_is_filled_with_its_preset(people, format):
    page = people.client(people.moderator).get(f"/workshops/neu/{format}").text
    assert all(f'value="{item.title}"' in page for item in PRESETS[format].agenda)


@pytest.mark.row("P3")
def test_w18_a_workshop_starts_with_its_questions_its_moderator_a_screen_and_a_code(people):
    room, other = workshop(people), people.another_workshop()
    assert ([question.text for question in room.questions], room.code) == (["Was fehlt?"], "2027-SI-V01")
    with people.database.reading() as db:
        assert service.member(db, people.moderator, room.id).role == Role.MODERATOR
        assert len(store.list_screens(db, room.id)) == 1
        assert store.get_workshop(db, other).code == "2027-SI-V02"


def test_w18_workshops_that_are_created_at_once_have_codes_of_their_own(people):
    with ThreadPoolExecutor(4) as at_once:
        made = set(at_once.map(lambda _n: people.another_workshop(), range(4)))
    with people.database.reading() as db:
        codes = {store.get_workshop(db, workshop_id).code for workshop_id in made}
    assert codes == {f"2027-SI-V0{number}" for number in range(2, 6)}


@pytest.mark.row("P3")
def test_w18_without_a_question_there_is_no_workshop(people):
    form = {
        "format": "workshop", "title": "Ohne Frage", "field_id": people.field_id, "starts_on": "2027-03-11",
        "questions": " \n ", "collecting": "open", "admission": "open", "agenda_title": "Start",
        "agenda_minutes": "20", "agenda_in_charge": "",
    }  # fmt: skip
    answer = people.client(people.moderator).post("/workshops", data=form)
    assert answer.status_code == 422
    assert 'value="Ohne Frage"' in answer.text
    with people.database.reading() as db:
        assert len(store.list_workshops_of(db, people.moderator.account_id)) == 1


def test_w18_a_guest_creates_no_workshop(people):
    plan = Plan("Neu", "workshop", people.field_id, date(2027, 3, 11), ["Was fehlt?"], [])
    leyla = people.join("Leyla")
    with people.database.writing() as db, pytest.raises(NotAllowed):
        service.create_workshop(db, actor=leyla, plan=plan)
