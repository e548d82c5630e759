"""What the voting routes read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from app.drafts.bodies import SuggestionId
from app.intake import LARGEST_ID, Intake, Line, OptionalText, RequestKey, WholeNumber
from app.voting.methods.consent import Denominator
from app.voting.methods.dot import MOST_POINTS
from app.voting.methods.nominal_group import MOST_PICKS
from app.voting.papers.all import PAPERS
from app.voting.plans import Plan
from app.voting.rules import MOST_MINUTES, MOST_OPTIONS, MOST_WORDINGS
from app.voting.schemas import Method

Minutes = Annotated[WholeNumber, Field(ge=1, le=MOST_MINUTES)]
Points = Annotated[StrictInt, Field(ge=1, le=MOST_POINTS)]
ShortText = Annotated[str, Field(max_length=20)]
EndWords = Annotated[OptionalText, Field(max_length=60)]
Marks = Annotated[list[StrictInt], Field(max_length=2)]


class BallotsQuorumBody(Intake):
    ballots: Annotated[StrictInt, Field(ge=1, le=10_000)]


class SettingsBody(Intake):
    """The settings of all methods; each keeps its own. `points` and `limit` belong to a dot poll."""

    points: Points | None = None
    limit: Points | None = None
    denominator: Denominator = Denominator.WITHOUT_ABSTENTIONS
    quorum: Literal["vwvfg"] | BallotsQuorumBody | None = None
    lowest: Annotated[StrictInt, Field(ge=0, le=1)] = 0
    highest: Annotated[StrictInt, Field(ge=2, le=10)] = 10
    no_opinion: bool = True
    low_words: EndWords = ""
    high_words: EndWords = ""
    complete: bool = False
    most: Annotated[StrictInt, Field(ge=1, le=MOST_OPTIONS)] | None = None
    picks: Annotated[StrictInt, Field(ge=1, le=MOST_PICKS)] = 5


_SETTINGS_OF: dict[str, frozenset[str]] = {
    "dot": frozenset({"points", "limit"}),
    "consent": frozenset({"denominator", "quorum"}),
    "wording": frozenset(),
    **{method: paper.settings_keys for method, paper in PAPERS.items()},
}


class WordingsBody(Intake):
    question: Line
    suggestions: Annotated[list[SuggestionId], Field(min_length=1, max_length=MOST_WORDINGS)]


class NewPollBody(Intake):
    method: Method
    question: Line
    secrecy: ShortText = "open"
    subject: Literal["clusters", "needs", "free"] | None = None
    options: Annotated[list[Line], Field(max_length=MOST_OPTIONS, default_factory=list)]
    version_id: Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)] | None = None
    settings: SettingsBody = SettingsBody()

    def plan(self) -> Plan:
        """The poll as the service prepares it, with the settings of its method."""
        settings = self.settings.model_dump(mode="json", include=set(_SETTINGS_OF[self.method]))
        subject = self.subject, self.version_id, self.options
        return Plan(self.method, self.question, settings, self.secrecy, *subject)


class OpeningBody(Intake):
    minutes: Minutes | None = None
    hard: bool = False


class ExtensionBody(Intake):
    minutes: Minutes


class BallotBody(Intake):
    choices: Annotated[dict[ShortText, StrictInt | ShortText | Marks], Field(max_length=MOST_OPTIONS + 1)]
    reason: OptionalText = ""
    revision: Annotated[StrictInt, Field(ge=0)]
    request_key: RequestKey
