"""Files that come from outside: what they say, whoever wrote them, and that none of them harms."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

import pypandoc
import pytest

from app.documents import apart, reading
from app.documents.archive import opened
from app.documents.document import Document, Heading, Text, prepared
from app.documents.failures import NotRead
from app.documents.reader import read, read_manuscript
from app.documents.reading import read_file
from app.documents.reading import read_manuscript as read_manuscript_apart
from app.documents.received import Extra, Line, lines_of
from app.documents.worker import write
from tests.documents.hostile import comments, docx_of, line, parts, refused, with_body, with_part
from tests.documents.samples import ARABIC, SPECIAL, bullets, heading, numbers, paragraph, text
from tests.documents.test_tracking import TEXT

pytestmark = pytest.mark.row("D9")

WORD = "docx:MS Word 2007 XML"
SENT = Document(
    title="„Übergänge“ gestalten",
    subtitle="Ausgabe 3 an Amt & Söhne",
    notice="Entwurf",
    footer=["Stand: Änderung 3"],
    reference="7/3",
    timestamp=1_700_000_000,
    parts=[
        Heading(1, "Ausgangslage"),
        Text(
            [
                paragraph(f"Rund\u00a010\u00a0% sind’s. {SPECIAL}"),
                bullets([paragraph("Erstens")], [paragraph("Zweitens"), bullets([paragraph("Tief")])]),
                paragraph("Eine Zeile", {"type": "hardBreak"}, "und noch eine"),
                {"type": "blockquote", "content": [paragraph("Ein Zitat.")]},
                paragraph(ARABIC),
            ]
        ),
        Heading(1, "Ziel"),
        Text(
            [
                heading(1, "Bis wann"),
                paragraph("Die Länder ", text("soll", bold={}), "en handeln."),
                numbers(3, [paragraph("Drei")], [paragraph("Vier")]),
            ]
        ),
    ],
)


def squeezed(lines: list[Line]) -> list[tuple[str, str]]:
    """How many spaces there are does not count."""
    return [(one.kind, " ".join(one.text.replace("\n", " ↵ ").split())) for one in lines]


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_file_of_ours_says_what_we_wrote(form):
    found = read(write(SENT, form))
    assert squeezed(found.lines) == squeezed(lines_of(prepared(SENT)))
    assert found.reference == "7/3"


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("target", [WORD, "odt"])
def test_a_file_that_libreoffice_has_saved_says_the_same(soffice, form, target):
    saved = soffice.convert(write(SENT, form), form, target)
    assert squeezed(read(saved).lines) == squeezed(lines_of(prepared(SENT)))
    assert (read(saved).extras, read(saved).reference) == ([], "7/3")


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_tracked_changes_are_accepted_and_comments_listed_with_their_authors(form):
    received = read(write(TEXT, form))
    assert Line("paragraph", "Die Länder müssen jetzt handeln & <tun>.") in received.lines
    assert [(one.by, one.text) for one in received.remarks] == [
        ("Jonas <Muster>", "Warum & wozu?\nBis wann?"),
        ("Leyla Beispiel, Amt", "Danke."),
    ]


@pytest.mark.parametrize("target", [WORD, "odt"])
def test_libreoffice_keeps_changes_and_comments_readable(soffice, target):
    received = read(soffice.convert(write(TEXT, "docx"), "docx", target))
    assert Line("paragraph", "Die Länder müssen jetzt handeln & <tun>.") in received.lines
    assert {(remark.by, remark.text) for remark in received.remarks} == {
        ("Jonas <Muster>", "Warum & wozu?\nBis wann?"),
        ("Leyla Beispiel, Amt", "Danke."),
    }


def test_words_that_word_cuts_into_runs_are_whole():
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r><w:proofErr w:type="spellStart"/>'
    runs = "".join(run.format(part) for part in ("Sprach", "stands", "erhe", "bung ", "„", "jetzt“"))
    assert read(with_body(f"<w:p>{runs}</w:p>")).lines == [Line("paragraph", "Sprachstandserhebung „jetzt“")]


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
MARKDOWN = f"""# Ziel

Text mit Fußnote.[^1] Und ein Bild ![]({PIXEL}) im Text.

| a | b |
|---|---|
| 1 | 2 |

