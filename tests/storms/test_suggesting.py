"""Ten people suggest at once, in a draft of 40 pages."""

from __future__ import annotations

import pytest

from tests.storms.hall import Hall
from tests.storms.suggesting import LETTERS, PEOPLE, suggest


@pytest.mark.row("D2")
def test_d31_what_ten_people_suggest_at_once_is_all_there_and_the_agreed_text_stays(hall: Hall) -> None:
    report = suggest(hall, count=LETTERS + 5, pause=0)
    assert report.wrong == []
    assert report.letters == (LETTERS + 5) * PEOPLE
