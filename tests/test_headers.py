"""What every answer carries, and what every page of the demo has: crawled as the public, a moderator and a guest."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import demo
from app.config import Settings
from app.db import Database
from app.factory import create_app
from app.programme import delivery
from app.web import CONTENT_SECURITY_POLICY
from app.workshops import store
from tests.conftest import IsolatedClient, make_tables

MOST_PAGES = 80
STARTS = ("/", "/anmelden", "/beitreten", "/r/000000", "/empfehlungen", "/pruefen", "/impressum", "/gibt-es-nicht")
LEADING = ("/uebersicht", "/handlungsfelder/verwalten", "/workshops/neu", "/workshops/neu/conference")
# Addresses that give files or JSON to programs.
NO_PAGE = re.compile(r"^/static/|\.(json|pdf|odt|docx|html|csv|svg|pub)$|/(state|room)$")
LEADING_ELSEWHERE = {"action", "href", "src", "srcset", "poster", "data", "formaction"}


class Page(HTMLParser):
    """The parts of a page that the rules are about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(one == tag for one, _attributes in self.tags)

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a" and attributes.get("href")]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory):
    """The application with the demo programme in it."""
    folder = tmp_path_factory.mktemp("pages")
    address = f"sqlite:///{folder / 'demo.sqlite'}"
    make_tables(address)
    settings = Settings(data_folder=str(folder), database_url=address, secret_key="test", async_mode="threading")
    database = Database(address)
    with database.writing() as db:
        delivery.deliver(db)
    demo.load(settings)
    database.engine.dispose()
    built = create_app(settings)
    built.test_client_class = IsolatedClient
    built.config["WTF_CSRF_ENABLED"] = False
    yield built
    built.extensions["konsenswerk.database"].engine.dispose()


def crawl(client: FlaskClient, starts: tuple[str, ...]) -> dict[str, Page]:
    """Every page that links lead to, by address."""
    found: dict[str, Page] = {}
    waiting = list(starts)
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        answer = client.get(address, follow_redirects=True)
        if address in found or answer.mimetype != "text/html":
            continue
        found[address] = page = Page(answer.text)
        links = (link.split("#")[0] for link in page.links())
        waiting += [link for link in links if link.startswith("/") and not NO_PAGE.search(urlsplit(link).path)]
    return found


@pytest.fixture(scope="module")
def pages(programme: Flask) -> dict[str, Page]:
    public, moderator = programme.test_client(), programme.test_client()
    moderator.post("/anmelden", data={"email": demo.MODERATOR_EMAIL, "password": demo.PASSWORD})
    with programme.extensions["konsenswerk.database"].reading() as db:
        workshops = [store.find_workshop_coded(db, code) for code in demo._COURSES]
        screens = [f"/screens/{store.list_screens(db, one.id)[0].token}" for one in workshops]
        rooms = [address for one in workshops for address in (f"/workshops/{one.id}", f"/workshops/{one.id}/agenda")]
    drafts = [f"/drafts/{number}{rest}" for number in (1, 2) for rest in ("", "/versions", "/versions/1")]
    found = crawl(public, (*STARTS, *screens))
    return {**found, **crawl(moderator, (*LEADING, *rooms, *drafts))}


def test_the_crawl_has_seen_every_kind_of_page(pages):
    kinds = ("/r/", "/screens/", "/workshops/neu/", "/drafts/", "/empfehlungen/", "/handlungsfelder")
    assert all(any(address.startswith(kind) for address in pages) for kind in kinds), sorted(pages)


@pytest.mark.row("G8")
def test_every_page_has_one_first_heading_a_title_and_a_main_part(pages):
    for address, page in pages.items():
        counts = {tag: page.count(tag) for tag in ("h1", "title", "main")}
        assert (address, counts) == (address, {"h1": 1, "title": 1, "main": 1})


@pytest.mark.row("G9")
def test_every_page_says_its_language_and_direction(pages):
    for address, page in pages.items():
        root = next(attributes for tag, attributes in page.tags if tag == "html")
        assert (address, root.get("lang"), root.get("dir")) == (address, "de", "ltr")


def test_no_page_asks_another_host_for_anything(pages):
    for address, page in pages.items():
        for tag, attributes in page.tags:
            for name in LEADING_ELSEWHERE & set(attributes):
                target = attributes[name] or ""
                leads_away = bool(urlsplit(target).netloc) and not (tag == "a" and name == "href")
                assert not leads_away, (address, tag, target)


def test_no_page_has_anything_inline_that_the_policy_would_block(pages):
    for address, page in pages.items():
        for tag, attributes in page.tags:
            inline = [name for name in attributes if name == "style" or name.startswith("on")]
            is_data = attributes.get("type") == "application/json"  # read by a script, never run
            bare = tag == "style" or (tag == "script" and not attributes.get("src") and not is_data)
            assert (inline, bare) == ([], False), (address, tag, attributes)


def test_no_element_has_the_id_of_another(pages):
    for address, page in pages.items():
        ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], address


@pytest.mark.parametrize("path", ["/", "/anmelden", "/gibt-es-nicht", "/uebersicht", "/gesundheit", "/siegel.pub"])
def test_every_answer_carries_the_headers_of_protection(client, people, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_inline_and_nothing_from_elsewhere():
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert all(set(value.split()) <= {"'self'", "'none'", "data:"} for value in rules.values())


def test_built_files_may_be_kept_for_a_year(client, people):
    address = re.search(r'href="(/static/dist/css/[^"]+)"', client.get("/").text)[1]
    with client.get(address.replace("&amp;", "&")) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client, people):
    cookie = client.get("/anmelden").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_cookie_is_secure(application):
    application.config["SESSION_COOKIE_SECURE"] = True
    assert "Secure" in application.test_client().post("/sprache", data={"language": "en"}).headers["Set-Cookie"]
