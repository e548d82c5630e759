"""What happens to drafts, apart from the typing itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DraftCreated(Fact):
    kind = "draft:created"
    draft_id: int


@dataclass(frozen=True, kw_only=True)
class DraftFrozen(Fact):
    """A version was frozen; `version` is its number."""

    kind = "draft:frozen"
    draft_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftRestored(Fact):
    """The live text says again what a version says; `version` is its number."""

    kind = "draft:restored"
    draft_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftSent(Fact):
    """The agreed text went out to an organisation; `dispatch` is the number of that file."""

    kind = "draft:sent"
    draft_id: int
    dispatch: int


@dataclass(frozen=True, kw_only=True)
class DraftReturned(Fact):
    """A file came back for a dispatch and was taken in; `returned` is its number among those of the dispatch."""

    kind = "draft:returned"
    draft_id: int
    dispatch: int
    returned: int


@dataclass(frozen=True, kw_only=True)
class CommentAdded(Fact):
    """`comment` is the opaque id that the mark in the text carries."""

    kind = "comment:added"
    draft_id: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class CommentReplied(Fact):
    kind = "comment:replied"
    draft_id: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class CommentSettled(Fact):
    kind = "comment:settled"
    draft_id: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class CommentReopened(Fact):
    kind = "comment:reopened"
    draft_id: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class CommentMentioned(Fact):
    """A comment or an answer in its thread names a participant; each has a fact."""

    kind = "comment:mentioned"
    draft_id: int
    comment: str
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class EditingChanged(Fact):
    """From now on everybody writes, or all but reviewers make suggestions."""

    kind = "editing:changed"
    draft_id: int
    editing: str


@dataclass(frozen=True, kw_only=True)
class ReasonsChanged(Fact):
    """From now on suggestions shall have a reason, or need none."""

    kind = "reasons:changed"
    draft_id: int
    asked: bool


@dataclass(frozen=True, kw_only=True)
class SuggestionMade(Fact):
    """`suggestion` is the opaque id that the marks in the text carry."""

    kind = "suggestion:made"
    draft_id: int
    suggestion: str


@dataclass(frozen=True, kw_only=True)
class SuggestionExplained(Fact):
    """Its author gave a reason, or another one."""

    kind = "suggestion:explained"
    draft_id: int
    suggestion: str


@dataclass(frozen=True, kw_only=True)
class SuggestionDecided(Fact):
    kind = "suggestion:decided"
    draft_id: int
    suggestion: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class SuggestionReopened(Fact):
    """What was decided on it was taken back."""

    kind = "suggestion:reopened"
    draft_id: int
    suggestion: str


@dataclass(frozen=True, kw_only=True)
class SuggestionTreated(Fact):
    """Who reviews has proposed what to do with it."""

    kind = "suggestion:treated"
    draft_id: int
    suggestion: str


@dataclass(frozen=True, kw_only=True)
class SuggestionAnswered(Fact):
    """Its author has agreed to what is proposed, or not."""

    kind = "suggestion:answered"
    draft_id: int
    suggestion: str


@dataclass(frozen=True, kw_only=True)
class TemplateChanged(Fact):
    """New drafts get other sections; `template` counts the changes."""

    kind = "template:changed"
    template: int


@dataclass(frozen=True, kw_only=True)
class SectionsChanged(Fact):
    """A draft has further sections, or other helps and rights in its sections."""

    kind = "sections:changed"
    draft_id: int
