"""By what a file of ours is known again: a property of its own, which Word and LibreOffice keep and nobody sees."""

from __future__ import annotations

from typing import Final

from app.documents.archive import Archive
from app.documents.parts import root

NAME: Final = "konsenswerk"

_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# The file of the archive, the element in it, and its attribute with the property's name.
_PLACES: Final = {
    "docx": ("docProps/custom.xml", _CUSTOM, "name"),
    "odt": ("meta.xml", f"{_META}user-defined", f"{_META}name"),
}


def reference_of(archive: Archive) -> str:
    """Empty for a file that is none of ours, or lost it."""
    file, tag, attribute = _PLACES[archive.form]
    if file not in archive.files:
        return ""
    found = (one for one in root(archive.files[file]).iter(tag) if one.get(attribute) == NAME)
    return next(("".join(one.itertext()).strip() for one in found), "")
