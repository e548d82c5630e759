"""What can go wrong while a file is made or read. These sentences are for logs; routes answer with their own."""

from __future__ import annotations

from typing import Literal

# Why a file from outside was not read.
Unread = Literal["no_text_file", "encrypted", "too_large", "too_long", "empty", "unreadable", "missing"]


class ExportFailed(Exception):
    """No file could be made: the writer refused the document, took too long, or its output was too large."""


class ExporterMissing(ExportFailed):
    """The program that this format needs is not installed."""


class NotRead(Exception):
    """A file from outside is not read; `reason` says why. "missing": the program that reads it is not installed."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason)
        self.reason: Unread = reason


# With which code the worker's process ends.
FAILED = 3
MISSING = 4
