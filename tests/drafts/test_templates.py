"""The template of a workshop, and what its drafts have of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.drafts import service, store, template_store, templates
from app.drafts.models import Draft
from app.drafts.template_form import MOST_SECTIONS, typed_in
from app.drafts.text.sections import CORE, SECTION_KEYS, Section, Writing
from app.drafts.text.sections import SECTIONS as STANDARD
from app.drafts.text.templating import brought_up
from app.facts import FactRow
from app.needs.models import Cluster
from tests.drafts.conftest import Desk, forget_who_asked


@dataclass
class Page:
    """The template's page in the browser of a moderator."""

    desk: Desk
    client: FlaskClient

    @property
    def path(self) -> str:
        return f"/workshops/{self.desk.people.workshop_id}/template"

    def sections(self) -> tuple[Section, ...]:
        with self.desk.people.database.reading() as db:
            return template_store.sections_of_new(db, self.desk.people.workshop_id)

    def number(self) -> int:
        with self.desk.people.database.reading() as db:
            row = template_store.find_template(db, self.desk.people.workshop_id)
            return row.number if row else 0

    def form(self, act: str = "save", **typed: str) -> dict[str, str]:
        """What the page would send; names in `typed` have _ for -."""
        fields = {name: text for name, text in typed_in(self.sections()).items() if text}
        changed = {name.replace("__", "-"): text for name, text in typed.items()}
        return {**fields, "number": str(self.number()), "act": act, **changed}

    def send(self, form: dict[str, str]) -> TestResponse:
        forget_who_asked()
        return self.client.post(self.path, data=form)

    def save(self, act: str = "save", **typed: str) -> TestResponse:
        answer = self.send(self.form(act, **typed))
        assert answer.status_code == 303, answer.text
        return answer

    def add(self, title: str) -> str:
        """Add a section; returns its key."""
        self.save("add", new_title=title)
        return next(one.key for one in self.sections() if one.title == title)

    def keys(self) -> list[str]:
        return [one.key for one in self.sections()]


@pytest.fixture
def page(desk: Desk) -> Page:
    return Page(desk, desk.people.client(desk.people.moderator))


def of_draft(desk: Desk, draft_id: int | None = None) -> Draft:
    with desk.people.database.reading() as db:
        return store.get_draft(db, draft_id or desk.draft_id)


def new_draft(desk: Desk) -> Draft:
    with desk.people.database.writing() as db:
        cluster = Cluster(workshop_id=desk.people.workshop_id, title="Später", position=2)
        db.add(cluster)
        db.flush()
        return service.create_draft(db, actor=desk.people.moderator, cluster_id=cluster.id)


def applied(desk: Desk) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
    desk.hub.start()
    templates.apply(desk.hub.pipeline, desk.people.database, seen=seen)


def told(desk: Desk, kind: str) -> list[dict[str, Any]]:
    with desk.people.database.reading() as db:
        return list(db.scalars(select(FactRow.data).where(FactRow.kind == kind).order_by(FactRow.number)))


@pytest.mark.row("D8")
def test_d82_a_moderator_adds_renames_moves_and_removes_sections(page: Page) -> None:
    key = page.add("Kosten")
    page.save(**{f"title__{key}": "Kosten und Nutzen", f"help__{key}": "Was kostet es?", f"hint__{key}": "ein Absatz"})
    answer = page.save(f"up.{key}", **{f"required__{key}": "1", f"writing__{key}": "moderators"})
    assert answer.location.endswith(f"/template#section-{key}")
    (made,) = [one for one in page.sections() if one.key == key]
    assert made == Section(key, "Kosten und Nutzen", True, "Was kostet es?", "ein Absatz", Writing.MODERATORS)
    assert page.keys() == [*SECTION_KEYS[:-1], key, "sources"]
    page.save("remove.sources")
    page.save(f"remove.{key}")
    assert page.keys() == list(SECTION_KEYS[:-1])
    assert len(told(page.desk, "template:changed")) == 5


def test_d82_what_a_recommendation_is_made_of_stays_and_stays_required(page: Page) -> None:
    for key in CORE:
        page.save(f"remove.{key}")
    page.save("down.title")
    form = {name: text for name, text in page.form().items() if not name.startswith("required-")}
    page.send(form)
    assert page.keys() == list(SECTION_KEYS)
    assert {one.key for one in page.sections() if one.required} == CORE


def test_d82_words_of_the_standard_list_speak_the_readers_language_as_long_as_nobody_changes_them(page: Page) -> None:
    page.save(help__goal="Was ist in fünf Jahren anders?")
    with page.desk.people.database.reading() as db:
        row = template_store.find_template(db, page.desk.people.workshop_id)
    assert row is not None
    goal = row.sections[3]
    assert ("title" in goal, goal["help"]) == (False, "Was ist in fünf Jahren anders?")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title__goal": ""}, "title-goal"),
        ({"title__goal": "x" * 61}, "title-goal"),
        ({"title__goal": " empfehlung "}, "title-recommendation"),
        ({"title__goal": "3. Empfehlung:"}, "title-recommendation"),
        ({"help__goal": "x" * 301}, "help-goal"),
        ({"hint__goal": "zwei\nZeilen"}, "hint-goal"),
        ({"title__goal": "un\x0bsichtbar"}, "title-goal"),
        ({"writing__goal": "nobody"}, "writing-goal"),
        ({"act": "add"}, "new_title"),
        ({"new_title": "Ziel"}, "title-own_"),
    ],
)
def test_d82_what_cannot_be_gets_a_sentence_at_its_field_and_keeps_what_was_typed(
    page: Page, typed: dict[str, str], field: str
) -> None:
    answer = page.send({**page.form(), **{name.replace("__", "-"): said for name, said in typed.items()}})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.text
    assert page.number() == 0


