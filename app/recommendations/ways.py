"""What a leaf keeps of its sentences: the suggestions, votes and references that each went through."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic cannot read the one of typing before Python 3.12

from app.recommendations.moments import DayText, MomentText


class SuggestionPart(TypedDict):
    """A suggestion whose words are in the text: of an organisation that sent a file, or of somebody in one of `groups`.

    Nobody's name stands here, and small groups share a row as they do among those who were there.
    """

    number: int
    organisation: str | None
    groups: list[str | None]
    day: DayText


class WordingRow(TypedDict):
    label: str
    votes: int
    chosen: bool


class WordingPart(TypedDict):
    """A vote on the wording of a passage, whose chosen one came into the text."""

    question: str
    rows: list[WordingRow]
    cast: int
    entitled: int
    closed_at: MomentText
    poll_sha256: str


class ReferencePart(TypedDict):
    """What the text refers to by a link to `address`: a need, a cluster, a goal or a source, as it was called then.

    `publisher`, `genre` and `link` are those of a source.
    """

    address: str
    kind: str
    label: str
    title: str
    publisher: str
    genre: str
    link: str
    removed: bool


class SentencePart(TypedDict):
    """A sentence, and what it went through, by the numbers, the `poll_sha256` and the `address` of the parts above."""

    section: str
    sentence: str
    suggestions: list[int]
    wordings: list[str]
    references: list[str]


class Ways(TypedDict):
    """The sentences of the recommendation, and all others that came by more than plain writing, in the text's order.

    The references stand in the order in which the text names them.
    """

    sentences: list[SentencePart]
    suggestions: list[SuggestionPart]
    wordings: list[WordingPart]
    references: list[ReferencePart]
