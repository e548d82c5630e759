"""What can go wrong while a file is made. The sentences are for logs; routes answer with sentences of their own."""


class ExportFailed(Exception):
    """No file could be made: the writer refused the document, took too long, or its output was too large."""


class ExporterMissing(ExportFailed):
    """The program that this format needs is not installed."""


# With which code the worker's process ends.
FAILED = 3
MISSING = 4
