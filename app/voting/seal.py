"""The sealed result of a poll: RFC 8785 JSON with the rule, the electorate and the counts, and no person in it.

    {"schema": 1, "kind": "poll_result", "poll", "workshop", "method", "question", "round", "secrecy", "settings",
     "version": {"id", "draft", "fingerprint"} | null, "opened_at", "closed_at", "entitled", "cast",
     "ballots_sha256": of the canonical list of choices without people, sorted,
     "result": DotPart | ConsentPart | WordingPart | PaperPart}

    DotPart      {"rows": [{"option", "label", "rank", "points", "persons"}], "points_given"}
    ConsentPart  {"counts": {...}, "class", "numerator", "denominator", "quorum_needed", "low_participation",
                  "groups": [{"names": [name | null], "counts", "class", "numerator", "denominator"}]}
    WordingPart  {"rows": [{"option", "label", "suggestion": id | null, "votes"}], "chosen": option | null,
                  "groups": [{"names": [name | null], "votes": [{"option", "votes"}]}]}; the first ones had no groups
    PaperPart    {"rows": [{"option", "label", "rank", …}], …, "groups": [{"names": [name | null], "cast", "rows"}]}:
                 what the tally of the method says (app/voting/methods), a fraction as [numerator, denominator]

Numbers are whole numbers; a share is numerator and denominator. Reasons stay outside, since people write names in them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import rfc8785

from app.voting import rules
from app.voting.methods import consent, dot, wording
from app.voting.methods.consent import Counts, Denominator, Outcome, Quorum
from app.voting.papers.paper import Paper

SCHEMA = 1

Groups = Mapping[int, str | None]
"""The name of the stakeholder group of everybody on the roll, by participant."""


def pack(content: Mapping[str, Any]) -> tuple[bytes, str]:
    """The canonical bytes of `content` and their SHA-256 in hexadecimal digits."""
    sealed = rfc8785.dumps(dict(content))
    return sealed, hashlib.sha256(sealed).hexdigest()


def unpack(sealed: bytes, sha256: str) -> dict[str, Any]:
    """The content of sealed bytes; ValueError if they do not belong to `sha256`."""
    if hashlib.sha256(sealed).hexdigest() != sha256:
        raise ValueError("the sealed result has been changed")
    return cast(dict[str, Any], json.loads(sealed))


def ballots_hash(choices: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 over the ballots in an order that says nothing of who cast them."""
    return hashlib.sha256(rfc8785.dumps(sorted(choices, key=rfc8785.dumps))).hexdigest()


def dot_part(labels: Mapping[int, str], ballots: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    """The result of a dot poll with the options `labels` by id, in the order of the ballot paper."""
    rows = dot.tally(list(labels), [points_of(ballot) for ballot in ballots])
    return {
        "rows": [
            {"option": row.option_id, "label": labels[row.option_id], "rank": row.rank, "points": row.points,
             "persons": row.persons}
            for row in rows
        ],
        "points_given": sum(row.points for row in rows),
    }  # fmt: skip


def wording_part(
    wordings: Mapping[int, tuple[str, str | None]], ballots: Mapping[int, int], groups: Groups, minimum: int
) -> dict[str, Any]:
    """The result of a poll on a wording; `wordings`: by option the passage and the suggestion that makes it so.

    `ballots`: the chosen option by participant. Rows by group obey `minimum`, the ballots that a row needs.
    """
    rows = wording.tally(list(wordings), list(ballots.values()))
    return {
        "rows": [
            {"option": row.option_id, "label": wordings[row.option_id][0], "suggestion": wordings[row.option_id][1],
             "votes": row.votes}
            for row in rows
        ],
        "chosen": wording.chosen(rows),
        "groups": [
            {"names": names, "votes": _votes(wordings, [ballots[one] for one in members if one in ballots])}
            for names, members in _pooled(ballots, groups, minimum)
        ],
    }  # fmt: skip


def _votes(options: Iterable[int], ballots: Sequence[int]) -> list[dict[str, int]]:
    return [{"option": option, "votes": ballots.count(option)} for option in options]


def paper_part(paper: Paper[Any, Any], ballots: Mapping[int, Any], groups: Groups, minimum: int) -> dict[str, Any]:
    """The result of a poll with a common paper: `ballots` by participant. Rows by group obey `minimum`."""
    return {
        **paper.part(list(ballots.values())),
        "groups": [
            {"names": names, **_of_group(paper, [ballots[one] for one in members if one in ballots])}
            for names, members in _pooled(ballots, groups, minimum)
        ],
    }


def _of_group(paper: Paper[Any, Any], ballots: Sequence[Any]) -> dict[str, Any]:
    return {"cast": len(ballots), "rows": paper.part(ballots)["rows"]}


def points_of(choices: Mapping[str, int]) -> dict[int, int]:
    """The points by option id; JSON has them by text."""
    return {int(option): points for option, points in choices.items()}


def consent_part(
    answers: Mapping[int, str], groups: Groups, denominator: Denominator, quorum: Quorum, minimum: int
) -> dict[str, Any]:
    """The result of a consent poll: `answers` by participant.

    Rows by group obey `minimum`, the ballots that a row needs.
    """
    counts = consent.count(answers.values(), len(groups))
    return {
        **_counted(counts, consent.outcome(counts, denominator, quorum)),
        "quorum_needed": quorum.needed(counts.entitled),
        "low_participation": consent.low_participation(counts),
        "groups": _group_rows(answers, groups, denominator, minimum),
    }


def _group_rows(
    answers: Mapping[int, str], groups: Groups, denominator: Denominator, minimum: int
) -> list[dict[str, Any]]:
    rows = []
    for names, members in _pooled(answers, groups, minimum):
        counts = consent.count([answers[one] for one in members if one in answers], len(members))
        rows.append({"names": names, **_counted(counts, consent.outcome(counts, denominator))})
    return rows


def _pooled(voters: Iterable[int], groups: Groups, minimum: int) -> Iterator[tuple[list[str | None], list[int]]]:
    """The rows of a table by group, small groups in one: the names, and everybody of them on the roll."""
    sizes = dict.fromkeys(sorted(set(groups.values()), key=lambda name: name or ""), 0)
    for participant_id in voters:
        sizes[groups[participant_id]] += 1
    for names in rules.pool(sizes, minimum):
        yield list(names), [participant_id for participant_id, name in groups.items() if name in names]


def _counted(counts: Counts, outcome: Outcome) -> dict[str, Any]:
    return {
        "counts": {**vars(counts), "entitled": counts.entitled},
        "class": outcome.consensus_class.value,
        "numerator": outcome.numerator,
        "denominator": outcome.denominator,
    }
