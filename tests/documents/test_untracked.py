"""What a file said before its tracked changes, and whose these are: as Word and as LibreOffice write them."""

from __future__ import annotations

import pytest

from app.documents.manuscript import Manuscript, Tracked, Wording
from app.documents.reader import read_manuscript
from app.documents.tree import walk
from app.documents.worker import write
from tests.documents.hostile import with_body, with_part
from tests.documents.samples import heading, paragraph, text
from tests.documents.test_reading import SENT, WORD
from tests.documents.test_tracking import TEXT as OURS

pytestmark = pytest.mark.row("D9")

KIM, LEA = (f'w:author="{name}" w:date="2026-11-23T10:00:00Z"' for name in ("Kim", "Lea"))


def run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def line(*inner: str, mark: str = "", style: str = "") -> str:
    return f"<w:p><w:pPr>{style}<w:rPr>{mark}</w:rPr></w:pPr>{''.join(inner)}</w:p>"


def change(kind: str, words: str, by: str = KIM) -> str:
    said = run(words).replace("w:t", "w:delText") if kind == "del" else run(words)
    return f"<w:{kind} w:id='1' {by}>{said}</w:{kind}>"


def mark(kind: str, by: str = KIM) -> str:
    return f"<w:{kind} w:id='1' {by}/>"


# The change of words is Kim's, the new paragraph Lea's.
BODY = "".join(
    [
        line(run("Ziel"), style="<w:pStyle w:val='Heading1'/>"),
        line(run("Die Länder "), change("del", "sollen"), change("ins", "müssen"), run(" handeln.")),
        line(run("Erster, der verbunden wird."), mark=mark("del")),
        line(run("Zweiter dazu.")),
        line(change("del", "Dieser Absatz geht ganz."), mark=mark("del")),
        line(run("Danach bleibt dieser.")),
        line(change("ins", "Neu ist dieser Absatz.", LEA), mark=mark("ins", LEA)),
        line(run("Es "), change("moveFrom", "wandert "), run("und "), change("moveTo", "wandert "), run("weiter.")),
    ]
)
BEFORE = [
    "Ziel", "Die Länder sollen handeln.", "Erster, der verbunden wird.", "Zweiter dazu.", "Dieser Absatz geht ganz.",
    "Danach bleibt dieser.", "Es wandert und weiter.",
]  # fmt: skip
AFTER = [
    "Ziel", "Die Länder müssen handeln.", "Erster, der verbunden wird.Zweiter dazu.", "Danach bleibt dieser.",
    "Neu ist dieser Absatz.", "Es und wandert weiter.",
]  # fmt: skip


def lines(wording: Wording | None) -> list[str]:
    assert wording is not None
    return ["".join(piece["text"] for piece in block["content"]) for block in wording.blocks]


def said_by(manuscript: Manuscript, name: str) -> set[str]:
    return {one.words.strip() for one in manuscript.changes if one.by == name} - {""}


def check(manuscript: Manuscript) -> None:
    assert lines(manuscript.before) == BEFORE
    assert lines(manuscript.wording) == AFTER
    assert said_by(manuscript, "Kim") == {"sollen", "müssen", "Dieser Absatz geht ganz.", "wandert"}
    assert said_by(manuscript, "Lea") == {"Neu ist dieser Absatz."}


def test_a_docx_is_read_with_and_without_its_changes_moved_words_among_them() -> None:
    check(read_manuscript(with_body(BODY)))


@pytest.mark.parametrize("target", [WORD, "odt"])
def test_so_is_what_libreoffice_makes_of_it(soffice, target: str) -> None:
    check(read_manuscript(soffice.convert(with_body(BODY), "docx", target)))


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_so_is_a_file_of_ours_and_what_was_put_in_and_struck_was_never_there(form: str) -> None:
    manuscript = read_manuscript(write(OURS, form))
    assert lines(Wording("", manuscript.wording.blocks[:2]))[1] == "Die Länder müssen jetzt handeln & <tun>."
    assert manuscript.before is not None
    assert manuscript.before.blocks[1] == paragraph("Die Länder sollen handeln & <tun>.")
    assert manuscript.before.blocks[-1] == paragraph("beschlossen")
    assert {one.by for one in manuscript.changes} == {"Leyla Beispiel, Amt", "Jonas <Muster>"}


def test_of_a_docx_headings_that_were_joined_or_divided_are_read_both_ways() -> None:
    style = "<w:pStyle w:val='Heading2'/>"
    joined = line(run("Kopf"), mark=mark("del"), style=style) + line(run(" und Text."))
    divided = line(run("Kopf"), mark=mark("ins"), style=style) + line(run(" und Text."))
    gone = line(change("del", "Kopf"), mark=mark("del"), style=style) + line(run("Text."))
    whole, two = [heading(2, "Kopf und Text.")], [heading(2, "Kopf"), paragraph("und Text.")]
    without = [paragraph("Text.")]
    for body, before, after in ((joined, two, whole), (divided, whole, two), (gone, [two[0], *without], without)):
        manuscript = read_manuscript(with_body(body))
        assert manuscript.before == Wording("", before)
        assert manuscript.blocks == after


