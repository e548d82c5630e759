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
from app.documents.anchoring import places_in, with_signs, without_signs
from app.documents.archive import Archive, opened
from app.documents.authors import tracked_in
from app.documents.ends import without_ends
from app.documents.failures import FAILED, ExporterMissing, ExportFailed, NotRead
from app.documents.lines import Reading, all_words
from app.documents.manuscript import MAX_NESTING, Manuscript, Wording, nesting
from app.documents.markdown_reader import read_markdown
from app.documents.missed import missed
from app.documents.plain import decoded, is_text
from app.documents.received import MAX_CHARACTERS, MAX_LINES, Received, printed
from app.documents.reference import reference_of
from app.documents.remarks import remarks_of
from app.documents.structure import Structure
from app.documents.tree import Node, normalise, printable
from app.documents.unread import is_tracked, odt_begins_with_title, unread
from app.documents.untracked import untracked

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
    tree = _tree(with_signs(archive))
    reading = Reading(tree)
    lines, places = places_in(reading.lines)
    # Our own files have headers and footers, too: they say nothing new.
    others = (one for one in unread(archive) if one.kind != "edge")
    extras = (*reading.extras, *others, *missed(archive, without_signs(all_words(tree))))
    named = [one.printed() for one in extras if printable(one.words).strip()]
    return Received(lines, named, remarks_of(archive, places), reference_of(archive))


def read_manuscript(data: bytes, *, keeps_lines: bool = False) -> Manuscript:
    """The same with its structure, of Markdown and plain text, too; raises NotRead."""
    try:
        found = read_markdown(decoded(data), keeps_lines=keeps_lines) if is_text(data) else _office(opened(data))
        if max(nesting(found.blocks), nesting(found.before.blocks if found.before else ())) > MAX_NESTING:
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
    wording, extras = _wording(archive, structure), structure.extras
    before, changes = None, []
    if is_tracked(archive):
        earlier = untracked(archive)
        former = Structure(_tree(earlier, "reject"))
        before, changes = _wording(earlier, former), tracked_in(archive)
        extras += (one for one in former.extras if one not in extras)
    return Manuscript(
        wording.blocks,
        title=wording.title,
        before=before,
        changes=[one.printed() for one in changes],
        extras=[one.printed() for one in (*extras, *unread(archive), *missed(archive, all_words(tree)))],
        remarks=[one.printed() for one in remarks_of(archive)],
    )


def _wording(archive: Archive, structure: Structure) -> Wording:
    title, blocks = structure.title, structure.blocks
    if archive.form == "odt" and blocks[:1] and blocks[0]["type"] == "paragraph" and odt_begins_with_title(archive):
        title, blocks = _words(blocks[0]), blocks[1:]
    return Wording(printable(title), normalise(blocks))


def _words(line: Node) -> str:
    return " ".join("".join(node.get("text", " ") for node in line["content"]).split())


def _tree(archive: Archive, changes: str = "accept") -> dict[str, Any]:
    options = ["--standalone", f"--from={archive.form}", "--to=json", f"--track-changes={changes}"]
    try:
        tree: dict[str, Any] = json.loads(pandoc.run(options, without_ends(archive, changes).packed()))
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
