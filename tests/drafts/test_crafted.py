"""Updates that no editor makes, byte by byte: what pycrdt would take and others would read otherwise."""

from __future__ import annotations

import pytest
from pycrdt import Doc

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.refusing import Refused
from app.drafts.text import tree, wire
from app.drafts.text.marks import mark_key
from tests.drafts.editors import Editor
from tests.drafts.test_wire import number

SEED = tree.seed(tree.empty_tree())
STRANGER = 77


def text(words: str) -> bytes:
    return number(len(words.encode())) + words.encode()


def one_item(info: int, hook: bytes, content: bytes) -> bytes:
    """An update of a single item, the first of client 77."""
    return b"\x01\x01" + number(STRANGER) + b"\x00" + bytes([info]) + hook + content + b"\x00"


def after(client: int, clock: int) -> tuple[int, bytes]:
    return 0x80, number(client) + number(clock)


def before(client: int, clock: int) -> tuple[int, bytes]:
    return 0x40, number(client) + number(clock)


def inside(client: int, clock: int) -> tuple[int, bytes]:
    return 0x00, b"\x00" + number(client) + number(clock)


def deletion(client: int, clock: int, length: int) -> bytes:
    return b"\x00\x01" + number(client) + b"\x01" + number(clock) + number(length)


def refused(shadow: Shadow, update: bytes) -> str:
    with pytest.raises(Refused) as caught:
        shadow.admit(update, by=7)
    return caught.value.reason


@pytest.mark.parametrize("kind_and_content", [(0x04, text("😀x")), (0x08, b"\x01" + b"\x77" + text("x"))])
@pytest.mark.parametrize("node", [0, 2])
def test_d3_words_and_values_between_the_nodes_are_refused(node: int, kind_and_content: tuple[int, bytes]) -> None:
    kind, content = kind_and_content
    info, hook = inside(1, node)
    assert refused(Shadow(SEED, Known()), one_item(info | kind, hook, content)) == "content"


def test_d4_words_between_the_sections_are_refused() -> None:
    info, hook = after(1, 0)
    assert refused(Shadow(SEED, Known()), one_item(info | 0x04, hook, text("x"))) == "sections"


@pytest.mark.parametrize("clock", range(12))
def test_d4_no_section_gets_its_name_again_in_a_form_that_browsers_read_otherwise(clock: int) -> None:
    info, hook = after(1, clock)
    named_again = one_item(info | 0x04, hook, text("goal"))
    assert refused(Shadow(SEED, Known()), named_again) in ("sections", "content", "malformed")


def with_emoji() -> tuple[Shadow, int, int]:
    """A shadow with "ab😀cd" in it; the client who wrote it and the clock of the first letter."""
    editor, shadow = Editor(SEED), Shadow(SEED, Known())
    update = editor.type("goal", "ab😀cd")
    shadow.admit(update, by=5)
    client = editor.doc.client_id
    return shadow, client, wire.inspect(update).ends[client] - len("ab😀cd") - 1


@pytest.mark.parametrize(("start", "length"), [(2, 1), (3, 1), (3, 2), (1, 2)])
def test_d26_a_deletion_that_begins_or_ends_within_an_emoji_is_refused(start: int, length: int) -> None:
    shadow, client, first = with_emoji()
    assert refused(shadow, deletion(client, first + start, length)) == "malformed"


@pytest.mark.parametrize("place", [after, before])
def test_d26_nothing_is_written_into_an_emoji(place) -> None:
    shadow, client, first = with_emoji()
    info, hook = place(client, first + (2 if place is after else 3))
    assert refused(shadow, one_item(info | 0x04, hook, text("x"))) == "malformed"


@pytest.mark.parametrize(("start", "length", "left"), [(2, 2, "abcd"), (0, 2, "😀cd"), (4, 2, "ab😀"), (0, 6, "")])
def test_d26_an_emoji_is_kept_or_deleted_as_a_whole(start: int, length: int, left: str) -> None:
    shadow, client, first = with_emoji()
    shadow.admit(deletion(client, first + start, length), by=7)
    again: Doc = Doc()
    again.apply_update(shadow.doc.get_update())
    assert tree.plain_text(tree.read(again)[3]["content"]) == left


