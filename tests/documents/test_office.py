"""DOCX and ODT: what a foreign office program reads in them, and what their XML says."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.documents import pandoc, tree
from app.documents.document import Document, Facts, Table, Text, prepared
from app.documents.failures import ExporterMissing, ExportFailed
from app.documents.formats import FORMATS
from app.documents.worker import write
from tests.documents import samples
from tests.documents.readers import pdf_words
from tests.documents.samples import bullets, document_of, numbers, paragraph, recommendation, text

pytestmark = pytest.mark.row("E6")
both = pytest.mark.parametrize("form", ["docx", "odt"])
CONTENT = {"docx": "word/document.xml", "odt": "content.xml"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def said(data: bytes, form: str) -> str:
    """All text of the file's body, as its XML has it."""
    return "".join(ElementTree.fromstring(part(data, CONTENT[form])).itertext())  # noqa: S314  # our own file


@pytest.fixture(scope="module", params=["docx", "odt"])
def opened(request, soffice) -> str:
    """What LibreOffice reads in the recommendation, in one line."""
    read = soffice.convert(write(recommendation(), request.param), request.param, "txt:Text (encoded):UTF8")
    return " ".join(read.decode("utf-8-sig").split())


@pytest.mark.parametrize(
    "expected",
    [
        samples.NOTICE,
        f"Empfehlung {samples.NUMBER} · Fassung 1.0",
        samples.TITLE,
        samples.RECOMMENDATION,
        "Verbindlichkeit kann",
        "Stand beschlossen im Workshop am 12.03.2027 veröffentlicht am 14.04.2027",
        "Ausgangslage Die Länder verwenden",
        f"Begründung {samples.RATIONALE}",
        "Expertise zu Instrumenten",
        "Abstimmung der Mindeststandards zwischen den Ländern",
        samples.SPECIAL,
        samples.ARABIC,
        samples.EMOJI,
        f"Sondervotum {samples.DISSENT}",
        "Gruppe Zustimmung Enthaltung Einwand Anteil Konsensstärke",
        "Migrantenorganisationen 1 1 2 33,3 % keine mehrheitliche Zustimmung",
    ],
)
def test_libreoffice_reads_all_that_the_record_says(opened, expected):
    assert expected in opened


@both
def test_libreoffice_prints_notice_address_and_page_numbers_on_every_page(soffice, form):
    long = replace(recommendation(), parts=[Text([paragraph("Ein Satz. " * 60) for _ in range(12)])])
    printed = pdf_words(soffice.convert(write(long, form), form, "pdf"))
    for page in (1, 2, 3):
        assert f"Seite {page} von 3" in printed
    assert printed.count(samples.FINGERPRINT) == 3
    assert printed.count(samples.NOTICE) >= 3


def test_word_knows_headings_tables_and_the_language():
    data = write(recommendation(), "docx")
    document = part(data, "word/document.xml")
    assert document.count('w:pStyle w:val="Heading1"') == 6
    assert document.count('w:pStyle w:val="Heading2"') == 1
    assert document.count('<w:tblHeader w:val="on" />') == 1
    assert '<w:tblCaption w:val="Nach Beteiligtengruppen" />' in document
    assert 'w:pStyle w:val="Recommendation"' in document
    assert 'w:lang w:val="de-DE"' in part(data, "word/styles.xml")
    assert f"<dc:title>{samples.TITLE}</dc:title>" in part(data, "docProps/core.xml")
    assert "<dc:language>de-DE</dc:language>" in part(data, "docProps/core.xml")


def test_every_style_that_word_is_told_to_use_exists():
    data = write(recommendation(), "docx")
    kinds = ("pStyle", "rStyle", "tblStyle")
    used = {
        node.get(f"{WORD}val")
        for name in ("word/document.xml", "word/footer.xml", "word/header.xml")
        for kind in kinds
        for node in ElementTree.fromstring(part(data, name)).iter(WORD + kind)  # noqa: S314  # our own file
    }
    styles = ElementTree.fromstring(part(data, "word/styles.xml"))  # noqa: S314  # our own file
    assert used <= {style.get(f"{WORD}styleId") for style in styles.iter(f"{WORD}style")}


