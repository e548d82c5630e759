"""New texts from outside with their structure: of Word, LibreOffice and plain editors; and that none harms."""

from __future__ import annotations

import json
import subprocess
import time

import pypandoc
import pytest

from app.documents.document import prepared
from app.documents.failures import NotRead
from app.documents.reader import read, read_manuscript
from app.documents.reading import read_manuscript as read_apart
from app.documents.received import Extra
from app.documents.tree import Node, normalise, walk
from app.documents.worker import write
from tests.documents.hostile import docx_of, line, packed, parts, refused, with_body, with_part
from tests.documents.samples import heading, numbers, paragraph, text
from tests.documents.test_reading import MARKDOWN, PICTURE, SENT, WORD

pytestmark = pytest.mark.row("D9")

# Above a text of ours stand these two lines.
OURS = [paragraph("Ausgabe 3 an Amt & Söhne"), paragraph("Entwurf")]


def sent() -> list[Node]:
    """The blocks of what we send, with the headings of its sections."""
    blocks: list[Node] = []
    for part in prepared(SENT).parts:
        blocks += [heading(part.level, part.text)] if part.kind == "heading" else part.blocks
    return normalise(blocks)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_file_of_ours_has_the_structure_that_we_wrote(form):
    manuscript = read_manuscript(write(SENT, form))
    assert manuscript.title == SENT.title
    assert manuscript.blocks == [*OURS, *sent()]
    assert {one.kind for one in manuscript.extras} == {"edge"}
    assert not manuscript.is_tracked


@pytest.mark.parametrize("target", [WORD, "odt"])
def test_a_file_that_libreoffice_has_saved_has_it_too(soffice, target):
    manuscript = read_manuscript(soffice.convert(write(SENT, "docx"), "docx", target))
    assert manuscript.title == SENT.title
    # LibreOffice has no style for quotations of Word in an ODT, and splits pieces where languages change.
    left_out = {"text", "blockquote"} if target == "odt" else {"text"}
    assert "missed" not in {one.kind for one in manuscript.extras}
    kinds = [[node["type"] for node in walk(blocks)] for blocks in (manuscript.blocks, [*OURS, *sent()])]
    assert [one for one in kinds[0] if one not in left_out] == [one for one in kinds[1] if one not in left_out]


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_of_tables_and_footnotes_the_words_are_kept_and_what_is_lost_is_named(form):
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", "-o-"]
    file = subprocess.run(command, input=MARKDOWN.encode(), capture_output=True, check=True).stdout  # noqa: S603  # a writer
    manuscript = read_manuscript(file)
    assert {one.kind for one in manuscript.extras} == {"footnote", "table", "image"}
    assert [block for block in manuscript.blocks if block["type"] == "paragraph"] == [
        paragraph("Text mit Fußnote. [Siehe dort.] Und ein Bild  im Text."), paragraph("a | b"), paragraph("1 | 2"),
    ]  # fmt: skip


