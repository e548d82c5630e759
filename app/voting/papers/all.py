"""The methods that are run by the common ballot papers, by name."""

from __future__ import annotations

from typing import Any

from app.voting.papers.answering import Konsent, Straw, YesNo
from app.voting.papers.approving import Approving
from app.voting.papers.marking import Marking
from app.voting.papers.nominating import Nominating
from app.voting.papers.ordering import Ordering
from app.voting.papers.paper import Paper
from app.voting.papers.rating import Rating
from app.voting.papers.resisting import Resisting
from app.voting.papers.starring import Starring

PAPERS: dict[str, type[Paper[Any, Any]]] = {
    "score": Rating,
    "resistance": Resisting,
    "ranking": Ordering,
    "matrix": Marking,
    "approval": Approving,
    "star": Starring,
    "nominal_group": Nominating,
    "yes_no": YesNo,
    "konsent": Konsent,
    "straw": Straw,
}