def test_an_opendocument_file_starts_with_its_type():
    with zipfile.ZipFile(io.BytesIO(write(document_of(), "odt"))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == FORMATS["odt"].media_type.encode()


def test_opendocument_knows_headings_tables_and_the_language():
    data = write(recommendation(), "odt")
    content = part(data, "content.xml")
    assert content.count('text:outline-level="1"') == 6
    assert content.count("<table:table-header-rows>") == 1
    assert 'fo:language="de" fo:country="DE"' in part(data, "styles.xml")
    assert f"<dc:title>{samples.TITLE}</dc:title>" in part(data, "meta.xml")
    assert "fo:border-bottom" in content


@both
def test_arabic_paragraphs_run_from_right_to_left(form):
    data = write(document_of(paragraph(samples.ARABIC), paragraph("Deutsch")), form)
    assert part(data, CONTENT[form]).count('="RightToLeft"') == 1
    style = {"docx": "<w:bidi/>", "odt": 'style:writing-mode="rl-tb"'}[form]
    assert style in part(data, {"docx": "word/styles.xml", "odt": "styles.xml"}[form])


@both
def test_the_same_document_gives_the_same_bytes(form):
    assert write(recommendation(), form) == write(recommendation(), form)


@both
def test_the_date_in_the_file_is_that_of_the_document(form):
    data = write(replace(recommendation(), timestamp=1_000_000_000), form)
    assert "2001-09-09T01:46:40Z" in part(data, {"docx": "docProps/core.xml", "odt": "meta.xml"}[form])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2001, 9, 9, 1, 46, 40)}


@both
def test_lists_keep_their_start(form):
    start = {"docx": '<w:startOverride w:val="7" />', "odt": 'text:start-value="7"'}[form]
    data = write(document_of(numbers(7, [paragraph("sieben")])), form)
    assert start in part(data, {"docx": "word/numbering.xml", "odt": "content.xml"}[form])


@both
def test_spaces_at_the_edges_of_marks_stay(form):
    data = write(document_of(paragraph("Wort ", text("neu ", bold={}), "Ende")), form)
    assert "Wort neu Ende" in said(data, form)


@both
def test_markup_and_placeholders_of_a_user_are_text_everywhere(form):
    attack = "</w:t><w:p/> ]]> &amp; $notice ${footer} <text:p> \\1 \\g<0>"
    document = Document(
        title=attack,
        subtitle=attack,
        notice=attack,
        author=attack,
        footer=[attack, attack],
        parts=[Facts([[attack, attack]]), Table(attack, [attack], [[attack]])],
        timestamp=0,
    )
    data = write(document, form)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))  # noqa: S314  # our own file
    assert said(data, form).count(attack) >= 6
    footer = part(data, {"docx": "word/footer.xml", "odt": "styles.xml"}[form])
    assert "".join(ElementTree.fromstring(footer).itertext()).count(attack) >= 2  # noqa: S314  # our own file


any_text = st.text(min_size=1, max_size=40)


@both
@given(value=any_text)
@example(value="Sprach\N{SOFT HYPHEN}bildung\N{SOFT HYPHEN}")
@settings(max_examples=8, deadline=None)
def test_any_text_gives_a_file_that_holds_it(form, value):
    document = prepared(document_of(paragraph("(", text(value, bold={}), ")"), title=f"T {value}"))
    assert visible(tree.plain(document.parts[0].blocks)) in visible(said(write(document, form), form))


def visible(words: str) -> str:
    """Without spaces, and without the soft hyphens of which pandoc drops the last of a run in DOCX."""
    return "".join(words.replace("\N{SOFT HYPHEN}", "").split())


@both
def test_a_hundred_thousand_characters_are_written(form):
    long = document_of(*(paragraph(f"Absatz {n} " + "Integration gelingt vor Ort. " * 17) for n in range(200)))
    assert len(said(write(long, form), form)) > 100_000


@both
def test_lists_nested_as_deep_as_a_text_may_be_are_written(form):
    blocks = [paragraph("ganz tief")]
    for _ in range(29):
        blocks = [bullets(blocks)]
    assert "ganz tief" in said(write(document_of(*blocks), form), form)


def test_without_pandoc_the_reason_is_plain(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ExporterMissing, match="pypandoc-binary"):
        write(document_of(), "docx")


def test_pandoc_is_stopped_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr(pandoc, "TIMEOUT", 0.001)
    with pytest.raises(ExportFailed, match="longer"):
        write(document_of(), "odt")
