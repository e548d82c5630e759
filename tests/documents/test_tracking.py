"""Tracked changes and comments in DOCX and ODT, as other programs read them."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pypandoc
import pytest

from app.documents.document import Document, Heading, Remark, Text
from app.documents.failures import ExportFailed
from app.documents.tree import Node
from app.documents.worker import write
from tests.documents.samples import bullets, paragraph, text

pytestmark = pytest.mark.row("D4")

LEYLA = {"by": "Leyla Beispiel, Amt", "at": "2026-11-23T10:00:00Z"}
JONAS = {"by": "Jonas <Muster>", "at": "2026-11-23T11:30:00Z"}
WORD = 'docx:"MS Word 2007 XML"'


def tracked(*blocks: Node, remarks: tuple[Remark, ...] = ()) -> Document:
    return Document("Übergänge", [Heading(1, "Ziel"), Text(blocks, tracked=True)], 1_700_000_000, remarks=remarks)


TEXT = tracked(
    paragraph(
        text("Die Länder "),
        text("sollen", deletion=LEYLA, comment={"ids": ["frage"]}),
        text("müssen  jetzt", insertion=LEYLA, bold={}, comment={"ids": ["frage"]}),
        text(" handeln & <tun>."),
    ),
    bullets([paragraph(text("Erstens"), text(" und zweitens", insertion=JONAS), text(" sofort", deletion=LEYLA))]),
    paragraph(text("Schon ", insertion=JONAS, deletion=LEYLA), text("beschlossen", comment={"ids": ["dank", "frage"]})),
    remarks=(
        Remark("frage", "Jonas <Muster>", JONAS["at"], "Warum & wozu?\nBis wann?"),
        Remark("dank", "Leyla Beispiel, Amt", LEYLA["at"], "Danke."),
    ),
)


def read(docx: bytes, changes: str) -> str:
    """What pandoc reads in a DOCX with its changes accepted or rejected, in one line."""
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=plain", "--wrap=none", f"--track-changes={changes}"]
    return " ".join(subprocess.run(command, input=docx, capture_output=True, check=True).stdout.decode().split())  # noqa: S603  # a reader


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module", params=["docx", "odt"])
def through_libreoffice(request, soffice) -> bytes:
    """What LibreOffice, having opened the file, writes as DOCX."""
    return soffice.convert(write(TEXT, request.param), request.param, "docx:MS Word 2007 XML")


def test_after_accepting_all_changes_the_new_text_is_there(through_libreoffice):
    assert "Die Länder müssen jetzt handeln & <tun>." in read(through_libreoffice, "accept")
    assert "Erstens und zweitens" in read(through_libreoffice, "accept")
    assert "sollen" not in read(through_libreoffice, "accept")


def test_after_rejecting_all_changes_the_agreed_text_is_there(through_libreoffice):
    assert "Die Länder sollen handeln & <tun>." in read(through_libreoffice, "reject")
    assert "zweitens" not in read(through_libreoffice, "reject")


def test_words_that_are_struck_with_the_space_before_them_come_back_with_it(through_libreoffice):
    assert "Erstens sofort" in read(through_libreoffice, "reject")


@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_words_that_one_inserts_and_another_strikes_are_in_neither_text(through_libreoffice, changes):
    assert "Schon" not in read(through_libreoffice, changes)
    assert "beschlossen" in read(through_libreoffice, changes)


@pytest.mark.parametrize("said", ["Leyla Beispiel, Amt", "Jonas &lt;Muster&gt;", "2026-11-23T10:00:00Z"])
def test_author_and_time_stand_at_the_change(through_libreoffice, said):
    assert f'"{said}"' in part(through_libreoffice, "word/document.xml")


def test_comments_stand_in_the_file_with_author_and_all_lines(through_libreoffice):
    comments = part(through_libreoffice, "word/comments.xml")
    for said in ("Warum &amp; wozu?", "Bis wann?", "Danke.", 'w:author="Jonas &lt;Muster&gt;"'):
        assert said in comments


def test_a_comment_begins_at_its_first_words_and_ends_behind_its_last(through_libreoffice):
    """In an ODT, LibreOffice lets a comment that begins at struck words begin behind them."""
    everything = read_with_comments(through_libreoffice)
    assert everything.index("nder") < everything.index("[frage") < everything.index("beschlossen")


def read_with_comments(docx: bytes) -> str:
    """The text with each comment's begin as [its first word."""
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=native", "--track-changes=all"]
    native = subprocess.run(command, input=docx, capture_output=True, check=True).stdout.decode()  # noqa: S603  # a reader
    return native.replace('"Warum"', "[frage")


def test_word_wants_whole_numbers_for_comments():
    assert 'w:commentRangeStart w:id="0"' in part(write(TEXT, "docx"), "word/document.xml")


def test_the_list_of_changes_stands_first_in_an_odt():
    content = part(write(TEXT, "odt"), "content.xml")
    assert content.index("<text:tracked-changes>") < content.index("Übergänge")


def test_a_text_without_changes_has_no_list_of_changes():
    clean = tracked(paragraph(text("Die Länder handeln.")))
    assert "tracked-changes" not in part(write(clean, "odt"), "content.xml")


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_formats_that_know_no_changes_refuse_them(form):
    with pytest.raises(ExportFailed):
        write(TEXT, form)


def test_a_text_that_is_not_tracked_prints_no_one_s_marks():
    """Marks of suggestions that came along by mistake must not look like agreed changes."""
    plain = Document("Übergänge", [Text([paragraph(text("Wort", insertion=LEYLA))])], 0)
    assert "Leyla" not in part(write(plain, "docx"), "word/document.xml")
