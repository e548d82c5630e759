"""What the front end's sources must never contain, and what its lock file must always say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
LOCK = json.loads((APP / "frontend/package-lock.json").read_text())["packages"]

# The Content-Security-Policy would refuse each of these; the page would be broken, not unsafe.
# Data for a script is no script: `<script type="application/json">` is never run.
_SCRIPT = r"<script(?![^>]*\b(?:src=|type=\"application/json\"))"
INLINE = re.compile(_SCRIPT + r"|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
FOREIGN = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//|url\(["']?(?:https?:)?//""", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(APP).as_posix())
def test_a_template_has_nothing_inline_and_asks_no_other_server(template: Path) -> None:
    text = template.read_text()
    assert INLINE.findall(text) == []
    assert FOREIGN.findall(text) == []


@pytest.mark.parametrize("style", sorted((APP / "static/css").glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_asks_no_other_server_and_takes_its_colours_from_the_tokens(style: Path) -> None:
    text = style.read_text()
    assert FOREIGN.findall(text) == []
    # black and white: paper, the field behind a QR code, the ground of a dialog
    colours = set(re.findall(r"(?<![\w&-])#[0-9a-f]{3,8}\b", text, re.IGNORECASE))
    assert colours <= {"#000", "#fff"}


def test_every_style_sheet_is_imported() -> None:
    linked = {"konsenswerk.css", "editor.css"}  # the second by the draft's page alone
    texts = [(APP / "static/css" / name).read_text() for name in linked]
    imported = {name for text in texts for name in re.findall(r'@import "\./([\w-]+\.css)"', text)}
    assert imported == {path.name for path in (APP / "static/css").glob("*.css")} - linked


def test_the_lock_file_names_hashes_and_no_download_addresses() -> None:
    locked = {name: package for name, package in LOCK.items() if name}
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert [name for name, package in locked.items() if not package.get("integrity")] == []


def test_the_editor_has_one_version_of_each_part() -> None:
    tiptap = {package["version"] for name, package in LOCK.items() if "@tiptap/" in name and "y-tiptap" not in name}
    assert tiptap == {"3.31.3"}
    for part in ("yjs", "prosemirror-view", "prosemirror-model", "prosemirror-state"):
        assert [name for name in LOCK if name.endswith(f"node_modules/{part}")] == [f"node_modules/{part}"]


def test_pasting_is_safe_from_the_defect_of_old_editors() -> None:
    version = tuple(int(part) for part in LOCK["node_modules/prosemirror-view"]["version"].split("."))
    assert version >= (1, 42, 3)
