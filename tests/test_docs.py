"""The documentation says what the code does: links lead somewhere, settings, commands, events and routes exist."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings

ROOT = Path(__file__).resolve().parent.parent
LARGEST_PICTURE = 200_000  # bytes
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_RULE_PART = re.compile(r"<[^>]*>")


def committed(pattern: str = ":/") -> list[Path]:
    """What git knows or would take, by a pattern of git's."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", pattern]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  # a fixed command
    names = done.stdout.split("\0")
    return sorted({ROOT / name for name in names if (ROOT / name).is_file()})


def read(name: str) -> str:
    return (ROOT / name).read_text()


PAGES = committed("*.md")


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get: lower case, words joined by hyphens."""
    headings = _HEADING.findall(page.read_text())
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_elsewhere(link: str) -> bool:
    return link.startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    for link in _LINK.findall(page.read_text()):
        if is_elsewhere(link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_picture_is_shown_and_small():
    shown = {(page.parent / link).resolve() for page in PAGES for link in _LINK.findall(page.read_text())}
    for picture in committed("docs/pictures/*"):
        assert picture in shown, picture.name
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name


def written(default: object) -> str:
    """A default as docs/operations.md writes it."""
    if default == "":
        return "empty"
    return f"`{int(default) if isinstance(default, bool) else default}`"


def test_every_setting_is_documented_with_its_default():
    rows = dict(re.findall(r"^\| `(KONSENSWERK_\w+)` \| ([^|]+?) \|", read("docs/operations.md"), re.MULTILINE))
    assert rows == {f"KONSENSWERK_{field.name.upper()}": written(field.default) for field in fields(Settings)}


def named_targets(page: str) -> set[str]:
    """The make targets in backticks and in the indented lines of a page."""
    return set(re.findall(r"(?:`|^    )make ([a-z]+)", read(page), re.MULTILINE))


def test_every_make_target_that_is_named_exists_and_contributing_names_them_all():
    targets = set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE))
    assert named_targets("README.md") <= targets
    assert named_targets("CONTRIBUTING.md") == targets


def source_of(package: str) -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / package).rglob("*.py")))


def test_every_event_of_the_live_text_is_documented_and_the_reverse():
    """Facts are events of their own kind: tests/test_rules.py compares them."""
    code = source_of("app/drafts")
    requests = set(re.findall(r'live\.on(?:_hot)?\("([a-z:]+)"\)', code))
    told = set(re.findall(r'\.broadcast\(\s*"([a-z:]+)"', code))
    assert requests
    assert told
    page = read("docs/live.md")
    assert set(re.findall(r"`([a-z]+:[a-z]+)`", page[page.index("## Draft events") :])) == requests | told


def test_nothing_but_facts_and_the_live_text_is_told_over_the_socket():
    told = set(re.findall(r'\.broadcast\(\s*"([a-z:]+)"', source_of("app")))
    assert {event for event in told if not event.startswith("draft:")} == {"fact"}


def plain_rule(rule: str) -> str:
    """A rule of Flask's or an address of the docs, with `…` for what varies."""
    return re.sub(r"(?<=/)\d+", "…", _RULE_PART.sub("…", rule.split("?")[0]))


def rules_of(application: Flask) -> set[tuple[str, str]]:
    rules = application.url_map.iter_rules()
    return {(method, plain_rule(rule.rule)) for rule in rules for method in rule.methods or ()}


def documented_requests(page: str) -> set[tuple[str, str]]:
    """`PUT, DELETE /needs/<id>` of a page as (method, address)."""
    found = re.findall(r"`?\b((?:GET|POST|PUT|DELETE)(?:, (?:GET|POST|PUT|DELETE))*) (/[^\s`{]*)", read(page))
    return {(method, plain_rule(address)) for methods, address in found for method in methods.split(", ")}


@pytest.mark.parametrize("page", ["docs/api.md", "docs/live.md"])
def test_every_documented_route_exists(application, page):
    requests = documented_requests(page)
    assert requests
    assert requests <= rules_of(application)


_MACHINE = re.compile(
    r"/(?:work|root|home/\w+|Users/\w+|tmp)/[\w.]|https?://[\w.-]*(?:pypi|pythonhosted|npmjs|artifactory|nexus)[\w.-]*"
)
_TEXTS = {
    ".md",
    ".py",
    ".ts",
    ".tsx",
    ".mjs",
    ".json",
    ".jsonc",
    ".toml",
    ".txt",
    ".yml",
    ".html",
    ".css",
    ".sh",
    ".po",
    ".mako",
    "",
}


def test_no_committed_text_names_a_machine_or_a_registry():
    for path in committed():
        if path.suffix not in _TEXTS or path == Path(__file__).resolve() or path.is_symlink():
            continue
        found = _MACHINE.search(path.read_text())
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_publiccode_has_the_mandatory_keys():
    yaml = pytest.importorskip("yaml")
    content = yaml.safe_load(read("publiccode.yml"))
    mandatory = "publiccodeYmlVersion name url platforms developmentStatus softwareType organisation description legal"
    assert {*mandatory.split(), "maintenance", "localisation"} <= set(content)
    assert content["publiccodeYmlVersion"] == "0.7"
    assert content["legal"]["license"] == "EUPL-1.2"
    for words in content["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
