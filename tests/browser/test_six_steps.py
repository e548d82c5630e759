"""The whole chain in three real browsers: from a practice question to a sealed recommendation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.steps.deciding import agree, group_id
from tests.browser.steps.drafting import draft, freeze
from tests.browser.steps.gathering import (
    cluster,
    collect,
    confirm_everybody,
    join,
    prepare_and_open,
    prioritise,
    show_screen,
)
from tests.browser.steps.recording import open_files, read_and_check, record
from tests.browser.visitors import PHONE, PROJECTOR, Visitor
from tests.documents.readers import LibreOffice
from tests.servers import Browser, LiveServer

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.browser


@pytest.mark.row("P1", "P2", "P3", "P7", "A1", "A2", "A3", "B1", "B2", "B3", "C1", "C5", "C6", "C14")
@pytest.mark.row("D1", "D7", "D8", "E1", "E5", "E6", "E8", "G1", "G5", "G8")
def test_three_people_take_a_question_to_a_sealed_recommendation(
    visit: Visit, site: LiveServer, tmp_path: Path
) -> None:
    chair, beamer = visit("Moderation"), visit("Leinwand", PROJECTOR)
    leyla, jonas = visit("Leyla", PHONE), visit("Jonas")
    workshop_id, code = prepare_and_open(chair)
    show_screen(chair, beamer, workshop_id)
    join(leyla, code, "Leyla Vorlage", "Migrantenorganisationen")
    join(jonas, code, "Jonas Modell", "Länder")
    karin = Browser(site)
    karin.join(code, "Karin Beispiel", group_id(karin))
    confirm_everybody(chair)
    collect(chair, leyla, jonas)
    cluster(chair, leyla)
    prioritise(chair, beamer, leyla, jonas)
    draft_id = draft(chair, leyla, jonas, workshop_id)
    freeze(chair, draft_id)
    agree(chair, beamer, leyla, jonas, karin, workshop_id)
    number = record(chair)
    reader = visit("Öffentlichkeit")
    read_and_check(reader, number)
    open_files(reader, number, LibreOffice(tmp_path))
