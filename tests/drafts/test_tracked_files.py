"""Suggestions of lines and looks in DOCX and ODT: what LibreOffice makes of them is what our own readings say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import flask
import pypandoc
import pytest

from app import i18n
from app.documents.document import Document, prepared
from app.documents.reader import read
from app.documents.received import lines_of
from app.documents.worker import write
from app.drafts.files.exporting import Notes, View, document
from app.drafts.models import Suggestion
from app.drafts.text.marks import SIGNS
from tests.documents.test_tracking import part

pytestmark = pytest.mark.row("D4")

Node = dict[str, Any]
LEYLA, JONAS = "l", "j"
AUTHORS = {LEYLA: "Amt für Übergänge", JONAS: 'Verein "Ost" & <West>'}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ECMA-376 part 1, 17.3.1.26, 17.3.1.29 and 17.3.2.28: of what we write, in the order that Word demands.
ORDER = {
    "pPr": ["pStyle", "keepNext", "numPr", "pBdr", "shd", "bidi", "spacing", "ind", "jc", "rPr", "sectPr", "pPrChange"],
    "rPr": ["ins", "del", "rStyle", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "rPrChange"],
    "pPrChange": ["pPr"],
    "rPrChange": ["rPr"],
    "numPr": ["ilvl", "numId"],
}


def text(words: str, **marks: dict[str, Any]) -> Node:
    return {"type": "text", "text": words, "marks": marks}


def sign(kind: str, by: str = LEYLA) -> Node:
    return text(SIGNS[kind], insertion={"id": by}, **{"break": {"kind": kind}})


def wished(words: str, *styles: str, by: str = LEYLA, **marks: dict[str, Any]) -> Node:
    return text(words, restyled={"wishes": [{"id": by, "style": style} for style in styles]}, **marks)


def line(*content: Node | str) -> Node:
    return {"type": "paragraph", "content": [text(one) if isinstance(one, str) else one for one in content]}


def headline(*content: Node | str) -> Node:
    return {**line(*content), "type": "heading", "attrs": {"level": 1}}


def bullets(*items: Node) -> Node:
    return {"type": "bulletList", "content": [{"type": "listItem", "content": [item]} for item in items]}


def numbers(*items: Node) -> Node:
    return {**bullets(*items), "type": "orderedList", "attrs": {"start": 1}}


JOINED = [
    line("Erster Absatz."),
    line(sign("join"), "Zweiter, verbunden."),
    line("Dritter."),
    headline(sign("join", JONAS), "Überschrift, verbunden"),
    bullets(line("Liste"), line(sign("join"), "verbundener Punkt"), line("dritter")),
    headline("Geteilte ", sign("paragraph"), "Überschrift"),
    line(text("Ganz weg.", deletion={"ids": [LEYLA]})),
    line(sign("join"), "Bleibt."),
]
SHAPED = [
    line("Wird Überschrift", sign("heading1")),
    headline("Wird Absatz", sign("plain", JONAS)),
    numbers(line("eins"), line("zwei", sign("out")), line("drei"), line("vier", sign("bullets")), line("fünf")),
    line("dazwischen"),
    numbers(line("a"), line("b")),
    line("wird c", sign("numbers", JONAS)),
    numbers(line("d"), line("e")),
    line("Punkt eins", sign("bullets")),
    line("Punkt zwei", sign("bullets")),
    line("Wird Zitat", sign("quote")),
    {"type": "blockquote", "content": [line("Kein Zitat", sign("out", JONAS)), line("Doch Zitat")]},
    line("Neu", sign("paragraph"), "geteilt, eine Überschrift", sign("heading2", JONAS)),
]
RESTYLED = [
    line(
        *(wished("fett", "bold"), " ", wished("mager", "-bold", bold={}), " ", wished("schräg", "italic", bold={})),
        *(" ", wished("hin", "link:https://example.org/a"), " "),
        *(wished("weg", "-link", link={"href": "https://example.org/b"}), " "),
        *(wished("beides", "bold", link={"href": "https://example.org/c"}), " ", wished("kursiv", "italic", by=JONAS)),
    ),
]
ALL = [*JOINED, *SHAPED, *RESTYLED]


def made(view: View, *blocks: Node) -> Document:
    """The file of a draft whose goal are these blocks."""
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    rows = [Suggestion(id=one, organisation=name, at=at) for one, name in AUTHORS.items()]
    draft: Any = SimpleNamespace(title="Übergänge", number=3, template=[SimpleNamespace(key="goal", title="Ziel")])
    server = flask.Flask("nothing but words")
    i18n.init(server)
    with server.test_request_context():
        tree = [{"type": "section", "attrs": {"key": "goal"}, "content": list(blocks)}]
        return document(draft, tree, Notes(rows, []), view, "https://example.org/drafts/1")


def words(data: bytes) -> list[str]:
    return [one.text for one in read(data).lines]


def marked_up(odt: bytes) -> str:
    command = [pypandoc.get_pandoc_path(), "--from=odt", "--to=markdown-smart", "--wrap=none"]
    return subprocess.run(command, input=odt, capture_output=True, check=True).stdout.decode()  # noqa: S603  # a reader


def quotes(odt: bytes) -> list[str]:
    """The paragraphs in the style of quotations, with which pandoc's reader has its difficulties."""
    return re.findall('text:style-name="Block_20_Text">(?:<[^>]*>)*([^<]*)', part(odt, "content.xml"))


