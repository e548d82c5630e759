"""The agreed text of a draft goes out to an organisation as a numbered file."""

from __future__ import annotations

import pytest

from app.documents import reader
from tests.drafts.post import FIRST, MINISTRY, Post

pytestmark = pytest.mark.row("D9")

WORD = "docx:MS Word 2007 XML"
CHANGES = (("sollen", "müssen"), ("10\u00a0%", "15\u00a0%"), (" vor Ort", ""))
# What the database has no part in.
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
AS_SUGGESTIONS = [("sollen", "müssen"), ("10", "15"), (" vor Ort", "")]


def test_d50_the_agreed_text_goes_out_under_a_number_and_the_organisation_s_name(post: Post) -> None:
    post.edit(lambda editor: editor.text("goal").insert(0, "Vielleicht: ", {"insertion": {"id": "a"}}))
    answer = post.ask()
    name = f"entwurf-{post.desk.draft_id}-ausgabe-1.docx"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    words = [line.text for line in reader.read(answer.data).lines]
    assert words[1] == f"Ausgabe 1 an {MINISTRY}"
    assert FIRST in words
    assert post.facts("draft:sent") == [{"draft_id": post.desk.draft_id, "dispatch": 1}]


def test_d50_the_same_text_to_the_same_organisation_is_the_same_file(post: Post) -> None:
    post.ask()
    post.ask()
    post.ask("Städtetag")
    post.desk.write("goal", " Mehr.")
    assert "ausgabe-3.docx" in post.ask().headers["Content-Disposition"]
    assert [one["dispatch"] for one in post.facts("draft:sent")] == [1, 2, 3]


def test_d50_a_name_in_two_forms_of_unicode_is_one_organisation(post: Post) -> None:
    post.ask("Städtetag")
    post.ask("Sta\u0308dtetag")
    assert [one["dispatch"] for one in post.facts("draft:sent")] == [1]


def test_d50_a_dispatch_needs_a_name(post: Post) -> None:
    assert post.ask(" ").status_code == 422
