"""What LibreOffice's own review makes of our tracked changes: all accepted, and all rejected, to the last letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.documents.document import Document, Heading, Text
from app.documents.tree import Node
from app.documents.worker import write
from tests.documents.samples import bullets, paragraph, text
from tests.documents.test_tracking import JONAS, LEYLA, part

pytestmark = pytest.mark.row("D4")


def sign(kind: str = "paragraph", signs: str = "¶", **marks: dict[str, Any]) -> Node:
    """A break that somebody suggests."""
    return text(signs, **{"insertion": LEYLA, "break": {"kind": kind}, **marks})


def headline(*content: Node) -> Node:
    return {"type": "heading", "attrs": {"level": 1}, "content": list(content)}


BREAKS = Document(
    "Übergänge",
    [
        Heading(1, "Ziel"),
        Text(
            [
                paragraph("Erster.", sign(), text(" Zweiter", italic={}), text(" neuer", insertion=LEYLA), " Satz."),
                paragraph(text("Alles neu", insertion=JONAS), sign(insertion=JONAS), "Das stand hier."),
                bullets([paragraph("Eins", sign(signs="¶¶"), text("zwei", insertion=JONAS))], [paragraph("drei")]),
                bullets([paragraph("Davor"), paragraph("Da", sign(), "hinter")]),
                headline(text("Teil"), sign(), text(" eins")),
                paragraph("Zeile", sign("line", "↵↵"), "danach", sign(deletion=JONAS), "Ende"),
                paragraph("Am Schluss.", sign()),
                paragraph("Aus."),
            ],
            tracked=True,
        ),
    ],
    1_700_000_000,
)
ACCEPTED = """Übergänge
Ziel
Erster.
 Zweiter neuer Satz.
Alles neu
Das stand hier.
Eins

zwei
drei
Davor
Da
hinter
Teil
 eins
Zeile

danachEnde
Am Schluss.

Aus."""
REJECTED = """Übergänge
Ziel
Erster. Zweiter Satz.
Das stand hier.
Eins
drei
Davor
Dahinter
Teil eins
ZeiledanachEnde
Am Schluss.
Aus."""


# What LibreOffice prints before an item; before its second paragraph, it differs by the format.
_LABEL = re.compile("^    (• |  )")


@pytest.fixture(scope="module", params=["docx", "odt"])
def reviewed(request: pytest.FixtureRequest, soffice) -> dict[str, list[str]]:
    decided: dict[str, list[str]] = soffice.decided(write(BREAKS, request.param), request.param)
    return {name: [_LABEL.sub("", line) for line in lines] for name, lines in decided.items()}


def test_accepting_all_makes_every_suggested_break(reviewed):
    assert reviewed["accepted"] == ACCEPTED.splitlines()


def test_rejecting_all_leaves_none_of_them(reviewed):
    assert reviewed["rejected"] == REJECTED.splitlines()


def test_word_has_a_suggested_paragraph_in_the_properties_of_the_one_before_it():
    xml = part(write(BREAKS, "docx"), "word/document.xml")
    first = xml[xml.index('"FirstParagraph"') : xml.index("Erster.")]
    who = 'w:author="Leyla Beispiel, Amt" w:date="2026-11-23T10:00:00Z"'
    assert f'<w:rPr><w:ins w:id="1" {who}/></w:rPr>' in first
    assert "konsenswerk-" not in xml
