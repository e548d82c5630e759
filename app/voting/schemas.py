"""The JSON that the voting routes answer. Ids, numbers and words for people; a name only where the poll is named.

    GET  /workshops/<id>/polls          -> {"polls": [PollLine]}                      every member
    POST /workshops/<id>/polls          <- NewPoll                   -> PollState     moderation
    GET  /polls/<id>                    -> PollState                                  every member
    PUT  /polls/<id>/ballot             <- {"choices", "reason", "revision", "request_key"} -> PollState
    POST /polls/<id>/opening            <- {"minutes": int | null, "hard": bool}      -> PollState
    POST /polls/<id>/extension          <- {"minutes": int}          -> PollState
    POST /polls/<id>/closure            <- {}                        -> PollState
    POST /polls/<id>/publication        <- {}                        -> PollState
    POST /polls/<id>/cancellation       <- {}                        -> PollState
    POST /drafts/<id>/polls             <- {"question", "suggestions": [id, …]}       -> PollState     moderation
    GET  /drafts/<id>/polls             -> {"polls": [WordingLine]}, or a page        every member
    POST /polls/<id>/adoption           <- {}                        -> PollState     moderation
    GET  /polls/<id>/results.csv, /polls/<id>/chart.svg       after publication, every member

`revision` is the revision of the own ballot that the page has seen, 0 before the first; `request_key` is a random
text of 8 to 64 characters, new for every press of the button and the same for its retries. A ballot that comes too late
or from a page that has not seen the newest one is answered 409 {"error": "conflict", "message": sentence,
"state": PollState}. `choices` of a dot poll is {"<option id>": points}, of a consent poll {"answer": Answer}, of a
poll on a wording {"option": option id}.

NewPoll of a dot poll:     {"method": "dot", "question", "secrecy", "subject": "clusters" | "needs",
                            "settings": {"points": 6, "limit": 3}}
NewPoll of a consent poll: {"method": "consent", "question", "secrecy", "version_id",
                            "settings": {"denominator": "without_abstentions" | "with_abstentions" | "all_entitled",
                                         "quorum": null | "vwvfg" | {"ballots": 11}}}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from app.drafts.text.wordings import Part
from app.voting.papers.shapes import Figures, Form

Method = Literal[
    "dot", "consent", "wording", "score", "resistance", "ranking", "matrix", "approval", "star", "nominal_group",
    "yes_no", "konsent", "straw",
]  # fmt: skip
Secrecy = Literal["open", "named"]
Status = Literal["prepared", "open", "closed", "published", "cancelled"]
Answer = Literal["agree", "reservation", "stand_aside", "object"]
ConsensusClass = Literal["strong_consensus", "consensus", "majority", "no_majority", "no_result"]


class PollLine(TypedDict):
    """A poll in the list of a workshop. `stage` of a published poll on a wording: "chosen" waits for its adoption."""

    id: int
    method: Method
    question: str
    round: int
    status: Status
    draft_id: int | None
    stage: Literal["chosen", "adopted"] | None


class WordingPlace(TypedDict):
    """Where a passage stood as the vote on it began: the lines around it, null at an end of its section."""

    section: str
    before: str | None
    after: str | None


class WordingLine(TypedDict):
    """A vote on a passage of a draft. `wording` is the chosen one, once it is adopted, with the suggestion that made it
    so; null if the passage stayed as it was.
    """

    id: int
    question: str
    wording: str | None
    suggestion: str | None
    place: WordingPlace | None


class OptionState(TypedDict):
    """What points or votes are given to. `number` is the place on the ballot, from 1.

    Of a wording, `note` says whose it is, and `parts` what differs from the one as it stands: [["kept" | "cut" |
    "added", words]].
    """

    id: int
    number: int
    label: str
    note: str
    parts: Sequence[Part]


class GroupTurnout(TypedDict):
    """Whether a group has voted, never what. Small groups are pooled into one row."""

    group: str
    cast: int
    entitled: int


class Turnout(TypedDict):
    """`by_group` is empty for everybody but the moderation, and where a row would reveal a small group."""

    cast: int
    entitled: int
    by_group: list[GroupTurnout]


class OwnBallot(TypedDict):
    """One's own ballot; nobody else is sent it. `at` is ISO 8601 in UTC."""

    choices: dict[str, Any]
    reason: str
    at: str
    revision: int