def run(words: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_looks_that_no_text_has_are_named_and_words_that_word_cuts_are_whole():
    strike, raised = run("gestrichen ", "<w:strike/>"), run("2", '<w:vertAlign w:val="superscript"/>')
    cut = run("Sprach", "<w:b/>") + run("stand ", "<w:b/>")
    manuscript = read_manuscript(with_body(f"<w:p>{strike}{cut}{run('m', '')}{raised}</w:p>"))
    assert manuscript.blocks == [paragraph("gestrichen ", text("Sprachstand", bold={}), " m2")]
    assert [Extra("strikeout", "gestrichen"), Extra("raised", "2")] == manuscript.extras[:2]


TEXT_BOX = (
    "<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r><w:t>Im Kasten"
    "</w:t></w:r></w:p><w:p><w:r><w:t>Zweite Zeile</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)


def test_text_boxes_are_named():
    manuscript = read_manuscript(with_body(line("Davor") + TEXT_BOX))
    assert manuscript.blocks == [paragraph("Davor")]
    assert Extra("box", "Im Kasten Zweite Zeile") in manuscript.extras


def test_words_that_were_moved_stand_where_they_went():
    gone = '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>Weiter</w:t></w:r></w:moveFrom>'
    came = '<w:moveTo w:id="2" w:author="A"><w:r><w:t>Weiter</w:t></w:r></w:moveTo>'
    manuscript = read_manuscript(with_body(f"<w:p>{gone}{run('Zuerst', '')}</w:p><w:p>{came}</w:p>"))
    assert (manuscript.blocks, manuscript.is_tracked) == ([paragraph("Zuerst"), paragraph("Weiter")], True)


def test_a_german_word_has_other_names_for_the_same_styles():
    files = parts(write(SENT, "docx"))
    for own, german in ((b'"Heading1"', b'"berschrift1"'), (b'"Heading2"', b'"berschrift2"'), (b'"Title"', b'"Titel"')):
        for name in ("word/document.xml", "word/styles.xml"):
            for before in (b"styleId=", b"tyle w:val="):  # and not the name of the style
                files[name] = files[name].replace(before + own, before + german)
    manuscript = read_manuscript(packed(files))
    assert (manuscript.title, manuscript.blocks) == (SENT.title, [*OURS, *sent()])


def test_a_table_of_contents_is_named_and_no_text():
    entry = f'<w:p><w:hyperlink w:anchor="_Toc1">{run("Ziel", "")}<w:r><w:tab/></w:r>{run("3", "")}</w:hyperlink></w:p>'
    manuscript = read_manuscript(with_body(entry + line("Danach")))
    assert (manuscript.blocks, manuscript.extras[0]) == ([paragraph("Danach")], Extra("contents", "Ziel 3"))


STRUCK = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
    '<text:p text:style-name="Title">alter </text:p></text:deletion></text:changed-region></text:tracked-changes>'
)
ASKED = "<office:annotation><text:p>Bitte kürzen</text:p></office:annotation>"
TITLE = '<text:p text:style-name="Title">Der {}Titel</text:p>'


def odt_with(body: str) -> bytes:
    """An ODT that LibreOffice could have written, with this text."""
    names = "office", "text", "style"
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    xml = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{spaces}>{xml}</office:document-content>"
    return with_part("content.xml", content.encode(), write(SENT, "odt"))


@pytest.mark.parametrize(
    ("head", "title", "lines"),
    [
        (STRUCK + TITLE.format(""), "Der Titel", []),
        (STRUCK + "<text:p>Ein Absatz.</text:p>", "", ["Ein Absatz."]),
        (TITLE.format(ASKED), "Der Titel", []),
        ('<text:h text:outline-level="1">Ziel</text:h>' + TITLE.format(""), "", ["Ziel", "Der Titel"]),
        (f"<text:list><text:list-item>{TITLE.format('')}</text:list-item></text:list>", "", ["Der Titel"]),
    ],
    ids=["a struck word", "a struck title", "a comment", "a heading before it", "a list"],
)
def test_the_first_paragraph_of_an_odt_is_its_title_only_if_it_looks_so_and_no_word_is_lost(head, title, lines):
    manuscript = read_manuscript(odt_with(f"{head}<text:p>Und noch einer.</text:p>"))
    words = [piece["text"] for piece in walk(manuscript.blocks) if piece["type"] == "text"]
    assert (manuscript.title, words) == (title, [*lines, "Und noch einer."])


@pytest.mark.parametrize("reader", [read, read_manuscript])
def test_a_line_that_word_takes_for_the_author_is_named(reader):
    author = line("Karin").replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Author"/></w:pPr>')
    found = reader(with_body(author + line("Text")))
    assert [one.words for one in found.extras if one.kind == "missed"] == ["Karin"]


FIELD = "<text:p>Stand: <text:date>1.1.2027</text:date>, siehe <text:span>un</text:span>ten</text:p>"


def test_words_that_pandoc_leaves_out_are_named():
    file = write(SENT, "odt")
    content = parts(file)["content.xml"].replace(b"<text:h ", FIELD.encode() + b"<text:h ", 1)
    manuscript = read_manuscript(with_part("content.xml", content, file))
    assert paragraph("Stand: , siehe unten") in manuscript.blocks
    assert [one for one in manuscript.extras if one.kind == "missed"] == [Extra("missed", "1 1 2027")]


def test_what_word_hides_is_named():
    manuscript = read_manuscript(with_body(f"<w:p>{run('Offen ', '')}{run('verborgen', '<w:vanish/>')}</w:p>"))
    assert manuscript.blocks == [paragraph("Offen verborgen")]
    assert Extra("hidden", "verborgen") in manuscript.extras


def test_headers_and_footers_are_named():
    header = with_part("word/header1.xml", b"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                       b"<w:p><w:r><w:t>Referat 81</w:t></w:r></w:p></w:hdr>")  # fmt: skip
    assert Extra("edge", "Referat 81") in read_manuscript(header).extras


def test_a_list_with_letters_is_named():
    blocks = [numbers(1, [paragraph("Eins")], [paragraph("Zwei")])]
    file = docx_of(*blocks)
    numbering = parts(file)["word/numbering.xml"].replace(b'w:numFmt w:val="decimal"', b'w:numFmt w:val="lowerLetter"')
    manuscript = read_manuscript(with_part("word/numbering.xml", numbering, file))
    assert manuscript.blocks[-1:] == blocks
    assert [one.kind for one in manuscript.extras if one.kind != "edge"] == ["numbering"]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_texts_are_read_as_windows_writes_them(code):
    manuscript = read_apart("# Übergänge\n\nFür alle – „sofort“.\nZweite Zeile".encode(code), keeps_lines=True)
    assert manuscript.blocks == [
        heading(1, "Übergänge"), paragraph("Für alle – „sofort“.", {"type": "hardBreak"}, "Zweite Zeile"),
    ]  # fmt: skip


OTHERS = {
    "RTF": ("no_text_file", b"{\\rtf1 Text}"),
    "a page": ("no_text_file", b"\n<!DOCTYPE html><title>x</title>"),
    "flat XML": ("no_text_file", b'<?xml version="1.0"?><office:document/>'),
    "a picture": ("no_text_file", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
    "a text without words": ("empty", b"\n\n---\n"),
    "a long text": ("too_long", b"Wort " * 40_001),
    "a text with a long tag": ("too_long", b"Wort <x" + b"y" * 200_000 + b">"),
    "a text of quotes": ("unreadable", b"> " * 500 + b"x"),
    "a text of stars": ("unreadable", b"**a " * 4_000 + b"b** " * 4_000),
}


@pytest.mark.parametrize("name", [*refused(), *OTHERS])
def test_a_file_that_is_none_is_refused_with_its_reason(name):
    reason, file = (refused() | OTHERS)[name]
    began = time.monotonic()
    with pytest.raises(NotRead) as caught:
        read_apart(file, keeps_lines=False)
    assert (caught.value.reason, time.monotonic() - began < 30) == (reason, True)


def test_pictures_from_elsewhere_are_left_out():
    manuscript = read_apart(with_body(line("Wörter") + PICTURE), keeps_lines=False)
    assert manuscript.blocks == [paragraph("Wörter")]


def test_d91_what_was_struck_in_an_odt_comes_back_once_however_often_the_file_says_so():
    mark = '<text:change text:change-id="c1"/>'
    manuscript = read_manuscript(odt_with(f"{STRUCK}<text:p>Ein {mark}Text{mark * 3}</text:p>"))
    assert manuscript.before is not None
    assert json.dumps(manuscript.before.blocks).count("alter") == 1


def test_d91_tracked_words_do_not_make_a_text_too_long_but_endless_ones_do(monkeypatch):
    change = f"<w:ins w:id='1' w:author='Kim'><w:r><w:t>{'Wort ' * 60}</w:t></w:r></w:ins>"
    monkeypatch.setattr("app.documents.reader.MAX_CHARACTERS", 400)
    assert read_manuscript(with_body(f"<w:p>{change}</w:p>")).has_words
    monkeypatch.setattr("app.documents.authors._MOST_LETTERS", 200)
    with pytest.raises(NotRead, match="too_long"):
        read_manuscript(with_body(f"<w:p>{change}</w:p>"))