def test_of_a_docx_lines_and_words_look_as_they_did() -> None:
    style = f"<w:pStyle w:val='Heading2'/><w:pPrChange w:id='7' {KIM}><w:pPr/></w:pPrChange>"
    look = f"<w:rPr><w:b/><w:rPrChange w:id='8' {KIM}><w:rPr/></w:rPrChange></w:rPr>"
    manuscript = read_manuscript(with_body(line(run("Zeile").replace("<w:r>", f"<w:r>{look}"), style=style) + line()))
    assert manuscript.blocks == [{**heading(2, ""), "content": [text("Zeile", bold={})]}]
    assert manuscript.before == Wording("", [paragraph("Zeile")])
    assert set(manuscript.changes) == {Tracked("Kim", "", is_struck=False)}


REGION = '<text:changed-region text:id="{}">{}</text:changed-region>'
STRUCK = "<text:deletion><office:change-info/>{}</text:deletion>"


def odt(regions: str, body: str) -> bytes:
    """An ODT with these changes and this text."""
    names = "office", "text", "style"
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    changes = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    xml = f"<office:body><office:text>{changes}{body}</office:text></office:body>"
    content = f"<office:document-content{spaces}>{xml}</office:document-content>"
    return with_part("content.xml", content.encode(), write(SENT, "odt"))


def test_of_an_odt_a_passage_over_several_paragraphs_comes_back_as_these() -> None:
    gone = STRUCK.format(
        "<text:p>Ende eins.</text:p><text:h text:outline-level='2'>Mitte</text:h><text:p>Anfang </text:p>"
    )
    body = '<text:p>Eins. <text:change text:change-id="a"/>drei.</text:p>'
    manuscript = read_manuscript(odt(REGION.format("a", gone), body))
    assert manuscript.before == Wording(
        "", [paragraph("Eins. Ende eins."), heading(2, "Mitte"), paragraph("Anfang drei.")]
    )
    assert manuscript.blocks == [paragraph("Eins. drei.")]


def test_of_an_odt_struck_items_come_back_with_all_their_words() -> None:
    gone = STRUCK.format("<text:p/><text:list><text:list-item><text:p>zwei</text:p></text:list-item></text:list>")
    item = '<text:list-item><text:p>eins<text:change text:change-id="a"/></text:p></text:list-item>'
    manuscript = read_manuscript(odt(REGION.format("a", gone), f"<text:list>{item}</text:list>"))
    assert manuscript.before is not None
    assert [node["text"] for node in walk(manuscript.before.blocks) if "text" in node] == ["eins", "zwei"]


def test_of_an_odt_words_whose_look_was_changed_have_none() -> None:
    region = REGION.format("a", "<text:format-change><office:change-info/></text:format-change>")
    bold = '<text:span text:style-name="Strong_20_Emphasis">fett</text:span>'
    new = f'<text:change-start text:change-id="a"/>{bold}<text:change-end text:change-id="a"/>'
    manuscript = read_manuscript(odt(region, f"<text:p>Ganz {new}</text:p>"))
    assert manuscript.before == Wording("", [paragraph("Ganz fett")])


def test_of_an_odt_items_that_are_new_are_none_and_lines_that_were_divided_are_one() -> None:
    regions = "".join(REGION.format(name, "<text:insertion><office:change-info/></text:insertion>") for name in "ab")
    start, end = ('<text:change-{} text:change-id="{}"/>'.format(*one) for one in (("start", "{}"), ("end", "{}")))
    items = "".join(f"<text:list-item><text:p>{words}</text:p></text:list-item>" for words in (
        f"Erstens.{start.format('a')}", f"Zweitens.{end.format('a')}", "Drittens."
    ))  # fmt: skip
    lines = f"<text:p>Vorn {start.format('b')}</text:p><text:p>{end.format('b')}hinten.</text:p>"
    manuscript = read_manuscript(odt(regions, f"<text:list>{items}</text:list>{lines}"))
    assert manuscript.before is not None
    listed, divided = manuscript.before.blocks
    assert [one["content"] for one in listed["content"]] == [[paragraph("Erstens.")], [paragraph("Drittens.")]]
    assert divided == paragraph("Vorn hinten.")


def test_of_an_odt_the_lines_of_a_comment_in_new_words_are_not_taken_for_the_text() -> None:
    region = REGION.format("a", "<text:insertion><office:change-info/></text:insertion>")
    said = "<office:annotation><text:p>Bitte kürzen</text:p></office:annotation>"
    new = f'<text:change-start text:change-id="a"/>neu {said}<text:change-end text:change-id="a"/>'
    manuscript = read_manuscript(odt(region, f"<text:p>Alt {new}Ende.</text:p>"))
    assert (manuscript.before, [one.text for one in manuscript.remarks]) == (
        Wording("", [paragraph("Alt Ende.")]), ["Bitte kürzen"],
    )  # fmt: skip
