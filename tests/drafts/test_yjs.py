"""Edits and positions that Yjs itself made: the browser's library and the server's mean the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.passages import Chosen, mark_comment
from app.drafts.text import tree
from app.drafts.text.sections import SECTION_KEYS

SAMPLE: dict[str, Any] = json.loads(Path(__file__).with_name("yjs_sample.json").read_text())


def after(*updates: str) -> Shadow:
    shadow = Shadow(tree.seed(tree.empty_tree()), Known())
    for update in updates:
        shadow.admit(bytes.fromhex(update))
    return shadow


@pytest.mark.row("D1")
def test_d1_the_edits_of_yjs_are_taken_one_by_one_merged_and_as_a_whole_document() -> None:
    texts = [tree.read(after(*updates).doc) for updates in (SAMPLE["updates"], [SAMPLE["merged"]], [SAMPLE["whole"]])]
    assert texts[0] == texts[1] == texts[2]
    goal = texts[0][SECTION_KEYS.index("goal")]["content"]
    assert tree.plain_text(goal) == f"{SAMPLE['words']}\neins\nzwei"
    assert [block["type"] for block in goal] == ["paragraph", "orderedList"]
    assert goal[1]["attrs"] == {"start": 2}


@pytest.mark.parametrize(("head", "words"), [("after_laender", "sollen Länder"), ("end", "sollen Länder handeln.")])
def test_d17_relative_positions_of_yjs_name_the_words_that_were_chosen(head: str, words: str) -> None:
    chosen = Chosen((SAMPLE["before_sollen"], SAMPLE[head]), "")
    assert mark_comment(after(SAMPLE["merged"]).doc, chosen, "c1") == words