[^1]: Siehe dort.
"""


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_a_draft_cannot_hold_is_named(form):
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", "-o-"]
    file = subprocess.run(command, input=MARKDOWN.encode(), capture_output=True, check=True).stdout  # noqa: S603  # a writer
    extras = read(file).extras
    assert {one.kind for one in extras} == {"footnote", "table", "image"}
    assert Extra("footnote", "Siehe dort.") in extras
    assert Extra("table", "a b 1 2") in extras


def test_letters_that_no_draft_may_hold_are_taken_out_and_accents_composed():
    assert read(with_body(line("Wo\x85rte\ufdd0r, a\u0308hnlich"))).lines == [Line("paragraph", "Worter, ähnlich")]


def test_macros_stay_behind_and_are_named() -> None:
    file = with_part("word/vbaProject.bin", b"Sub AutoOpen()", docx_of(paragraph("Wörter")))
    types = parts(file)["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    file = with_part("[Content_Types].xml", types, file)
    found = read(file)
    assert (Line("paragraph", "Wörter") in found.lines, found.extras) == (True, [MACROS])
    assert MACROS in read_manuscript(file).extras
    assert b"AutoOpen" not in opened(file).packed()


def test_so_do_those_of_an_odt() -> None:
    file = write(SENT, "odt")
    for name in ("Basic/Standard/Module1.xml", "Basic/Standard/script-lb.xml", "Basic/script-lc.xml"):
        file = with_part(name, b"<x>Sub AutoOpen</x>", file)
    assert read(file).extras == [Extra("macros", "Basic/Standard")]


MACROS = Extra("macros", "word/vbaProject.bin")
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><a:graphic xmlns:a="{DRAWING}/main">'
    f'<a:graphicData><pic:pic xmlns:pic="{DRAWING}/picture"><pic:blipFill><a:blip r:link="rId99" r:embed="rId99" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def remote_docx(address: str) -> bytes:
    """A picture, a template, a part of the text and an object that are elsewhere."""
    kinds = ("image", "attachedTemplate", "subDocument", "oleObject")
    relations = "".join(
        f'<Relationship Id="rId{99 + at}" Type="{RELATION}/{kind}" Target="{address}" TargetMode="External"/>'
        for at, kind in enumerate(kinds)
    )
    part = f'<w:subDoc xmlns:r="{RELATION}" r:id="rId101"/>'
    file, name = with_body(line("Wörter") + PICTURE + part), "word/_rels/document.xml.rels"
    return with_part(
        name, parts(file)[name].replace(b"</Relationships>", f"{relations}</Relationships>".encode()), file
    )


def remote_odt(address: str) -> bytes:
    """A picture, an object, a section and a script that are elsewhere."""
    there = f'xlink:href="{address}" xmlns:xlink="http://www.w3.org/1999/xlink"'
    frames = "".join(f"<draw:frame><draw:{kind} {there}/></draw:frame>" for kind in ("image", "object"))
    section = f'<text:section text:name="fern"><text:section-source {there}/><text:p>Dazu.</text:p></text:section>'
    script = f'<script:event-listener xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" {there}/>'
    file = write(Document("Titel", [Text([paragraph("Wörter")])], 0), "odt")
    xml = parts(file)["content.xml"].decode()
    body = f"<office:text>{script}<text:p>{frames}</text:p>{section}"
    return with_part("content.xml", xml.replace("<office:text>", body).encode(), file)


@pytest.mark.parametrize("remote", [remote_docx, remote_odt])
def test_nothing_is_fetched_from_elsewhere(remote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        file = remote(f"http://127.0.0.1:{server.getsockname()[1]}/pixel.png")
        received, manuscript = read_file(file), read_manuscript_apart(file, keeps_lines=False)
        with pytest.raises(TimeoutError):
            server.accept()
    assert Line("paragraph", "Wörter") in received.lines
    assert paragraph("Wörter") in manuscript.blocks


@pytest.mark.parametrize("name", refused())
def test_a_file_that_is_none_is_refused_with_its_reason(name):
    reason, file = refused()[name]
    began = time.monotonic()
    with pytest.raises(NotRead) as caught:
        read_file(file)
    assert (caught.value.reason, time.monotonic() - began < 30) == (reason, True)


def test_a_reader_that_takes_too_long_is_ended():
    with pytest.raises(NotRead, match="unreadable"):
        read_file(docx_of(paragraph("Wörter")), timeout=0.001)


def test_with_a_reader_that_takes_too_long_the_programs_that_it_started_end(tmp_path: Path, monkeypatch) -> None:
    fifo, program = tmp_path / "fifo", tmp_path / "program"
    os.mkfifo(fifo)
    program.write_text(f"#!/bin/sh\n(echo started; exec sleep 600) >{fifo} &\nwait\n")
    program.chmod(0o700)
    monkeypatch.setattr(apart.sys, "executable", str(program))
    end = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(subprocess.TimeoutExpired):
        apart.run_apart("reader", source=b"", timeout=3)
    assert os.read(end, 100) == b"started\n"
    hung_up = select.poll()
    hung_up.register(end, 0)
    assert hung_up.poll(20_000) == [(end, select.POLLHUP)]
    os.close(end)


def test_a_reader_has_its_share_of_the_machine_only() -> None:
    greedy = "from app.documents import reader; reader.bound(); bytearray(reader.MEMORY)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True)  # noqa: S603  # our own words
    assert "MemoryError" in done.stderr


def test_the_letters_of_a_comment_are_collected_once_however_deep_they_are() -> None:
    nested = "<w:p>" * 3_000 + "<w:r><w:t>Tief</w:t></w:r>" + "</w:p>" * 3_000
    assert [(one.by, one.text) for one in read(comments(nested)).remarks] == [("Kim", "Tief")]


def test_what_has_no_words_is_not_named() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert read(with_body(line("Wörter") + table * 6_000)).extras == []


def test_a_defect_of_the_reader_is_told_apart_in_the_log(monkeypatch, caplog):
    monkeypatch.setattr(reading, "run_apart", lambda *_, **__: subprocess.CompletedProcess([], 1, b"", b"Traceback"))
    with pytest.raises(NotRead, match="unreadable"):
        read_file(b"")
    assert "Traceback" in caplog.text
