"""What an organisation changed in a file is a suggestion of that organisation, or is listed."""

from __future__ import annotations

import pytest
from pycrdt import XmlElement, XmlText

from app.documents import reader
from app.drafts import store
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.pipeline import Edit
from app.drafts.refusals import OnlySuggestions
from app.drafts.service import put
from app.drafts.text.fingerprint import canonical, fingerprint
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import texts
from app.workshops.rules import Role
from tests.drafts.post import FIRST, MINISTRY, SECOND, Post, changed, paragraph_xml, rewritten, tracked

pytestmark = pytest.mark.row("D9")

WORD = "docx:MS Word 2007 XML"
CHANGES = (("sollen", "müssen"), ("10\u00a0%", "15\u00a0%"), (" vor Ort", ""))
# What the database has no part in.
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
AS_SUGGESTIONS = [("sollen", "müssen"), ("10", "15"), (" vor Ort", "")]


def test_d51_what_comes_back_unchanged_is_no_suggestion(post: Post) -> None:
    answer = post.take_back(post.send())
    assert "kein Vorschlag geworden" in answer.text
    assert (post.suggestions(), post.leftovers()) == ([], [])


@pytest.mark.parametrize("write", [changed, tracked])
def test_d51_each_change_is_one_suggestion_at_its_words(post: Post, write) -> None:
    before = post.agreed()
    answer = post.take_back(write(post.send(), *CHANGES))
    assert "3 Änderungen sind jetzt Vorschläge" in answer.text
    assert (post.suggestions(), post.leftovers()) == (AS_SUGGESTIONS, [])
    assert post.agreed() == before


@ONCE
@pytest.mark.parametrize("saved_as", [WORD, "odt"])
def test_d51_libreoffice_changes_nothing_that_counts(post: Post, soffice, saved_as) -> None:
    file = post.send()
    post.take_back(soffice.convert(file, "docx", saved_as))
    assert (post.suggestions(), post.leftovers()) == ([], [])
    post.take_back(soffice.convert(tracked(file, *CHANGES), "docx", saved_as))
    assert (post.suggestions(), post.leftovers(2)) == (AS_SUGGESTIONS, [])


def test_d51_words_that_word_cuts_into_runs_are_no_change(post: Post) -> None:
    cut = ("vergleichbare", 'vergl</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>eichbare')
    post.take_back(changed(post.send(), cut, ("2030", "20</w:t></w:r><w:r><w:t>31")))
    assert post.suggestions() == [("2030", "2031")]


def test_d51_the_suggestions_are_the_organisation_s_with_number_and_fact(post: Post) -> None:
    post.take_back(changed(post.send(), *CHANGES))
    assert post.rows() == [(1, MINISTRY), (2, MINISTRY), (3, MINISTRY)]
    shown = post.client.get(f"/drafts/{post.desk.draft_id}/suggestions").json["suggestions"]
    assert {(one["name"], one["organisation"], one["returned"]) for one in shown} == {(MINISTRY, MINISTRY, True)}
    assert [one["suggestion"] for one in post.facts("suggestion:made")] == [one["id"] for one in shown]
    tracked_file = post.client.get(f"/drafts/{post.desk.draft_id}/text.docx?view=tracked", buffered=True).data
    assert "müssen" in str(reader.read(tracked_file).lines)


def test_d51_an_accepted_one_comes_into_the_text(post: Post) -> None:
    post.take_back(changed(post.send(), *CHANGES))
    first = post.client.get(f"/drafts/{post.desk.draft_id}/suggestions").json["suggestions"][0]["id"]
    decision = {"suggestions": [first], "outcome": "accepted", "request_key": "schlüssel-1"}
    assert post.client.post(f"/drafts/{post.desk.draft_id}/decisions", json=decision).status_code == 201
    assert post.agreed().startswith("Die Länder müssen bis")
    assert post.suggestions() == AS_SUGGESTIONS[1:]


