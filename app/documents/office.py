"""The house layout of DOCX and ODT: pandoc writes the content, our styles, header and footer take the place of its own.

Both formats are ZIP archives of XML files; those of the layout are in layout/docx and layout/odt, with $placeholders.
ECMA-376 (DOCX) part 1, chapters 11 and 17; OASIS OpenDocument 1.3 part 3.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from string import Template
from typing import Final
from xml.sax.saxutils import escape

from app.documents.document import Document, page_words
from app.documents.docx_changes import END
from app.documents.reshaping import reshaped

LAYOUT: Final = Path(__file__).parent / "layout"

_PANDOC_DATE: Final = "1970-01-01T00:00:00Z"
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # a ZIP archive knows no earlier date
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCX_PARTS: Final = {"houseHeader": "header", "houseFirstHeader": "first-header", "houseFooter": "footer"}
_END: Final = re.compile(f"<{END}>(.*?)</{END}>")
_CHANGE: Final = re.compile(r'(<w:(?:ins|del|rPrChange|pPrChange) w:id=")\d+')
_PROPERTIES_END: Final = re.compile("(<w:pPrChange |</w:pPr>)")
_ODT_CELL: Final = 'fo:padding="0.06cm" fo:padding-left="0cm" fo:padding-right="0.2cm" fo:border-bottom="{rule}"'
_ODT_RULES: Final = {"TableHeaderRowCell": "1pt solid #0b4f6c", "TableRowCell": "0.5pt solid #b9c4ce"}


def dress_docx(data: bytes, document: Document) -> bytes:
    """pandoc's DOCX in the house layout."""
    words = _words(document, line_break="</w:t><w:br/><w:t>")
    added = {f"word/{name}.xml": _layout(f"docx/{name}.xml", words) for name in _DOCX_PARTS.values()}
    section = _layout("docx/section.xml", words)
    edits: dict[str, Callable[[str], str]] = {
        "word/styles.xml": lambda _: _layout("docx/styles.xml", words),
        "word/document.xml": lambda xml: _tracked(_tables(_replaced(r"<w:sectPr>.*</w:sectPr>", section, xml))),
        "word/settings.xml": lambda xml: xml.replace('Lang w:val="en-US"', f'Lang w:val="{words["language"]}"'),
        "docProps/core.xml": lambda xml: _dated(xml, document.timestamp),
        "word/_rels/document.xml.rels": lambda xml: _before_end("Relationships", _relations(), xml),
        "[Content_Types].xml": lambda xml: _before_end("Types", _content_types(), xml),
    }
    return _rewritten(data, edits, added, document.timestamp)


def dress_odt(data: bytes, document: Document) -> bytes:
    """pandoc's ODT in the house layout."""
    words = _words(document, line_break="<text:line-break/>")
    edits: dict[str, Callable[[str], str]] = {
        "styles.xml": lambda _: _layout("odt/styles.xml", words),
        "content.xml": lambda xml: _changes_first(_odt_rules(xml)),
        "meta.xml": lambda xml: _dated(xml, document.timestamp),
    }
    return _rewritten(data, edits, {}, document.timestamp)


def _words(document: Document, line_break: str) -> dict[str, str]:
    """What the placeholders of the layout stand for, as XML."""
    tongue, _, country = document.language.partition("-")
    footer = line_break.join(escape(line) for line in document.footer)
    plain = {
        "subtitle": document.subtitle,
        "notice": document.notice,
        "language": document.language,
        "tongue": tongue,
        "country": country or "none",
        **page_words(document.language),
    }
    return {"footer": footer} | {name: escape(value, {'"': "&quot;"}) for name, value in plain.items()}


def _layout(name: str, words: Mapping[str, str]) -> str:
    return Template((LAYOUT / name).read_text(encoding="utf-8")).substitute(words)


def _replaced(pattern: str, replacement: str, xml: str) -> str:
    return re.sub(pattern, lambda _: replacement, xml, count=1, flags=re.DOTALL)


def _before_end(element: str, addition: str, xml: str) -> str:
    return xml.replace(f"</{element}>", f"{addition}</{element}>")


def _dated(xml: str, timestamp: int) -> str:
    return xml.replace(_PANDOC_DATE, datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _tables(xml: str) -> str:
    """A table without a header row has its labels in the first column: tell Word so."""
    look = 'w:firstRow="0" w:lastRow="0" w:firstColumn="{}"'
    return xml.replace(look.format(0), look.format(1))


def _tracked(xml: str) -> str:
    """Its changes in their places; each has a number of its own, as pandoc has not."""
    numbers = count(1)
    return _CHANGE.sub(lambda found: f"{found[1]}{next(numbers)}", _ends(reshaped(xml)))


def _ends(xml: str) -> str:
    """What is said of a paragraph's end belongs to its properties."""
    return "<w:p>".join(map(_with_end, xml.split("<w:p>")))


def _with_end(paragraph: str) -> str:
    ends = _END.findall(paragraph)
    if not ends:
        return paragraph
    said, words = f"<w:rPr>{''.join(ends)}</w:rPr>", _END.sub("", paragraph)
    if words.startswith("<w:pPr>"):
        return _PROPERTIES_END.sub(lambda found: f"{said}{found[1]}", words, count=1)
    return f"<w:pPr>{said}</w:pPr>{words}"


def _relations() -> str:
    return "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{_kind(name)}" Target="{name}.xml"/>'
        for identifier, name in _DOCX_PARTS.items()
    )


def _content_types() -> str:
    return "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_kind(name)}+xml"/>'
        for name in _DOCX_PARTS.values()
    )


def _kind(name: str) -> str:
    return name.removeprefix("first-")


def _odt_rules(xml: str) -> str:
    for name, rule in _ODT_RULES.items():
        cell = f'(<style:style style:name="{name}" [^>]*>\\s*<style:table-cell-properties )fo:border="none"'
        xml = re.sub(cell, rf"\g<1>{_ODT_CELL.format(rule=rule)}", xml)
    return xml


def _changes_first(xml: str) -> str:
    """The list of tracked changes stands before all text, the title included."""
    changes = re.search(r"<text:tracked-changes>.*</text:tracked-changes>", xml, re.DOTALL)
    if changes is None:
        return xml
    return xml.replace(changes[0], "").replace("<office:text>", f"<office:text>{changes[0]}")


def _rewritten(
    data: bytes, edits: Mapping[str, Callable[[str], str]], added: Mapping[str, str], timestamp: int
) -> bytes:
    """The archive with some files changed, some added, and the same date on all; their order and compression stay."""
    date = max(_ZIP_EPOCH, datetime.fromtimestamp(timestamp, UTC).timetuple()[:6])
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in edits:
                content = edits[entry.filename](content.decode()).encode()
            target.writestr(zipfile.ZipInfo(entry.filename, date), content, entry.compress_type)
        for name, xml in added.items():
            target.writestr(zipfile.ZipInfo(name, date), xml, zipfile.ZIP_DEFLATED)
    return result.getvalue()
