"""What the voting routes read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from app.drafts.bodies import SuggestionId
from app.intake import LARGEST_ID, Intake, Line, OptionalText, RequestKey, WholeNumber
from app.voting.methods.consent import Denominator
from app.voting.methods.dot import MOST_POINTS
from app.voting.rules import MOST_MINUTES, MOST_OPTIONS, MOST_WORDINGS
from app.voting.schemas import Method
from app.voting.service import Plan

Minutes = Annotated[WholeNumber, Field(ge=1, le=MOST_MINUTES)]
Points = Annotated[StrictInt, Field(ge=1, le=MOST_POINTS)]
ShortText = Annotated[str, Field(max_length=20)]


class BallotsQuorumBody(Intake):
    ballots: Annotated[StrictInt, Field(ge=1, le=10_000)]


class SettingsBody(Intake):
    """`points` and `limit` belong to a dot poll, the rest to a consent poll."""

    points: Points | None = None
    limit: Points | None = None
    denominator: Denominator = Denominator.WITHOUT_ABSTENTIONS
    quorum: Literal["vwvfg"] | BallotsQuorumBody | None = None


_SETTINGS_OF: dict[str, set[str]] = {
    "dot": {"points", "limit"}, "consent": {"denominator", "quorum"}, "wording": set(),
}  # fmt: skip


class WordingsBody(Intake):
    question: Line
    suggestions: Annotated[list[SuggestionId], Field(min_length=1, max_length=MOST_WORDINGS)]


class NewPollBody(Intake):
    method: Method
    question: Line
    secrecy: ShortText = "open"
    subject: Literal["clusters", "needs"] | None = None
    version_id: Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)] | None = None
    settings: SettingsBody = SettingsBody()

    def plan(self) -> Plan:
        """The poll as the service prepares it, with the settings of its method."""
        settings = self.settings.model_dump(mode="json", include=_SETTINGS_OF[self.method])
        return Plan(self.method, self.question, settings, self.secrecy, self.subject, self.version_id)


class OpeningBody(Intake):
    minutes: Minutes | None = None
    hard: bool = False


class ExtensionBody(Intake):
    minutes: Minutes


class BallotBody(Intake):
    choices: Annotated[dict[ShortText, StrictInt | ShortText], Field(max_length=MOST_OPTIONS)]
    reason: OptionalText = ""
    revision: Annotated[StrictInt, Field(ge=0)]
    request_key: RequestKey
