"""Bold and italic words of a returned file that no suggestion makes bold or italic: they are listed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.received import Line
from app.drafts.files.returned import findings
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.placing import place
from app.drafts.text.readings import accepted
from app.drafts.text.tokens import tokens_of
from app.drafts.text.tree import Tree
from app.drafts.text.wishes import Why
from tests.drafts.returned_lines import NAMES, TITLES, compared, lines, live
from tests.drafts.test_placing_lines import looks, restyled
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D9")


def line(words: str, *, bold: str = "", kind: str = "paragraph") -> Line:
    """A line of plain words, some of them bold."""
    start = words.index(bold)
    signs = " " * start + "b" * len(bold) + " " * (len(words) - start - len(bold))
    return Line(kind, words, signs)


LONG = "Die Länder sollen bis 2030 vergleichbare Verfahren für alle Träger vor Ort einführen"


@pytest.mark.parametrize(
    ("sent", "returned", "named"),
    [
        ([line("Alle handeln")], [line("Alle handeln bald", bold="bald")], ["bald"]),
        ([line("Alle sollen handeln")], [line("Alle müssen nun handeln", bold="müssen nun")], ["müssen nun"]),
        ([line("Alle sollen handeln", bold="sollen")], [line("Alle müssen handeln")], ["müssen"]),
        ([line("Alle handeln")], [line("Alle handeln"), line("Auch der Bund", bold="Bund")], ["Bund"]),
        ([line(LONG), line("Und bald")], [line(f"{LONG} Und bald", bold="2030")], ["2030"]),
        ([line(LONG)], [line(LONG, bold="2030", kind="bullet")], ["2030"]),
        ([line(LONG, kind="heading 2")], [line(LONG, bold="2030")], ["2030"]),
    ],
)
def test_d90_words_whose_look_no_suggestion_carries_are_listed(sent, returned, named) -> None:
    head = Line("heading 1", NAMES["goal"])
    found = findings([head, *sent], [head, *returned], TITLES)
    assert [(one.why, one.added) for one in found.leftovers] == [(Why.RESTYLED, words) for words in named]


@pytest.mark.parametrize(
    ("sent", "returned"),
    [
        ([line("Alle sollen handeln", bold="sollen")], [line("Alle müssen handeln", bold="müssen")]),
        ([line("Alle handeln", bold="Alle handeln")], [line("Alle bald handeln", bold="Alle bald handeln")]),
        ([line(LONG, bold="2030")], [line(LONG, bold="2030", kind="bullet")]),
        ([line(LONG)], [line(LONG, bold=LONG, kind="heading 2")]),
    ],
)
def test_d90_words_that_look_like_those_around_them_are_not_listed(sent, returned) -> None:
    head = Line("heading 1", NAMES["goal"])
    assert findings([head, *sent], [head, *returned], TITLES).leftovers == []


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_d90_where_nothing_is_listed_all_accepted_looks_as_what_came_back(text: Tree, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    returned = [with_another_word(restyled(one, chance), chance) for one in lines(text)]
    found = compared(text, returned)
    if found is None or found.leftovers:
        return
    doc = live(text)
    with doc.transaction():
        place(doc, found, lambda number: f"s{number:04}")
    assert looks(lines(canonical(accepted(tree.read(doc))))) == looks(returned)


def with_another_word(line: Line, chance: random.Random) -> Line:
    """With another word, bold or plain, instead of one of its own."""
    words = [token for token in tokens_of(line.text) if not token.key.isspace()]
    if not words or line.text in TITLES or chance.random() < 0.5:
        return line
    word, new, signs = chance.choice(words), "anders", line.looks or ""
    sign = chance.choice(" b")
    return Line(
        line.kind,
        line.text[: word.start] + new + line.text[word.end :],
        signs[: word.start] + sign * len(new) + signs[word.end :],
    )
