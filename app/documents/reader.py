"""`python -m app.documents.reader KIND`: a file on standard input, what it says as JSON on standard output.

KIND is `lines` (DOCX and ODT, for comparing), `manuscript` (a new text with its structure, Markdown too) or `plain`
(the same, where the end of a line counts). Ends with 0, or with the code `failures.FAILED` and the reason on standard
error; anything else is a defect.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

from app.documents import manuscript, pandoc, received
from app.documents.archive import Archive, opened
from app.documents.failures import FAILED, ExporterMissing, ExportFailed, NotRead
from app.documents.lines import Reading, all_words
from app.documents.manuscript import MAX_NESTING, Manuscript, nesting
from app.documents.markdown_reader import read_markdown
from app.documents.missed import missed
from app.documents.plain import decoded, is_text
from app.documents.received import MAX_CHARACTERS, MAX_LINES, Received, printed
from app.documents.reference import reference_of
from app.documents.remarks import remarks_of
from app.documents.structure import Structure
from app.documents.tree import normalise, printable
from app.documents.unread import is_tracked, odt_title, unread

MEMORY: Final = 1536 * 1024 * 1024  # bytes of addresses, for this process and for pandoc, which it starts
CPU_SECONDS: Final = 60  # for each of both


def read(data: bytes) -> Received:
    """What a file says with all its tracked changes accepted, read in this process; raises NotRead."""
    archive = opened(data)
    try:
        found = printed(_lines(archive))
    except (RecursionError, ValueError, KeyError) as error:
        raise NotRead("unreadable") from error
    if found.length > MAX_CHARACTERS or len(found.lines) + len(found.extras) > MAX_LINES:
        raise NotRead("too_long")
    if not found.lines:
        raise NotRead("empty")
    return found


def _lines(archive: Archive) -> Received:
    tree = _tree(archive)
    reading = Reading(tree)
    # Our own files have headers and footers, too: they say nothing new.
    others = (one for one in unread(archive) if one.kind != "edge")
    extras = (*reading.extras, *others, *missed(archive, all_words(tree)))
    named = [one for one in extras if one.words.strip()]
    return Received(reading.lines, named, remarks_of(archive), reference_of(archive))


def read_manuscript(data: bytes, *, keeps_lines: bool = False) -> Manuscript:
    """The same with its structure, of Markdown and plain text, too; raises NotRead."""
    try:
        found = read_markdown(decoded(data), keeps_lines=keeps_lines) if is_text(data) else _office(opened(data))
        if nesting(found.blocks) > MAX_NESTING:
            raise NotRead("unreadable")
    except (RecursionError, ValueError, KeyError) as error:
        raise NotRead("unreadable") from error
    if found.length > MAX_CHARACTERS or found.parts > MAX_LINES:
        raise NotRead("too_long")
    if not found.has_words:
        raise NotRead("empty")
    return found


def _office(archive: Archive) -> Manuscript:
    tree = _tree(archive)
    structure = Structure(tree)
    title = odt_title(archive) if archive.form == "odt" else structure.title
    return Manuscript(
        normalise(structure.blocks[1:] if title and not structure.title else structure.blocks),
        title=printable(title),
        extras=[one.printed() for one in (*structure.extras, *unread(archive), *missed(archive, all_words(tree)))],
        remarks=[one.printed() for one in remarks_of(archive)],
        is_tracked=is_tracked(archive),
    )


def _tree(archive: Archive) -> dict[str, Any]:
    options = ["--standalone", f"--from={archive.form}", "--to=json", "--track-changes=accept"]
    try:
        tree: dict[str, Any] = json.loads(pandoc.run(options, archive.packed()))
    except ExporterMissing as error:
        raise NotRead("missing") from error
    except ExportFailed as error:
        raise NotRead("unreadable") from error
    return tree


READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "lines": lambda data: received.to_json(read(data)),
    "manuscript": lambda data: manuscript.to_json(read_manuscript(data)),
    "plain": lambda data: manuscript.to_json(read_manuscript(data, keeps_lines=True)),
}


def bound() -> None:
    """Let this process, and what it starts, have no more than its share of the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def main(kind: str) -> int:
    """Read the file and return the exit code."""
    try:
        result = READERS[kind](sys.stdin.buffer.read())
    except NotRead as refused:
        sys.stderr.write(refused.reason)
        return FAILED
    sys.stdout.buffer.write(result.encode(errors="replace"))
    return 0


if __name__ == "__main__":
    bound()
    sys.exit(main(sys.argv[1]))
