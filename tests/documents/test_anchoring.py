"""Where the comments of a file stand in its lines, as Word and LibreOffice write them."""

from __future__ import annotations

import pytest

from app.documents.document import Document, Heading, Remark, Text
from app.documents.failures import NotRead
from app.documents.reader import read
from app.documents.received import Received
from app.documents.worker import write
from tests.documents.hostile import line, packed, parts, with_body
from tests.documents.samples import paragraph, text

pytestmark = pytest.mark.row("D9")

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def commented(body: str, **comments: str) -> bytes:
    """A DOCX with this body, and comments by their numbers (c0=…); c1 answers c0, where there are both."""
    made = "".join(
        f'<w:comment w:id="{name[1:]}" w:author="Kim {name}"><w:p w14:paraId="{name}">{run(said)}</w:p></w:comment>'
        for name, said in comments.items()
    )
    threads = '<w15:commentEx w15:paraId="c1" w15:paraIdParent="c0" w15:done="0"/>'
    extra = {
        "word/comments.xml": f"<w:comments {_W} {_W14}>{made}</w:comments>".encode(),
        "word/commentsExtended.xml": f"<w15:commentsEx {_W15}>{threads}</w15:commentsEx>".encode(),
    }
    return packed({**parts(with_body(body)), **extra})


def begin(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def passages(found: Received) -> list[list[str]]:
    """The words that each comment stands on."""
    return [[found.lines[at.line].text[at.start : at.end] for at in one.places] for one in found.remarks]


def test_a_comment_stands_on_its_words_also_where_word_cuts_them_into_runs():
    found = read(
        commented(f"<w:p>{run('Die La')}{begin(0)}{run('̈n')}{run('der')}{end(0)}{run(' sollen.')}</w:p>", c0="Wer?")
    )
    assert [one.text for one in found.lines] == ["Die Länder sollen."]
    assert passages(found)[0][0].endswith("der")


def test_one_over_several_paragraphs_stands_in_each_of_them():
    first, last = f"{run('Erster ')}{begin(0)}{run('Satz.')}", f"{run('Letzter')}{end(0)}{run('.')}"
    body = f"<w:p>{first}</w:p>{line('Mitte.')}<w:p>{last}</w:p>"
    assert passages(read(commented(body, c0="Alles?"))) == [["Satz.", "Mitte.", "Letzter"]]


def test_one_that_begins_between_two_paragraphs_begins_with_the_next():
    body = f"{line('Davor.')}{begin(0)}{line('Danach.')}<w:p>{run('Ende')}{end(0)}</w:p>"
    assert passages(read(commented(body, c0="So?"))) == [["Danach.", "Ende"]]


def test_one_without_a_passage_stands_at_a_point_and_one_in_a_table_nowhere():
    cell = f"<w:tbl><w:tr><w:tc><w:p>{begin(2)}{run('Zelle')}{end(2)}</w:p></w:tc></w:tr></w:tbl>"
    body = f'<w:p>{run("Die Länder")}<w:r><w:commentReference w:id="0"/></w:r>{run(" sollen.")}</w:p>{cell}'
    found = read(commented(body, c0="Hier?", c2="Und hier?"))
    assert passages(found) == [[""], []]
    assert found.remarks[0].places[0].start == len("Die Länder")
    assert [one.words for one in found.extras] == ["Zelle"]


def test_words_that_were_struck_are_no_part_of_the_passage():
    struck = '<w:del w:id="9" w:author="Kim"><w:r><w:delText>sollen</w:delText></w:r></w:del>'
    put_in = f'<w:ins w:id="8" w:author="Kim">{run("müssen")}</w:ins>'
    found = read(commented(f"<w:p>{run('Sie ')}{begin(0)}{struck}{put_in}{end(0)}{run(' das.')}</w:p>", c0="Warum?"))
    assert (found.lines[0].text, passages(found)) == ("Sie müssen das.", [["müssen"]])


def test_an_answer_belongs_to_the_thread_of_its_comment():
    found = read(commented(f"<w:p>{begin(0)}{begin(1)}{run('Ziel')}{end(0)}{end(1)}</w:p>", c0="Wer?", c1="Alle."))
    assert [(one.by, one.text, [reply.text for reply in one.replies]) for one in found.remarks] == [
        ("Kim c0", "Wer?", ["Alle."])
    ]


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_we_write_we_find_again(form):
    remarks = [Remark(one, "Kim", "2026-11-23T10:00:00Z", "Wozu?") for one in ("a", "b")]
    blocks = [
        paragraph(
            text("Die "), text("Länder", comment={"ids": ["a"]}), text(" sollen", comment={"ids": ["a", "b"]}), "."
        )
    ]
    document = Document("Titel", [Heading(1, "Ziel"), Text(blocks, tracked=True)], 0, remarks=remarks)
    assert passages(read(write(document, form))) == [["Länder sollen"], [" sollen"]]


def test_signs_that_a_file_brings_itself_mean_nothing():
    found = read(with_body(line("Ein \ufdd0\ufdd5\ufdd1 Wort &#xFDD0;x&#xFDD1;")))
    assert [one.text.split() for one in found.lines] == [["Ein", "Wort", "x"]]


def test_relationships_say_which_file_is_the_text_and_which_has_the_comments():
    body = f"<w:p>{run('Die ')}{begin(0)}{run('Länder')}{end(0)}</w:p>"
    names = {"word/document.xml": "word/document2.xml", "word/comments.xml": "word/notes.xml"}
    names["word/_rels/document.xml.rels"] = "word/_rels/document2.xml.rels"
    files = {names.get(name, name): content for name, content in parts(commented(body, c0="Wer?")).items()}
    for name in ("_rels/.rels", "[Content_Types].xml", "word/_rels/document2.xml.rels"):
        content = files[name].replace(b"word/document.xml", b"word/document2.xml")
        files[name] = content.replace(b"comments.xml", b"notes.xml")
    found = read(packed(files))
    assert ([one.text for one in found.lines], passages(found)) == (["Die Länder"], [["Länder"]])


def test_a_package_whose_main_file_is_no_text_is_refused():
    files = parts(commented("<w:p/>", c0=""))
    relations = files["_rels/.rels"].replace(b"word/document", b"xl/workbook")
    sheet = {"xl/workbook.xml": b"<workbook/>", "_rels/.rels": relations}
    with pytest.raises(NotRead, match="no_text_file"):
        read(packed({**files, **sheet}))
