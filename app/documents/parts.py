"""Which file of a DOCX is its text, and which are its comments: relationships say so, names only by custom.

ECMA-376 part 2 (Open Packaging Conventions), chapter 9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError, fromstring

from app.documents.failures import NotRead

DOCUMENT = "word/document.xml"
_PREFIX = re.compile(rb"xmlns:([A-Za-z][\w.-]*)=[\"']([^\"']+)[\"']")


def root(xml: bytes) -> Element:
    """The first element of a file in the archive; NotRead if it is broken."""
    try:
        return fromstring(xml)  # noqa: S314  # the archive refuses document types, and with them entities
    except (ParseError, LookupError, ValueError) as error:  # the last two: an encoding that nobody knows
        raise NotRead("unreadable") from error


def written(xml: bytes, top: Element) -> bytes:
    """A file of the archive with its first element changed; pandoc knows names by the prefix that they had."""
    for prefix, address in _PREFIX.findall(xml):
        if not re.fullmatch(rb"ns\d+", prefix):
            ElementTree.register_namespace(prefix.decode(), address.decode())
    changed: bytes = ElementTree.tostring(top, "utf-8", xml_declaration=True)
    return changed


def main_part(files: Mapping[str, bytes]) -> str:
    """The name of a DOCX's text; that of most if none is named, empty if it is no text."""
    named = related(files, "", "officeDocument") or DOCUMENT
    if named != DOCUMENT and b"wordprocessingml" not in files[named]:
        return ""
    return named if named in files else ""


def related(files: Mapping[str, bytes], part: str, kind: str) -> str:
    """The name of the file that `part` has for this, empty if it has none; "" is the package itself."""
    relations = files.get(join(dirname(part), "_rels", f"{basename(part)}.rels"))
    if relations is None:
        return ""
    targets = (one.get("Target", "") for one in root(relations) if one.get("Type", "").endswith(f"/{kind}"))
    names = (normpath(join("/", dirname(part), target)).lstrip("/") for target in targets)
    return next((name for name in names if name in files), "")