class RuleWords(TypedDict):
    """The rule in words, shown before the vote, with the result and in the record."""

    title: str
    sentences: list[str]


class VersionState(TypedDict):
    """The text that a poll is about. `is_frozen`: somebody froze it; else it was kept as a vote on a wording began."""

    id: int
    number: int
    fingerprint: str
    draft_id: int
    frozen_at: str
    is_frozen: bool


class DotRow(TypedDict):
    """`rank` is shared by equal points (1, 2, 2, 4); `persons` gave at least one point."""

    option_id: int
    label: str
    rank: int
    points: int
    persons: int


class DotResult(TypedDict):
    rows: list[DotRow]
    cast: int
    entitled: int
    points_given: int
    sentence: str
    sha256: str


class WordingRow(TypedDict):
    option_id: int
    label: str
    note: str
    votes: int


class WordingGroup(TypedDict):
    """One row of the table by stakeholder group: the votes for each wording in the order of the rows."""

    label: str
    cast: int
    votes: list[int]


class WordingResult(TypedDict):
    """`chosen` is the option with the most votes, null for a tie; `adopted_at` when it was taken into the text.

    `groups` is empty where a row would reveal a small group.
    """

    rows: list[WordingRow]
    groups: list[WordingGroup]
    chosen: int | None
    cast: int
    entitled: int
    sentence: str
    adopted_at: str | None
    sha256: str


class ConsentCounts(TypedDict):
    """agree + reservation + stand_aside + object + recused + invalid + not_cast = entitled."""

    agree: int
    reservation: int
    stand_aside: int
    object: int
    recused: int
    invalid: int
    not_cast: int
    entitled: int


ConsentGroup = TypedDict(
    "ConsentGroup",
    {"label": str, "counts": ConsentCounts, "class": ConsensusClass, "class_label": str, "numerator": int,
     "denominator": int, "percent": "str | None"},
)  # fmt: skip
"""One row of the table by stakeholder group; `label` joins the names of pooled groups and ends in * then."""


class QuorumState(TypedDict):
    """`needed` and `cast` are numbers of ballots."""

    needed: int
    cast: int
    reached: bool


class ReasonState(TypedDict):
    """`name` is null unless the poll is named. `html` is the rendered Markdown of `text`."""

    answer: Answer
    text: str
    html: str
    name: str | None


class NamedVote(TypedDict):
    participant_id: int
    name: str
    organisation: str
    answer: Answer


ConsentResult = TypedDict(
    "ConsentResult",
    {
        "class": ConsensusClass,
        "class_label": str,
        "numerator": int,
        "denominator": int,
        "percent": "str | None",  # for display only, one decimal, German comma: "89,5"; null without a denominator
        "rule": "list[str]",
        "counts": ConsentCounts,
        "quorum": "QuorumState | None",
        "low_participation": bool,
        "groups": "list[ConsentGroup]",  # empty where a row would reveal a small group
        "reasons": "list[ReasonState]",
        "votes": "list[NamedVote]",  # named polls only
        "sentence": str,
        "sha256": str,
    },
)


Result = DotResult | ConsentResult | WordingResult | Figures


class PollState(TypedDict):
    """A poll as one person may see it at this moment. Moments are ISO 8601 in UTC.

    `form` is what the ballot looks like, null for the methods that have a paper of their own: dot, consent, wording.
    `quorum` is null without one and before opening. `result` is null before closing for everybody; after closing the
    moderation sees it; after publication all members do.
    `may_vote` is false with `reason_not` as a sentence, e.g. „Sie nehmen ohne Stimmrecht teil.“
    """

    id: int
    workshop_id: int
    method: Method
    question: str
    round: int
    status: Status
    draft_id: int | None
    stage: Literal["chosen", "adopted"] | None
    secrecy: Secrecy
    settings: dict[str, Any]
    form: Form | None
    options: list[OptionState]
    opened_at: str | None
    closes_at: str | None
    hard: bool
    server_time: str
    turnout: Turnout
    may_vote: bool
    reason_not: str | None
    may_moderate: bool
    ballot: OwnBallot | None
    rule: RuleWords
    quorum: QuorumState | None
    version: VersionState | None
    on_earlier_version: bool
    result: Result | None