def test_d51_nobody_else_goes_on_under_its_ids(post: Post) -> None:
    post.take_back(changed(post.send(), ("sollen", "müssen")))
    taken = post.client.get(f"/drafts/{post.desk.draft_id}/suggestions").json["suggestions"][0]["id"]
    editor = post.desk.editor()
    editor.text("goal").insert(0, "Nein: ", {"insertion": {"id": taken}})
    by = post.desk.people.participant_id(post.desk.people.join("Jonas", role=Role.EXPERT))
    with pytest.raises(OnlySuggestions):
        put(post.desk.hub.pipeline, Edit(post.desk.draft_id, 1, by, editor.take(), leave=SUGGESTING))


def test_d51_the_title_can_be_changed_too(post: Post) -> None:
    post.take_back(changed(post.send(), ("Deutsch von Anfang an", "Deutsch von Beginn an")))
    assert post.suggestions() == [("Anfang", "Beginn")]


def test_d51_new_words_look_like_those_that_they_replace_and_bear_no_comment(post: Post) -> None:
    mark = {mark_key("comment", "c"): {"id": "c"}}
    at = FIRST.index("sollen")
    editor = post.desk.editor()
    editor.text("goal").format(at + 1, at + 7, {"bold": {}})  # an umlaut has two bytes
    post.desk.send(editor.take())
    by = post.desk.people.participant_id(post.desk.people.moderator)
    post.desk.hub.start()
    put(post.desk.hub.pipeline, Edit(post.desk.draft_id, 1, by, lambda doc: _first(doc).format(0, 20, mark)))
    post.take_back(changed(post.send(), ("sollen", "müssen")))
    pieces = {piece["text"]: piece["marks"] for piece in post.desk.text()[3]["content"][0]["content"]}
    assert set(pieces["müssen"]) == {"bold", "insertion"}
    assert set(pieces["sollen"]) == {"bold", "comment", "deletion"}


def _first(doc):
    return next(text for text in texts(doc) if "Länder" in "".join(words for words, _ in text.diff()))


def test_d52_others_suggestions_on_the_passage_are_no_hindrance(post: Post) -> None:
    file = changed(post.send(), *CHANGES)

    def suggest(editor) -> None:
        text = editor.text("goal")
        text.format(5, 12, {mark_key("deletion", "a"): {"id": "a"}})
        text.insert(12, "Bundesländer", {"insertion": {"id": "a"}, mark_key("deletion", "a"): None})
        text.insert(0, "Überall: ", {"insertion": {"id": "b"}})

    post.edit(suggest)
    post.take_back(file)
    assert [one for one in post.suggestions() if one in AS_SUGGESTIONS] == AS_SUGGESTIONS
    assert post.agreed() == f"{FIRST}\n{SECOND}"


def test_d52_words_are_found_where_they_stand_by_now(post: Post) -> None:
    file = changed(post.send(), *CHANGES)
    post.edit(lambda editor: editor.text("goal").insert(0, "Heute gilt: ", {}))
    post.edit(lambda editor: editor.section("goal").children.insert(0, _paragraph("Ganz neu und davor.")))
    post.take_back(file)
    assert (post.suggestions(), post.leftovers()) == (AS_SUGGESTIONS, [])


def _paragraph(words: str):
    return XmlElement("paragraph", {}, [XmlText(words)])


def test_d52_what_has_no_place_any_more_or_two_is_listed_with_its_words(post: Post) -> None:
    file = changed(post.send(), *CHANGES)

    def rewrite(editor) -> None:
        text = editor.text("goal")
        text.insert(0, "Neu. ", {})
        start = "".join(words for words, _ in text.diff()).encode().index(b"sollen")
        del text[start : start + 6]

    post.edit(rewrite)
    answer = post.take_back(file)
    assert post.suggestions() == AS_SUGGESTIONS[1:]
    assert post.leftovers() == [("moved_on", "sollen", "müssen")]
    assert "Diese Stelle ist im Entwurf inzwischen anders" in answer.text


def test_d52_what_is_more_than_other_words_is_listed_by_name(post: Post) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph_xml('Ost')}</w:tc><w:tc>{paragraph_xml('West')}</w:tc></w:tr></w:tbl>"

    def change(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("Mindestens"))
        end = xml.index("</w:p>", start) + len("</w:p>")
        return xml[:start] + paragraph_xml("Ein ganz neuer Absatz.") + table + xml[end:]

    answer = post.take_back(rewritten(post.send(), change))
    assert post.suggestions() == [("", "¶Ein ganz neuer Absatz."), (SECOND, "")]
    assert post.leftovers() == [("table", "", "Ost West")]
    for said in ("Das konnten wir nicht einordnen", "Tabelle", "Ost West"):
        assert said in answer.text


