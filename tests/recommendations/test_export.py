"""The files of a record say what the record says, field by field."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest
from flask import Flask

from app import i18n
from app.documents.document import Document, prepared
from app.documents.rendering import render
from app.recommendations import export, seal
from app.recommendations import leaf as leaves
from app.recommendations.leaf import Leaf
from app.recommendations.models import Recommendation
from tests.recommendations.samples import KEY, leaf

FIELDS = (
    "2027-SI-02", "Fassung 1.0", "Sprachliche Integration", "Bund", "Länder", "sollte", "Ein planbares Grundangebot.",
    "Gemeinsame Deutschangebote für Eltern und Kinder verstetigen", "sollten gemeinsam mit den Trägern prüfen.",
    "Konsens", "17 von 19 = 89,5 %", "Enthaltungen zählen nicht mit.", "Beschlussfähig ab 11 Stimmen.",
    "Zustimmung mit Bedenken", "Stimmberechtigte", "20", "Stadt Musterhausen", "Frühe sprachliche Bildung",
    "2027-SI-V01", "11. März 2027", "Was fehlt?", "H-08: Gemeinsame Angebote", "Cluster „Eltern“", "23", "120 Punkte",
    "12.03.2027, 15:48 Uhr", "https://example.org/empfehlungen/2027-SI-02", "Beispieldaten – keine Beschlüsse des BAMF",
    "kein Förderprogramm", "Woher die Sätze kommen", "Vorschlag 3 (Länder, 11. März 2027)",
    "Abstimmung über den Wortlaut: Wer prüft? (5 von 7 Stimmen für diesen Wortlaut)", "Verweis auf Quelle 1",
    "Der Bund prüft.", "Worauf sich der Text beruft", "Sprachstand 2026. Studie, Institut Muster",
)  # fmt: skip


_PARTS = re.compile(r"(document|header\d*|footer\d*|content|styles)\.xml$")
"""Where DOCX and ODT keep what people read."""


def stored(sealed: Leaf) -> Recommendation:
    hashed = leaves.leaf_hash(leaves.pack(sealed))
    return Recommendation(leaf_hash=hashed, key_id=seal.key_id(KEY.public))


def document(sealed: Leaf) -> Document:
    app = Flask("app")
    i18n.init(app)
    with app.app_context():
        return export.document(stored(sealed), sealed, "https://example.org/empfehlungen/2027-SI-02")


@pytest.fixture(scope="module")
def paper() -> tuple[Leaf, dict[str, bytes]]:
    """A leaf and its files."""
    sealed = leaf()
    printed = document(sealed)
    return sealed, {name: render(printed, name) for name in ("pdf", "docx", "odt", "html")}


def words(name: str, file: bytes) -> str:
    """What a reader reads in a file, in one line."""
    if name == "pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=file, capture_output=True, check=True)  # noqa: S607  # poppler
        text = done.stdout.decode()
    elif name == "html":
        text = re.sub(r"<[^>]*>", " ", file.decode())
    else:
        text = _office(file)
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


def _office(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = [name for name in archive.namelist() if _PARTS.search(name)]
        return " ".join(_text(archive.read(part)) for part in parts)


def _text(xml: bytes) -> str:
    """The text of paragraphs, a space between them."""
    paragraphs = [one for one in ElementTree.fromstring(xml).iter() if one.tag.endswith(("}p", "}h"))]  # noqa: S314  # our file
    return " ".join("".join(one.itertext()) for one in paragraphs)


@pytest.mark.row("E6")
@pytest.mark.parametrize("name", ["pdf", "docx", "odt", "html"])
def test_r13_every_field_of_the_record_is_in_the_file(paper, name):
    read = words(name, paper[1][name]).replace("\u00a0", " ")
    assert [field for field in FIELDS if field not in read] == []


@pytest.mark.row("E6")
@pytest.mark.parametrize("name", ["pdf", "docx", "odt"])
def test_r13_a_file_shows_the_hashes_by_which_it_can_be_compared(paper, name):
    sealed, files = paper
    read = words(name, files[name]).replace(" ", "")
    assert sealed["text"]["fingerprint"] in read
    assert leaves.leaf_hash(leaves.pack(sealed)).hex() in read


@pytest.mark.row("E6")
def test_r13_the_votes_stand_in_a_table_with_every_answer(paper):
    parts = prepared(document(paper[0])).parts
    table = next(part for part in parts if part.kind == "table" and part.caption == "Stimmen")
    assert dict(table.rows) == {
        "Zustimmung": "13", "Zustimmung mit Bedenken": "4", "Enthaltung": "0", "Einwand": "2", "befangen": "1",
        "ungültig": "0", "nicht abgegeben": "0", "Stimmberechtigte": "20",
    }  # fmt: skip


@pytest.mark.row("E6")
def test_the_pages_offer_the_files_in_every_format(agreement, client):
    agreement.record(agreement.agreed())
    page = client.get("/empfehlungen/2027-SI-01").text
    for name, kind in (("pdf", b"%PDF"), ("docx", b"PK"), ("odt", b"PK"), ("html", b"<!doctype html>")):
        assert f"/empfehlungen/2027-SI-01.{name}" in page
        file = client.get(f"/empfehlungen/2027-SI-01.{name}")
        assert file.status_code == 200
        assert file.data.startswith(kind)
    assert client.get("/empfehlungen/2027-SI-02.pdf").status_code == 404
    assert client.get("/empfehlungen/2027-SI-01.exe").status_code == 404
