"""LibreOffice, started once for all tests of a run."""

from __future__ import annotations

import pytest

from tests.documents.readers import LibreOffice


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice as a reader of our files."""
    return LibreOffice(tmp_path_factory.mktemp("soffice"))
