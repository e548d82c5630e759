"""Which entries of two sequences belong together. Each way is bounded: its time grows with the length, no faster."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

# An entry of the old sequence and its counterpart in the new one, by index. Lists of them ascend in both.
Pair = tuple[int, int]
Entry = TypeVar("Entry", bound=Hashable)
Thing = TypeVar("Thing")

# Entries that occur often on both sides tell little about what belongs together and cost the most: where there are more
# pairs of equal ones than this for each entry, the commonest only count beside others that are equal.
MOST_PAIRS_PER_ENTRY = 8
# Of two gaps with more pairs than this, nobody asks which entries resemble each other.
MOST_RESEMBLANCES = 30_000


def matches(old: Sequence[Entry], new: Sequence[Entry], tells: Callable[[Entry], bool]) -> list[Pair]:
    """Equal entries in the order of both sequences, mostly as many as there can be.

    `tells`: whether an entry by itself says that two places belong together; others do beside one that does.
    """
    head, tail = edges(old, new)
    inner = _longest_chain(old[head : len(old) - tail], new[head : len(new) - tail], tells)
    found: list[Pair] = []
    for gap, pair in with_gaps([(i + head, j + head) for i, j in inner], len(old), len(new)):
        first, last = edges([old[i] for i in gap.old], [new[j] for j in gap.new])
        found += zip(gap.old[:first], gap.new[:first], strict=True)
        found += zip(gap.old[len(gap.old) - last :], gap.new[len(gap.new) - last :], strict=True)
        found += [pair] if pair else []
    return found


class Gap(NamedTuple):
    """What is between two pairs."""

    old: range
    new: range


def with_gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterator[tuple[Gap, Pair | None]]:
    """Each pair with the gap before it, and the gap after the last one, of two sequences of these lengths."""
    i = j = 0
    for pair in pairs:
        yield Gap(range(i, pair[0]), range(j, pair[1])), pair
        i, j = pair[0] + 1, pair[1] + 1
    yield Gap(range(i, old), range(j, new)), None


def edges(old: Sequence[Entry], new: Sequence[Entry]) -> Pair:
    """How many entries are equal at the start, and how many of the others at the end."""
    shorter = min(len(old), len(new))
    head = next((count for count in range(shorter) if old[count] != new[count]), shorter)
    tail = next((count for count in range(shorter - head) if old[-1 - count] != new[-1 - count]), shorter - head)
    return head, tail


def _longest_chain(old: Sequence[Entry], new: Sequence[Entry], tells: Callable[[Entry], bool]) -> list[Pair]:
    """The longest common subsequence (Hunt and Szymanski), of entries that are not too common."""
    places = _places(old, new, tells)
    ends: list[int] = []  # the lowest index in `new` with which a chain of that length ends, and below, that chain
    chains: list[tuple[int, int, object]] = []
    for i, entry in enumerate(old):
        for j in reversed(places.get(entry, ())):
            length = bisect_left(ends, j)
            chain = (i, j, chains[length - 1] if length else None)
            ends[length : length + 1] = [j]
            chains[length : length + 1] = [chain]
    return _unwound(chains[-1] if chains else None)


def _unwound(chain: object) -> list[Pair]:
    found: list[Pair] = []
    while isinstance(chain, tuple):
        i, j, chain = chain
        found.append((i, j))
    return found[::-1]


def _places(
    old: Sequence[Entry], new: Sequence[Entry], tells: Callable[[Entry], bool]
) -> Mapping[Entry, Sequence[int]]:
    """Where in `new` each entry of `old` is, the rarest first, until there are too many pairs."""
    in_old, in_new = Counter(filter(tells, old)), Counter(filter(tells, new))
    pairs = {entry: count * in_new[entry] for entry, count in in_old.items() if entry in in_new}
    places: dict[Entry, list[int]] = {}
    left = MOST_PAIRS_PER_ENTRY * (in_old.total() + in_new.total())
    for entry, count in sorted(pairs.items(), key=lambda item: item[1]):
        left -= count
        if left < 0:
            break
        places[entry] = []
    for j, entry in enumerate(new):
        if entry in places:
            places[entry].append(j)
    return places


def resembling(old: Sequence[Thing], new: Sequence[Thing], resemblance: Callable[[Thing, Thing], float]) -> list[Pair]:
    """Of all ways to pair some of both in their order, the one with the greatest sum; none if there are too many.

    A resemblance of 0 is none: such a pair is never made.
    """
    if len(old) * len(new) > MOST_RESEMBLANCES:
        return []
    values = [[resemblance(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1)]
    for row in values:
        above, line = best[-1], [0.0]
        for j, value in enumerate(row):
            line.append(max(above[j] + value, above[j + 1], line[j]))
        best.append(line)
    return _traced(values, best)


def _traced(values: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> list[Pair]:
    found: list[Pair] = []
    i, j = len(values), len(best[0]) - 1
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]