def test_d82_a_template_has_twenty_sections_at_most(page: Page) -> None:
    for number in range(MOST_SECTIONS - len(SECTION_KEYS)):
        page.add(f"Abschnitt {number}")
    assert page.send(page.form("add", new_title="Noch einer")).status_code == 422
    assert len(page.keys()) == MOST_SECTIONS


def test_d83_who_saves_later_is_told_and_keeps_what_they_typed(page: Page) -> None:
    key = page.add("Kosten")
    late = page.form(**{f"help__{key}": "Mein Text", "help__goal": "Mein Ziel"})
    page.save(help__goal="Anderes Ziel")
    page.save(f"remove.{key}")
    answer = page.send(late)
    text = unescape(answer.text)
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anderes die Vorlage geändert" in text
    assert 'value="Mein Ziel"' in text
    assert "Gespeichert ist inzwischen: „Anderes Ziel“" in text
    assert "<li>Mein Text</li>" in text
    assert [str(one.help) for one in page.sections() if one.key == "goal"] == ["Anderes Ziel"]
    page.save(help__goal="Mein Ziel")


@pytest.mark.row("D8")
def test_d83_of_two_who_save_the_first_template_at_once_the_second_is_told(page: Page) -> None:
    people = page.desk.people
    first = {"actor": people.moderator, "workshop_id": people.workshop_id, "number": 0}

    def write(*sections: Section) -> None:
        with people.application.app_context(), people.database.writing() as db:
            templates.write(db, **first, sections=sections)

    with ThreadPoolExecutor(1) as pool:
        with people.database.writing() as db:
            templates.write(db, **first, sections=(*STANDARD, Section("own_1", "Kosten")))
            db.flush()
            second = pool.submit(write, *STANDARD, Section("own_2", "Nutzen"))
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
        with pytest.raises(templates.Overtaken):
            second.result(timeout=30)
    assert page.keys()[-1] == "own_1"


def test_d84_a_draft_keeps_the_sections_that_it_was_made_with(page: Page) -> None:
    before = of_draft(page.desk).template
    key = page.add("Kosten")
    page.save(title__goal="Zielbild", help__goal="Neu")
    assert of_draft(page.desk).template == before
    made = new_draft(page.desk)
    assert [one.key for one in made.template] == [*SECTION_KEYS, key]
    with page.desk.people.database.reading() as db:
        text = service.standing_text(db, made.id)
    assert [node["attrs"]["key"] for node in text] == [*SECTION_KEYS, key]


@pytest.mark.row("D8")
def test_d84_applying_brings_sections_helps_and_rights_and_takes_nothing_away(page: Page) -> None:
    page.desk.write("sources", "Eine Studie")
    reader = page.desk.editor()
    key = page.add("Kosten")
    page.save(f"up.{key}", title__goal="Zielbild", help__goal="Neu", writing__goal="moderators")
    page.save("remove.sources")
    applied(page.desk)
    applied(page.desk)
    sections = {one.key: one for one in of_draft(page.desk).template}
    assert list(sections) == [*SECTION_KEYS[:-1], key, "sources"]
    assert (str(sections["goal"].title), sections["goal"].help) == ("Ziel", "Neu")
    assert sections["goal"].writing == Writing.MODERATORS
    assert [node["attrs"]["key"] for node in page.desk.text()] == list(sections)
    assert page.desk.text()[-1]["content"][0]["content"][0]["text"] == "Eine Studie"
    assert told(page.desk, "sections:changed") == [{"draft_id": page.desk.draft_id}]
    # Who had it open writes on, before and after what came in.
    page.desk.send(reader.type("goal", "Ein Ziel"))
    assert page.desk.text()[3]["content"][0]["content"][0]["text"] == "Ein Ziel"


def test_d84_an_added_section_is_kept_when_the_draft_is_loaded_anew_and_can_be_required(page: Page) -> None:
    page.desk.fill()
    key = page.add("Kosten")
    page.save(**{f"required__{key}": "1"})
    applied(page.desk)
    page.desk.hub.pipeline.unload_idle()
    forget_who_asked()
    answer = page.client.post(f"/drafts/{page.desk.draft_id}/versions", json={"occasion": "Für Runde 1"})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (409, [key])
    assert "Kosten" in answer.get_json()["message"]


def test_d84_two_sections_of_a_draft_never_have_one_name(page: Page) -> None:
    first = page.add("Kosten")
    applied(page.desk)
    page.save(**{f"title__{first}": "Aufwand"})
    page.add("a) Kosten")
    forget_who_asked()
    assert page.client.post(f"/drafts/{page.desk.draft_id}/sections").status_code == 409


def test_d84_what_comes_new_stands_behind_its_neighbour() -> None:
    draft = (Section("a", "A"), Section("c", "C"), Section("old", "Alt"))
    wanted = (Section("new", "Neu"), Section("c", "C", required=True), Section("d", "D"), Section("a", "Anders"))
    after = brought_up(draft, wanted)
    assert [one.key for one in after] == ["a", "c", "d", "old", "new"]
    assert (after[0].title, after[1].required) == ("A", True)