def test_d52_words_that_were_struck_by_hand_are_listed(post: Post) -> None:
    struck = '</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>2030</w:t></w:r><w:r><w:t xml:space="preserve">'
    answer = post.take_back(changed(post.send(), ("2030", struck)))
    assert (post.suggestions(), post.leftovers()) == ([], [("strikeout", "", "2030")])
    assert "Von Hand durchgestrichen" in answer.text


FIELD = (
    '</w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>2030</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">'
)
BOX = (
    '</w:t></w:r><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
    f"{paragraph_xml('Bitte streichen!')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>"
)


def test_d52_words_that_the_reader_leaves_out_are_listed_and_never_struck(post: Post) -> None:
    post.take_back(changed(post.send(), ("2030", FIELD), ("sollen", f"sollen{BOX}"), CHANGES[1]))
    assert post.suggestions() == AS_SUGGESTIONS[1:2]
    listed = post.leftovers()
    assert ("box", "", "Bitte streichen!") in listed
    assert ("missed", "", "2030") in listed
    assert all("2030" in cut + added for why, cut, added in listed if why == "missed")


def test_d52_a_renamed_heading_is_listed_and_what_is_below_it_is_compared(post: Post) -> None:
    post.take_back(changed(post.send(), (">Ziel<", ">Ziele<"), *CHANGES))
    assert (post.suggestions(), post.leftovers()) == (AS_SUGGESTIONS, [("renamed", "Ziel", "Ziele")])


def test_d52_a_section_that_is_gone_and_one_that_is_new_are_listed(post: Post) -> None:
    def change(xml: str) -> str:
        start, end = xml.rindex("<w:p>", 0, xml.index(">Ziel<")), xml.index("<w:sectPr")
        heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
        new = (heading.format(title) + paragraph_xml(f"Etwas zu {title}.") for title in ("Umsetzung", "Kosten"))
        return xml[:start] + "".join(new) + xml[end:]

    post.take_back(rewritten(post.send(), change))
    assert post.suggestions() == [("", "Etwas zu Umsetzung.")]
    assert post.leftovers() == [
        ("section_missing", "Ziel", ""),
        ("removed", FIRST, ""),
        ("removed", SECOND, ""),
        ("outside", "", "Kosten"),
        ("outside", "", "Etwas zu Kosten."),
    ]


def test_d52_what_could_not_be_placed_is_for_reviewers_only(post: Post) -> None:
    post.take_back(changed(post.send(), *CHANGES))
    expert = post.desk.people.client(post.desk.people.join("Leyla", role=Role.EXPERT))
    assert expert.get(f"/drafts/{post.desk.draft_id}/dispatches/1/returns/1").status_code == 403
    versions = expert.get(f"/drafts/{post.desk.draft_id}/versions").text
    assert "Ausgabe 1 an" in versions
    assert "returns" not in versions


@pytest.mark.row("D6")
def test_d62_before_the_changes_come_in_what_was_agreed_is_kept_with_its_occasion_and_fingerprint(post: Post) -> None:
    before = canonical(post.desk.text())
    post.take_back(changed(post.send(), *CHANGES))
    [kept] = post.versions()
    assert kept["occasion"] == f"Vor dem Einlesen von Ausgabe 1 ({MINISTRY})"
    assert (kept["number"], kept["fingerprint"], kept["is_current"]) == (1, fingerprint(before), True)
    with post.desk.people.database.reading() as db:
        row = store.get_version(db, post.desk.draft_id, 1)
        assert (row.tree, row.frozen_by) == (before, post.desk.people.participant_id(post.desk.people.moderator))


@pytest.mark.row("D6")
def test_d62_the_same_words_are_kept_once_and_a_file_without_changes_keeps_none(post: Post) -> None:
    post.take_back(post.send())
    assert post.versions() == []
    post.take_back(changed(post.send(), CHANGES[0]))
    post.take_back(changed(post.send(), CHANGES[1]))
    assert [one["number"] for one in post.versions()] == [1]
