"""Goals and sources, and the pages to which citations lead, on both databases."""

from __future__ import annotations

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import update

from app.access import Actor
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.needs import service as needs
from app.needs.service import Wording as NeedWording
from app.references import rules, service, store, views
from app.references.models import Reference
from app.references.rules import Cited, Genre, Kind
from app.references.service import Wording
from app.workshops.rules import Phase, Role
from app.workshops.service import member
from tests.people import People

STUDY = Wording("Sprachstand 2026", "Institut Muster, 2026", "10.1000/182", Genre.STUDY)
GOAL = Wording("Jedes Kind hat einen Platz.")


def add(people: People, actor: Actor, kind: Kind, wording: Wording, key: str = "schlüssel-1") -> int:
    with people.database.writing() as db:
        who = {"actor": actor, "workshop_id": people.workshop_id}
        return service.add(db, **who, kind=kind, wording=wording, request_key=key).id


def offered(people: People, actor: Actor) -> list[str]:
    with people.database.reading() as db:
        asking = member(db, actor, people.workshop_id)
        return [one.label for one in views.citable(db, asking, people.workshop_id)]


def get(people: People, actor: Actor, path: str):
    g.pop("_login_user", None)  # the tests' application context lends its `g` to every request in it
    return people.client(actor).get(f"/workshops/{people.workshop_id}/{path}")


def submit(people: People, actor: Actor, title: str) -> int:
    people.move_to(Phase.COLLECT)
    with people.database.writing() as db:
        who = {"actor": actor, "workshop_id": people.workshop_id}
        return needs.submit(db, **who, wording=NeedWording(title), request_key=title).id


@pytest.mark.row("P7")
def test_q1_a_need_a_cluster_a_goal_and_a_source_have_a_page_each(people: People):
    leyla = people.join("Leyla")
    need_id = submit(people, leyla, "Es fehlt Zeit")
    people.move_to(Phase.CLUSTER)
    with people.database.writing() as db:
        who = {"actor": people.moderator, "workshop_id": people.workshop_id}
        cluster_id = needs.make_cluster(db, **who, title="Zeit").id
        needs.place(db, actor=people.moderator, need_id=need_id, cluster_id=cluster_id, position=0)
    add(people, people.moderator, Kind.GOAL, GOAL)
    add(people, leyla, Kind.SOURCE, STUDY)
    for path, words in {
        "bedarfe/1": "Es fehlt Zeit", f"cluster/{cluster_id}": "Es fehlt Zeit", "ziele/1": GOAL.title,
        "quellen/1": "https://doi.org/10.1000/182", "ziele": GOAL.title, "quellen": STUDY.title,
    }.items():  # fmt: skip
        assert words in get(people, leyla, path).text, path
        assert get(people, people.stranger(), path).status_code == 404 if path == "ziele" else True
    assert offered(people, leyla) == ["Bedarf H-01", "Cluster „Zeit“", "Ziel 1", "Quelle 1"]
    assert get(people, leyla, "quellen/2").status_code == get(people, leyla, "bedarfe/9").status_code == 404


@pytest.mark.row("P7")
def test_q1_what_belongs_to_another_workshop_is_not_there(people: People):
    other = people.another_workshop()
    with people.database.writing() as db:
        who = {"actor": people.moderator, "workshop_id": other}
        service.add(db, **who, kind=Kind.GOAL, wording=GOAL, request_key="schlüssel-1")
    with people.database.reading() as db:
        assert not service.exists(db, Cited(people.workshop_id, Kind.GOAL, 1))
        assert service.exists(db, Cited(other, Kind.GOAL, 1))


@pytest.mark.row("P5")
@pytest.mark.row("P6")
def test_q2_who_takes_part_adds_sources_and_only_keepers_state_goals(people: People):
    leyla, jonas, nina = (people.join(name) for name in ("Leyla", "Jonas", "Nina"))
    editor = people.join("Erna", role=Role.EDITOR)
    observer = people.join("Olga", role=Role.OBSERVER)
    source = add(people, leyla, Kind.SOURCE, STUDY)
    add(people, editor, Kind.GOAL, GOAL)
    for actor, kind in ((jonas, Kind.GOAL), (observer, Kind.SOURCE), (observer, Kind.GOAL)):
        with pytest.raises(NotAllowed):
            add(people, actor, kind, STUDY, "schlüssel-2")
    with pytest.raises(NotAllowed), people.database.writing() as db:
        service.change(db, actor=nina, reference_id=source, wording=Wording("Anders"))
    for actor, title in ((leyla, "Sprachstand"), (editor, "Stand der Sprache")):
        with people.database.writing() as db:
            service.change(db, actor=actor, reference_id=source, wording=Wording(title))
        assert title in get(people, jonas, "quellen/1").text


def test_q2_nothing_is_kept_in_a_closed_room(people: People):
    source = add(people, people.moderator, Kind.SOURCE, STUDY)
    people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        add(people, people.moderator, Kind.SOURCE, STUDY, "schlüssel-2")
    with pytest.raises(Conflict), people.database.writing() as db:
        service.remove(db, actor=people.moderator, reference_id=source)


def test_q3_what_is_removed_is_offered_no_more_and_still_read(people: People):
    source = add(people, people.moderator, Kind.SOURCE, STUDY)
    with people.database.writing() as db:
        service.remove(db, actor=people.moderator, reference_id=source)
    assert offered(people, people.moderator) == []
    page = get(people, people.moderator, "quellen/1").text
    assert STUDY.title in page
    assert "entfernt" in page
    assert "Angaben ändern" not in page
    with people.database.reading() as db:
        assert service.exists(db, Cited(people.workshop_id, Kind.SOURCE, 1))
    with pytest.raises(NotFound), people.database.writing() as db:
        service.remove(db, actor=people.moderator, reference_id=source)


