"""Step 6: the sealed record, its public page, its files, and a changed byte."""

from __future__ import annotations

import json
import re

from tests.browser.steps.story import QUESTION, SECTIONS, SENTENCE, TITLE
from tests.browser.visitors import Visitor
from tests.documents.readers import LibreOffice, pdf_words

FIELDS = [
    TITLE, QUESTION, "Angebote für Familien", SENTENCE, *SECTIONS.values(), "starker Konsens", "3 von 3", "sollte",
    "Elternbriefe sind nur auf Deutsch",
]  # fmt: skip


def record(chair: Visitor) -> str:
    chair.page.get_by_role("link", name="Empfehlung feststellen").first.click()
    chair.sees(SENTENCE)
    chair.page.get_by_label("sollte", exact=False).first.check()
    chair.check("06-feststellen")
    chair.press("Feststellen und siegeln")
    chair.answer("Siegeln")
    chair.page.wait_for_url(re.compile(r"/empfehlungen/\d{4}-SI-\d\d"))
    return chair.page.url.rsplit("/", 1)[-1]


def read_and_check(reader: Visitor, number: str) -> None:
    """The public reads the record without signing in, and sees a changed byte refused."""
    reader.open("/empfehlungen")
    reader.check("06-empfehlungen")
    reader.open(f"/empfehlungen/{number}")
    reader.sees(SENTENCE)
    reader.sees("starker Konsens", exact=False)
    for name in ("Leyla", "Jonas", "Andrea Probe"):
        assert name not in reader.page.content()
    reader.check("06-empfehlung")
    reader.check_narrow("06-empfehlung")
    record_file = reader.context.request.get(f"{reader.address}/empfehlungen/{number}.json").body()
    assert verdict(reader, record_file) == "unverändert"
    changed = record_file.replace(b"8", b"9", 1)
    assert json.loads(record_file)
    assert verdict(reader, changed) == "verändert"


def open_files(reader: Visitor, number: str, office: LibreOffice) -> None:
    """The exported files, opened by programs that are not ours, say field by field what the record says."""
    words = {ending: _words(download(reader, number, ending), ending, office) for ending in ("docx", "odt", "pdf")}
    for ending, text in words.items():
        missing = [field for field in (number, *FIELDS) if field not in text]
        assert missing == [], f"{ending} lacks {missing}"
        for name in ("Leyla", "Jonas", "Karin", "Andrea Probe"):
            assert name not in text


def download(reader: Visitor, number: str, ending: str) -> bytes:
    answer = reader.context.request.get(f"{reader.address}/empfehlungen/{number}.{ending}")
    assert answer.ok
    return answer.body()


def _words(file: bytes, ending: str, office: LibreOffice) -> str:
    pdf = file if ending == "pdf" else office.convert(file, ending, "pdf")
    return pdf_words(pdf)


def verdict(reader: Visitor, record_file: bytes) -> str:
    reader.open("/pruefen")
    reader.page.locator('input[type="file"]').set_input_files(
        {"name": "nachweis.json", "mimeType": "application/json", "buffer": record_file}
    )
    reader.page.locator('main form button[type="submit"]').click()
    reader.page.wait_for_load_state()
    reader.check("06-pruefen")
    text = reader.page.inner_text("main")
    return "unverändert" if "unverändert" in text.lower() and "achtung" not in text.lower() else "verändert"
