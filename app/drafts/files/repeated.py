"""Changes that came in with an earlier file for the same dispatch: whoever saves theirs again doubles nothing. Pure.

All files for a dispatch are compared with the same text, so the same change is the same wish, whatever became of it in
the draft. One that has grown together with new ones is taken out of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.drafts.text.alignment import edges
from app.drafts.text.tokens import Token, keys_in, keys_of, tokens_within
from app.drafts.text.wishes import GONE, Findings, Wish


def without_known(found: Findings, known: Sequence[Wish]) -> None:
    """Leave what is known out, and count it: of several new paragraphs, and of words side by side, each by itself."""
    wishes, found.wishes = found.wishes, []
    for wish in wishes:
        new, number = _new(wish, [one for one in known if _place(one) == _place(wish)])
        found.wishes += new
        found.known += number


def _place(wish: Wish) -> tuple[str, int, bool]:
    return wish.section, wish.line, wish.breaks


def _new(wish: Wish, known: Sequence[Wish]) -> tuple[list[Wish], int]:
    """What of the wish is new, and how many parts of it are known."""
    if wish.added == "\n" or wish.sign or wish.style:
        # What goes with its line was once known as its words alone.
        earlier = replace(wish, sign="") if wish.sign == GONE else wish
        return ([], 1) if wish in known or earlier in known else ([wish], 0)
    known = [one for one in known if not one.sign and not one.style]
    return _new_paragraphs(wish, known) if wish.breaks else _new_words(wish, known)


def _new_paragraphs(wish: Wish, known: Sequence[Wish]) -> tuple[list[Wish], int]:
    begin = [""] if wish.added.startswith("\n") else []  # behind a line its break comes first
    there = {keys_in(part) for one in known for part in one.added.split("\n") if part}
    parts = wish.added.split("\n")[len(begin) :]
    new = [part for part in parts if keys_in(part) not in there]
    return [replace(wish, added="\n".join([*begin, *new]))] if new else [], len(parts) - len(new)


def _new_words(wish: Wish, known: Sequence[Wish]) -> tuple[list[Wish], int]:
    for number, one in enumerate(known):
        rest = _around(one, wish)
        if rest is not None:
            found = [_new_words(part, [*known[:number], *known[number + 1 :]]) for part in rest]
            return [part for new, _ in found for part in new], 1 + sum(count for _, count in found)
    return [wish], 0


def _around(known: Wish, wish: Wish) -> list[Wish] | None:
    """What of a wish is before and behind a known one, None if that is not in it."""
    if not wish.start <= known.start <= known.end <= wish.end:
        return None
    tokens, inner = tokens_within(wish.added), keys_of(tokens_within(known.added))
    keys = keys_of(tokens)
    at = next((at for at in range(len(keys) - len(inner) + 1) if keys[at : at + len(inner)] == inner), None)
    if at is None:
        return None
    before = _trimmed(wish, wish.start, known.start, tokens[:at])
    return [*before, *_trimmed(wish, known.end, wish.end, tokens[at + len(inner) :])]


def _trimmed(wish: Wish, start: int, end: int, added: Sequence[Token]) -> list[Wish]:
    """A part of a wish, without the words at its edges that stay; nothing if all of them do."""
    cut = keys_of(tokens_within(wish.cut))[start - wish.start : end - wish.start]
    head, tail = edges(cut, keys_of(added))
    added, cut = added[head : len(added) - tail], cut[head : len(cut) - tail]
    words = wish.added[added[0].start : added[-1].end] if added else ""
    part = replace(wish, start=start + head, end=end - tail, cut="".join(cut), added=words)
    return [part] if cut or added else []
