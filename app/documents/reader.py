"""`python -m app.documents.reader`: a DOCX or ODT on standard input, what it says as JSON on standard output.

Ends with 0, or with the code `failures.FAILED` and the reason on standard error; anything else is a defect.
"""

from __future__ import annotations

import json
import sys

from app.documents import pandoc
from app.documents.archive import Archive, opened
from app.documents.failures import FAILED, ExporterMissing, ExportFailed, NotRead
from app.documents.lines import Reading
from app.documents.received import Received, printed, to_json
from app.documents.remarks import remarks_of

MAX_CHARACTERS = 200_000  # as many as a draft can have; comments and all else count, too


def read(data: bytes) -> Received:
    """What a file says with all its tracked changes accepted, read in this process; raises NotRead."""
    archive = opened(data)
    try:
        reading = Reading(_tree(archive))
    except (RecursionError, ValueError, KeyError) as error:
        raise NotRead("unreadable") from error
    received = printed(Received(reading.lines, reading.extras, remarks_of(archive)))
    if received.length > MAX_CHARACTERS:
        raise NotRead("too_long")
    if not received.lines:
        raise NotRead("empty")
    return received


def _tree(archive: Archive) -> dict[str, object]:
    options = ["--standalone", f"--from={archive.form}", "--to=json", "--track-changes=accept"]
    try:
        tree: dict[str, object] = json.loads(pandoc.run(options, archive.packed()))
    except ExporterMissing as error:
        raise NotRead("missing") from error
    except ExportFailed as error:
        raise NotRead("unreadable") from error
    return tree


def main() -> int:
    """Read the file and return the exit code."""
    try:
        result = to_json(read(sys.stdin.buffer.read()))
    except NotRead as refused:
        sys.stderr.write(refused.reason)
        return FAILED
    sys.stdout.buffer.write(result.encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