@pytest.fixture(scope="module")
def docx(soffice) -> dict[str, bytes]:
    return decided(soffice, "docx")


@pytest.fixture(scope="module")
def odt(soffice) -> dict[str, bytes]:
    return decided(soffice, "odt")


def decided(soffice, form: str) -> dict[str, bytes]:
    """What LibreOffice keeps once all changes are accepted, and once all are rejected."""
    soffice.decided(write(made(View.TRACKED, *ALL), form), form)
    return {name: (soffice.folder / f"{name}.odt").read_bytes() for name in ("accepted", "rejected")}


@pytest.mark.parametrize(("name", "view"), [("accepted", View.ACCEPTED), ("rejected", View.AGREED)])
def test_word_files_become_our_reading_when_all_is_accepted_or_rejected(docx, name, view) -> None:
    assert read(docx[name]).lines == lines_of(prepared(made(view, *ALL)))


def test_our_own_reader_finds_a_word_file_as_if_all_were_accepted() -> None:
    assert read(write(made(View.TRACKED, *ALL), "docx")).lines == lines_of(prepared(made(View.ACCEPTED, *ALL)))


def test_looks_quotes_and_links_of_a_word_file_come_and_go(docx) -> None:
    accepted, rejected = marked_up(docx["accepted"]), marked_up(docx["rejected"])
    assert "**fett** mager ***schräg*** [*hin*](https://example.org/a) weg [**beides**](https" in accepted
    assert "fett **mager** **schräg** hin [*weg*](https://example.org/b) [*beides*](https" in rejected
    assert quotes(docx["accepted"]) == ["Wird Zitat", "Doch Zitat"]
    assert quotes(docx["rejected"]) == ["Kein Zitat", "Doch Zitat"]


@pytest.mark.parametrize(("name", "view"), [("accepted", View.ACCEPTED), ("rejected", View.AGREED)])
def test_an_odt_has_the_words_and_paragraphs_of_our_reading(odt, name, view) -> None:
    assert words(odt[name]) == [one.text for one in lines_of(prepared(made(view, *ALL)))]


def test_an_odt_changes_looks_that_were_plain_and_leaves_shapes_as_they_are(odt) -> None:
    accepted, rejected = marked_up(odt["accepted"]), marked_up(odt["rejected"])
    assert "**fett** **mager** **schräg** [hin](https://example.org/a)" in accepted
    assert "fett **mager** **schräg** hin" in rejected
    assert "## Überschrift, verbunden" in rejected
    assert "\n\nWird Überschrift\n\n## Wird Absatz\n\n" in accepted


def test_what_an_odt_cannot_change_is_a_comment_at_its_place() -> None:
    content = part(write(made(View.TRACKED, *SHAPED, *RESTYLED), "odt"), "content.xml")
    said = dict(re.findall(r"<text:p>Vorschlag: ([^<]*)</text:p></office:annotation>([^<]*)", content))
    assert said == {
        "Als Überschrift": "Wird Überschrift",
        "Als Absatz statt Überschrift": "Wird Absatz",
        "Aus der Liste oder dem Zitat nehmen": "Kein Zitat",
        "Als Liste": "Punkt zwei",
        "Als nummerierte Liste": "wird c",
        "Als Zitat": "Wird Zitat",
        "Als Überschrift zweiter Stufe": "geteilt, eine Überschrift",
        "normal statt fett": "",
        "kursiv statt normal": "",
        "ohne Link": "",
        "fett statt normal": "",
    }