def test_q4_a_hidden_need_is_for_its_author_and_the_moderation(application):
    people = People(application, collecting="private")
    leyla, jonas = people.join("Leyla"), people.join("Jonas")
    submit(people, leyla, "Es fehlt Zeit")
    assert offered(people, leyla) == offered(people, people.moderator) == ["Bedarf H-01"]
    assert offered(people, jonas) == []
    assert "Es fehlt Zeit" in get(people, leyla, "bedarfe/1").text
    assert "Es fehlt Zeit" not in get(people, jonas, "bedarfe/1").text
    with people.database.reading() as db:
        shown = views.find(db, Cited(people.workshop_id, Kind.NEED, 1))
    assert shown is not None
    assert (shown.label, shown.title) == ("Bedarf H-01", "")


def test_q4_a_need_that_was_taken_back_says_no_more_than_that(people: People):
    leyla = people.join("Leyla")
    need_id = submit(people, leyla, "Es fehlt Zeit")
    with people.database.writing() as db:
        needs.withdraw(db, actor=leyla, need_id=need_id)
    page = get(people, leyla, "bedarfe/1").text
    assert "Es fehlt Zeit" not in page
    assert "entfernt" in page


def test_q5_the_same_request_is_one_entry_and_numbers_count_on(people: People):
    first = add(people, people.moderator, Kind.SOURCE, STUDY)
    assert add(people, people.moderator, Kind.SOURCE, GOAL) == first
    with people.database.writing() as db:
        service.remove(db, actor=people.moderator, reference_id=first)
    second = add(people, people.moderator, Kind.SOURCE, STUDY, "schlüssel-2")
    add(people, people.moderator, Kind.GOAL, GOAL, "schlüssel-3")
    with people.database.reading() as db:
        assert store.get_reference(db, second).number == 2
        assert store.find_reference(db, people.workshop_id, Kind.GOAL, 1) is not None


def test_q5_there_is_a_most(people: People):
    first = add(people, people.moderator, Kind.SOURCE, STUDY)
    with people.database.writing() as db:
        db.execute(update(Reference).where(Reference.id == first).values(number=service.MOST))
    with pytest.raises(Conflict):
        add(people, people.moderator, Kind.SOURCE, STUDY, "schlüssel-2")


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "mailto:a@example.org", "bei Frau Muster", "https://a b"])
def test_q6_what_is_no_web_address_is_refused_at_its_field(people: People, typed: str):
    with pytest.raises(Malformed) as refused:
        add(people, people.moderator, Kind.SOURCE, Wording("Studie", address=typed))
    assert set(refused.value.fields) == {"address"}


@pytest.mark.parametrize(
    ("typed", "address"),
    [("", ""), ("doi: 10.1000/182", "https://doi.org/10.1000/182"), ("https://example.org/a", "https://example.org/a")],
)
def test_q6_a_doi_becomes_an_address(typed: str, address: str):
    assert rules.outside_address(typed) == address


def test_the_form_comes_back_with_what_was_typed(people: People):
    g.pop("_login_user", None)
    client: FlaskClient = people.client(people.moderator)
    typed = {"kind": "source", "title": "Interview", "address": "am Telefon", "request_key": "schlüssel-1"}
    answer = client.post(f"/workshops/{people.workshop_id}/references", data=typed)
    assert answer.status_code == 422
    assert 'value="am Telefon"' in answer.text
    assert "Bitte geben Sie eine Adresse an" in answer.text
    answer = client.post(f"/workshops/{people.workshop_id}/references", data={**typed, "address": ""})
    assert (answer.status_code, answer.location) == (303, f"/workshops/{people.workshop_id}/quellen")


@pytest.mark.parametrize("title", ["x" * 301, "zwei\nZeilen", "un\x0bsichtbar", ""])
def test_what_cannot_be_a_title_gets_a_sentence(people: People, title: str):
    g.pop("_login_user", None)
    typed = {"kind": "source", "title": title, "request_key": "schlüssel-1"}
    answer = people.client(people.moderator).post(f"/workshops/{people.workshop_id}/references", data=typed)
    assert answer.status_code == 422
    assert 'href="#title' in answer.text


def test_whatever_people_state_is_words(people: People):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }}"
    add(people, people.moderator, Kind.SOURCE, Wording(hostile, hostile, "https://example.org/'x'"))
    add(people, people.moderator, Kind.GOAL, Wording(hostile), "schlüssel-2")
    for path in ("quellen", "quellen/1", "ziele", "ziele/1"):
        page = get(people, people.moderator, path).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


BASE = "https://konsens.example"


@pytest.mark.parametrize(
    "href",
    [
        "https://konsens.example.org/workshops/2/quellen/3", "https://konsens.example/workshops/2/quellen/3/",
        "https://konsens.example/workshops/2/quellen/03", "https://konsens.example/workshops/2/quellen/9999999999",
        "https://konsens.example/workshops/2/drafts", "https://example.org/", "mailto:a@konsens.example",
    ],
)  # fmt: skip
def test_other_links_are_no_citations(href: str):
    assert rules.cited_by(href, BASE) is None


def test_a_citation_is_the_address_of_its_page():
    for kind in Kind:
        cited = Cited(2, kind, 3)
        assert rules.cited_by(BASE + cited.path, BASE) == cited
