"""The PDF: accessible (PDF/UA-1), archivable (PDF/A-2a), complete, and never code."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import typst
from app.documents.document import Document, Facts, Heading, Note, Quote, Table, Text, prepared
from app.documents.failures import ExportFailed
from app.documents.worker import write
from tests.documents import samples
from tests.documents.readers import pdf_words, pdftotext
from tests.documents.samples import bullets, document_of, heading, paragraph, recommendation, text

pytestmark = pytest.mark.row("E6")
A4_WIDTH, MARGIN = 595.3, 70.9  # points


@dataclass(frozen=True)
class Tag:
    """A structure element: its kind without the slash, the title of a heading, the scope of a header cell."""

    kind: str
    title: str
    scope: str


def tags(pdf: bytes) -> list[Tag]:
    """The structure elements of a PDF in reading order."""
    found: list[Tag] = []

    def visit(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            attributes = next(iter(node.get("/A", [])), {})
            found.append(Tag(str(node["/S"])[1:], str(node.get("/T", "")), str(attributes.get("/Scope", ""))))
            visit(node.get("/K", pikepdf.Array([])))

    with pikepdf.open(io.BytesIO(pdf)) as file:
        visit(file.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write(recommendation(), "pdf")


@pytest.mark.parametrize(
    "expected",
    [
        samples.NOTICE,
        samples.NUMBER,
        samples.TITLE,
        samples.RECOMMENDATION,
        "Verbindlichkeit kann",
        "Adressaten Länder",
        "Ausgangslage Die Länder verwenden",
        f"Begründung {samples.RATIONALE}",
        "1. Expertise zu Instrumenten",
        "2. Abstimmung der Mindeststandards zwischen den Ländern",
        f"Belege {samples.SPECIAL}",
        "[U+1F600 GRINNING FACE]",
        f"Sondervotum {samples.DISSENT}",
        "Nach Beteiligtengruppen",
        "66,7 % mehrheitliche Zustimmung",
        samples.FINGERPRINT,
        "Seite 1 von 2",
        "Seite 2 von 2",
    ],
)
def test_the_pdf_says_all_that_the_record_says(pdf, expected):
    assert expected in pdf_words(pdf)


def test_arabic_is_there_letter_by_letter(pdf):
    # Readers give right-to-left words back in shapes and orders of their own; what must not happen is a missing letter.
    assert set(samples.ARABIC) - {" "} <= set(pdf_words(pdf))


def test_the_pdf_declares_what_a_screen_reader_needs(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.Root.Lang == "de-DE"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == samples.TITLE
            assert metadata["dc:creator"] == ["Bundesamt für Migration und Flüchtlinge"]


def test_headings_lists_links_and_tables_are_tagged(pdf):
    kinds = [tag.kind for tag in tags(pdf)]
    headings = [(tag.kind, tag.title) for tag in tags(pdf) if tag.title]
    assert headings[0] == ("H1", samples.TITLE)
    assert ("H2", "Sondervotum") in headings
    assert ("H3", "Belege") in headings
    assert {"L", "LI", "LBody", "Link", "BlockQuote", "Strong", "Em", "Caption"} <= set(kinds)
    assert kinds.count("TH") == 6
    assert kinds.count("TD") == 36


def test_column_headers_have_a_scope(pdf):
    assert [tag.scope for tag in tags(pdf) if tag.kind == "TH"] == ["/Column"] * 6


def test_a_table_over_several_pages_repeats_its_header():
    table = Table("Bedarfe", ["Kennung", "Titel"], [[f"H-{n:03}", "Bedarf"] for n in range(120)])
    pages = len(pikepdf.open(io.BytesIO(pdf := write(Document("T", [table], 0), "pdf"))).pages)
    assert pages > 2
    assert pdf_words(pdf).count("Kennung") == pages


def test_english_documents_speak_english():
    pdf = write(replace(recommendation(), language="en"), "pdf")
    assert "Page 1 of 2" in pdf_words(pdf)
    assert pikepdf.open(io.BytesIO(pdf)).Root.Lang == "en"


def test_the_same_document_gives_the_same_bytes(pdf):
    assert write(recommendation(), "pdf") == pdf


def test_the_date_in_the_file_is_that_of_the_document():
    with pikepdf.open(io.BytesIO(write(replace(recommendation(), timestamp=86_400), "pdf"))) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:19700102")


def test_characters_without_a_font_are_named_and_their_joiners_dropped():
    family = "\U0001f469\u200d\U0001f467\ufe0f"
    said = pdf_words(write(document_of(paragraph(f"Familie {family}, 漢, privat \ue000.")), "pdf"))
    assert "Familie [U+1F469 WOMAN][U+1F467 GIRL], [U+6F22 CJK UNIFIED IDEOGRAPH-6F22], privat [U+E000]." in said


@pytest.mark.parametrize(
    "attack",
    [
        '#read("/etc/passwd")',
        '"; #panic("x")',
        "#eval(\"1+1\", mode: \"code\")",
        "*fett* _kursiv_ $x^2$ `roh` <marke> @verweis // Kommentar /* auch */ ~ -- \\ = Titel",
        "]#import \"@preview/x:1.0.0\"[",
    ],
)  # fmt: skip
def test_typst_code_of_a_user_is_printed_as_text(attack):
    everywhere = Document(
        title=attack,
        subtitle=attack,
        notice=attack,
        footer=[attack],
        timestamp=0,
        parts=[
            Heading(1, attack),
            Text([paragraph(attack), heading(1, attack), bullets([paragraph(text(attack, bold={}))])]),
            Quote([paragraph(attack)]),
            Note([paragraph(attack)]),
            Facts([[attack, attack]]),
            Table(attack, [attack, attack], [[attack, attack]]),
        ],
    )
    said = pdf_words(write(everywhere, "pdf")).replace(" ", "")
    assert said.count(attack.replace(" ", "")) >= 8


# No combining and formatting characters: readers of PDF place those as they like.
visible = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30)


@given(visible)
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_typeset(value):
    part = [Facts([[value, value]]), Table(value, [value], [[value]]), Text([paragraph(text(value, italic={}))])]
    assert write(Document(title=f"T {value}", parts=part, timestamp=0, footer=[value]), "pdf").startswith(b"%PDF-")


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_ascii_text_is_printed_as_it_is(value):
    said = pdf_words(write(document_of(paragraph(f"Anfang{value}Ende")), "pdf"))
    assert f"Anfang{value}Ende".replace(" ", "") in said.replace(" ", "").replace("\n", "")


def test_lists_nested_as_deep_as_a_text_may_be_are_typeset():
    blocks = [paragraph("ganz tief")]
    for _ in range(29):
        blocks = [bullets(blocks)]
    assert "ganz tief" in pdf_words(write(document_of(*blocks), "pdf"))


def test_a_hundred_thousand_characters_are_typeset():
    long = document_of(*(paragraph(f"Absatz {n} " + "Integration gelingt vor Ort. " * 17) for n in range(200)))
    pdf = write(long, "pdf")
    assert len(pdf_words(pdf)) > 100_000
    assert "Absatz 199" in pdf_words(pdf)


def test_words_longer_than_a_line_stay_on_the_paper_and_in_one_piece():
    address = "https://example.org/" + "0123456789" * 20
    cell = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
    table = Table("Namen", ["A", "B", "C", "D"], [[cell] * 4])
    pdf = write(Document(address, [Text([paragraph(address)]), Facts([["Adresse", address]]), table], 0), "pdf")
    boxes = pdftotext(pdf, "-bbox")
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)) < A4_WIDTH - MARGIN + 1
    assert pdf_words(pdf).replace(" ", "").count(address) == 3


def test_an_empty_document_has_its_title():
    assert pdf_words(write(document_of(title="Nur ein Titel"), "pdf")).startswith("Nur ein Titel")


def test_what_typst_refuses_is_told_in_its_words(monkeypatch, tmp_path: Path):
    broken = tmp_path / "layout.typ"
    broken.write_text("#nothing-of-this-name")
    monkeypatch.setattr(typst, "LAYOUT", broken)
    with pytest.raises(ExportFailed, match="unknown variable"):
        typst.to_pdf(prepared(document_of()))