def test_what_two_wish_for_one_line_or_word_a_word_file_shows_of_one_and_says_of_the_other() -> None:
    both = text("fett, kursiv", restyled={"wishes": [{"id": JONAS, "style": "italic"}, {"id": LEYLA, "style": "bold"}]})
    file = write(made(View.TRACKED, line(sign("bullets", JONAS), sign("heading1"), "Zeile"), line(both)), "docx")
    xml, comments = part(file, "word/document.xml"), part(file, "word/comments.xml")
    for change in ("pPrChange", "rPrChange"):
        assert re.findall(f'<w:{change} [^>]*w:author="([^"]*)"', xml) == [AUTHORS[LEYLA]]
    assert "Vorschlag: Als Liste" in comments
    assert "Vorschlag: kursiv statt normal" in comments
    assert "Vorschlag: Als Überschrift" not in comments


def test_a_sign_that_would_change_nothing_is_a_comment_in_a_word_file() -> None:
    file = write(made(View.TRACKED, line(sign("join"), "Erste Zeile."), line("Zweite.", sign("out", JONAS))), "docx")
    comments = part(file, "word/comments.xml")
    assert "Vorschlag: Mit dem Absatz davor verbinden" in comments
    assert "Vorschlag: Aus der Liste oder dem Zitat nehmen" in comments
    assert "Change" not in part(file, "word/document.xml")


def test_a_part_of_a_heading_that_a_cut_makes_a_paragraph_was_a_heading() -> None:
    """Word gives two paragraphs that become one the properties of the second."""
    xml = part(write(made(View.TRACKED, headline("Teil", sign("paragraph"), "eins")), "docx"), "word/document.xml")
    second = xml[xml.index("Teil") : xml.index("eins")]
    assert re.search('<w:pPrChange [^>]*><w:pPr><w:pStyle w:val="Heading2" /></w:pPr></w:pPrChange>', second)


def test_somebody_else_s_words_with_a_wished_link_have_it_once() -> None:
    wish = wished("dazu", "link:https://example.org/e", insertion={"id": JONAS})
    file = write(made(View.TRACKED, line(wish)), "docx")
    assert part(file, "word/document.xml").count("dazu") == 1
    assert "Vorschlag: mit Link auf https://example.org/e" in part(file, "word/comments.xml")


def test_only_what_somebody_wishes_otherwise_is_changed() -> None:
    xml = part(write(made(View.TRACKED, *SHAPED), "docx"), "word/document.xml")
    # Two items behind the new third one get other numbers: that is a change, too.
    assert xml.count("<w:pPrChange ") == 10 + 2
    assert "konsenswerk-" not in xml


def test_the_elements_of_a_word_file_stand_in_the_order_of_its_schema() -> None:
    linked = text("neu", insertion={"id": LEYLA}, link={"href": "https://example.org/d"})
    file = write(made(View.TRACKED, *ALL, line(linked)), "docx")
    root = ElementTree.fromstring(part(file, "word/document.xml"))  # noqa: S314  # our own
    for element in root.iter():
        order = ORDER.get(name_of(element))
        if order is not None:
            found = [order.index(name_of(child)) for child in element]
            assert found == sorted(set(found))
    inside = [name_of(below) for change in changes_in(root) for below in change.iter()]
    assert "hyperlink" not in inside  # Word has changes in a link, not links in a change
    former = [name_of(below) for change in root.iter(f"{WORD}pPrChange") for below in change.iter()]
    assert "rPr" not in former
    numbers_given = [change.get(f"{WORD}id") for change in changes_in(root)]
    assert len(numbers_given) == len(set(numbers_given))


def changes_in(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for name in ("ins", "del", "pPrChange", "rPrChange"):
        yield from root.iter(f"{WORD}{name}")


def name_of(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(WORD)
