"""What happens to needs. Before the reveal, only the moderation is told about a submission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.facts import Audience, Fact


@dataclass(frozen=True, kw_only=True)
class NeedSubmitted(Fact):
    """Somebody submitted a need that others may not see yet, or may."""

    kind = "need:submitted"
    need_id: int


@dataclass(frozen=True, kw_only=True)
class HiddenNeedSubmitted(NeedSubmitted):
    """As above, in a room that collects privately."""

    audience: ClassVar[Audience] = "moderation"


@dataclass(frozen=True, kw_only=True)
class NeedChanged(Fact):
    kind = "need:changed"
    need_id: int


@dataclass(frozen=True, kw_only=True)
class HiddenNeedChanged(NeedChanged):
    """As above, while only the moderation and its author see the need."""

    audience: ClassVar[Audience] = "moderation"


@dataclass(frozen=True, kw_only=True)
class NeedsRevealed(Fact):
    kind = "needs:revealed"
    named: bool


@dataclass(frozen=True, kw_only=True)
class NeedMoved(Fact):
    """A need was put into a cluster or taken out; both places stand here, so that it can be undone."""

    kind = "need:moved"
    need_id: int
    from_cluster_id: int | None
    to_cluster_id: int | None


@dataclass(frozen=True, kw_only=True)
class ClusterChanged(Fact):
    """A cluster was made, renamed or removed."""

    kind = "cluster:changed"
    cluster_id: int