def test_d26_emoji_are_known_again_after_loading() -> None:
    shadow, client, first = with_emoji()
    loaded = Shadow(shadow.doc.get_update(), Known())
    assert refused(loaded, deletion(client, first + 3, 1)) == "malformed"
    assert wire.survey(SEED).halves == set()


def test_d27_who_writes_backwards_and_into_that_is_honest() -> None:
    editor, shadow = Editor(SEED), Shadow(SEED, Known())
    for at, letter in [(0, "t"), (0, "k"), (0, "n"), (0, "P"), (1, "u"), (2, "x"), (0, "y"), (1, "z")]:
        editor.text("goal").insert(at, letter)
        assert shadow.admit(editor.take(), by=5)
    other = Editor(shadow.doc.get_update())
    for at in (1, 3, 5, 7):
        other.text("goal").insert(at, "-")
        assert Shadow(shadow.doc.get_update(), Known()).admit(other.take(), by=7)
        other = Editor(shadow.doc.get_update())


def test_d27_who_types_in_the_middle_of_what_somebody_deletes_is_honest() -> None:
    shadow = Shadow(SEED, Known())
    anna = Editor(SEED)
    shadow.admit(anna.type("goal", "links rechts"), by=5)
    ben = Editor(shadow.doc.get_update())
    letters = []
    for at, letter in ((5, "x"), (6, "y"), (7, "z")):
        ben.text("goal").insert(at, letter)
        letters.append(ben.take())
    del anna.section("goal").children[0]
    shadow.admit(anna.take(), by=5)
    for letter in letters:
        shadow.admit(letter, by=7)
    loaded = Shadow(shadow.doc.get_update(), Known())
    ben.text("goal").insert(8, "w")
    for gate in (shadow, loaded):
        gate.admit(ben.doc.get_update(), by=7)


def test_d27_nothing_is_written_between_two_nodes() -> None:
    (_, left), (_, right) = after(1, 9), before(1, 22)
    shadow = Shadow(SEED, Known())
    assert refused(shadow, one_item(0xC4, left + right, text("x"))) == "malformed"


def test_d27_nothing_but_a_value_becomes_an_attribute() -> None:
    editor, shadow = Editor(SEED), Shadow(SEED, Known())
    editor.add("goal", "heading", level=2.0)
    update = editor.take()
    shadow.admit(update, by=5)
    client = editor.doc.client_id
    level = wire.inspect(update).ends[client] - 1
    info, hook = after(client, level)
    assert refused(shadow, one_item(info | 0x04, hook, text("x"))) == "malformed"
    direct = b"\x00" + number(client) + number(level - 1) + text("level")
    assert refused(Shadow(shadow.doc.get_update(), Known()), one_item(0x24, direct, text("x"))) == "malformed"


def test_d27_nothing_is_written_between_a_letter_and_itself() -> None:
    shadow, client, first = with_emoji()
    hooks = after(client, first)[1] + before(client, first)[1]
    assert refused(shadow, one_item(0xC4, hooks, text("x"))) == "malformed"


@pytest.mark.parametrize(
    ("name", "value", "is_taken"),
    [
        ("comment--AAAAAAA+", "{}", False),
        ("comment", '{"id":"nobody"}', False),
        ("blink", "{}", False),
        ("link", '{"href":"javascript:x"}', False),
        ("bold", "{}", True),
        (mark_key("comment", "made"), '{"id":"made"}', True),
        ("bold", "null", True),
    ],
)
def test_d27_a_mark_where_nobody_has_written_yet_is_judged_before_somebody_does(
    name: str, value: str, is_taken: bool
) -> None:
    editor, shadow = Editor(SEED), Shadow(SEED, Known({"made"}))
    shadow.admit(editor.type("goal", "ab"), by=6)
    client = editor.doc.client_id
    info, hook = after(client, shadow._clocks[client] - 1)
    mark = one_item(info | 0x06, hook, text(name) + text(value))
    if is_taken:
        assert shadow.admit(mark, by=7)
    else:
        assert refused(shadow, mark) == "content"
    assert shadow.admit(editor.type("goal", "c"), by=6)
