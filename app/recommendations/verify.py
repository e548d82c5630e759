"""Verification: what can be checked about a record file with nothing but the file and, at best, a key that one trusts.

Everything is recomputed from the leaf: the hash, the signature, the fingerprint of the text, the sum of the votes, the
class. Nothing here needs a database or a network, and no input makes it fail other than with a report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask_babel import lazy_gettext as _l

from app.documents.tree import check, plain, walk
from app.errors import Sentence
from app.recommendations import leaf as leaves
from app.recommendations import record_file, seal
from app.recommendations.leaf import Counted, Leaf
from app.recommendations.record_file import RecordFile
from app.voting.methods import consent
from app.voting.methods.consent import Counts, Denominator, Outcome, Quorum


@dataclass(frozen=True)
class Step:
    """One thing that was looked at. `passed` is None if it could not be checked with what was given."""

    name: str
    passed: bool | None
    sentence: Sentence


@dataclass(frozen=True)
class Report:
    """The steps in their order; `leaf` is what the file says, None if it cannot be read."""

    steps: list[Step]
    leaf: Leaf | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing speaks against the record."""
        return all(step.passed is not False for step in self.steps)

    @property
    def is_trusted(self) -> bool:
        """Whether it is unchanged and a key sealed it that the reader brought along."""
        return self.is_unchanged and all(step.passed for step in self.steps)


def verify(file: bytes, trusted_key: bytes | None = None) -> Report:
    """Check a record file. `trusted_key` is the 32 bytes of the public key that the reader got by another way."""
    try:
        record = record_file.read(file)
    except ValueError:
        return Report([Step("format", False, _UNREADABLE)])
    steps = [Step("format", True, _l("Die Datei ist ein vollständiger Nachweis von Konsenswerk."))]
    steps += _check_seal(record, trusted_key)
    leaf = _read_leaf(record.leaf)
    if leaf is None:
        return Report([*steps, Step("leaf", False, _l("Der Inhalt hat nicht die festgelegte Form."))])
    steps.append(Step("leaf", True, _l("Der Inhalt hat die festgelegte Form.")))
    return Report([*steps, *(_check_content(leaf, *one) for one in _checks(leaf))], leaf)


_Check: TypeAlias = tuple[str, Callable[[Leaf], bool], Sentence, Sentence]
_UNREADABLE = _l("Die Datei ist kein Nachweis von Konsenswerk, oder sie wurde verändert.")


def _check_seal(record: RecordFile, trusted_key: bytes | None) -> list[Step]:
    hashed = leaves.leaf_hash(record.leaf)
    return [
        _step(
            "hash", hashed.hex() == record.leaf_hash,
            _l("Die Prüfsumme passt zum Inhalt."),
            _l("Die Prüfsumme passt nicht: Der Inhalt wurde verändert."),
        ),
        _step(
            "signature", seal.is_signed(record.public_key, hashed, record.signature),
            _l("Die Unterschrift passt zum Inhalt."),
            _l("Die Unterschrift passt nicht: Inhalt, Unterschrift oder Schlüssel wurden verändert."),
        ),
        _step(
            "key_id", seal.key_id(record.public_key) == record.key_id,
            _l("Die Schlüsselkennung %(key_id)s gehört zum Schlüssel.", key_id=seal.key_id(record.public_key)),
            _l("Die Schlüsselkennung gehört nicht zum Schlüssel."),
        ),
        _check_trust(record.public_key, trusted_key),
    ]  # fmt: skip


def _check_trust(public_key: bytes, trusted_key: bytes | None) -> Step:
    if trusted_key is None:
        return Step("trust", None, _l(
            "Geprüft wurde nur gegen den Schlüssel in der Datei. Ob er echt ist, zeigt erst der Vergleich mit dem "
            "veröffentlichten Schlüssel."
        ))  # fmt: skip
    return _step(
        "trust", public_key == trusted_key,
        _l("Unterschrieben hat der veröffentlichte Schlüssel."),
        _l("Unterschrieben hat ein anderer Schlüssel als der veröffentlichte."),
    )  # fmt: skip


def _step(name: str, passed: bool, good: Sentence, bad: Sentence) -> Step:
    return Step(name, passed, good if passed else bad)


def _read_leaf(packed: bytes) -> Leaf | None:
    try:
        return leaves.check(record_file.parse_canonical(packed))
    except ValueError:
        return None


def _check_content(leaf: Leaf, name: str, holds: Callable[[Leaf], bool], good: Sentence, bad: Sentence) -> Step:
    try:
        return _step(name, holds(leaf), good, bad)
    except (KeyError, TypeError, ValueError):  # a count is missing or negative, a name unknown
        return Step(name, False, bad)


def _checks(leaf: Leaf) -> list[_Check]:
    return [one for one in _CONTENT if one[0] != "ways" or leaf["schema"] != leaves.FIRST_SCHEMA]


def _text_has_its_fingerprint(leaf: Leaf) -> bool:
    text = leaf["text"]
    return leaves.text_fingerprint(text["schema"], text["tree"]) == text["fingerprint"]


def _ways_fit(leaf: Leaf) -> bool:
    """The sentences stand in their sections, in their order; what they name is there, and the text links to it."""
    check(leaf["text"]["tree"])
    ways = leaf["ways"]
    numbers = {one["number"] for one in ways["suggestions"]}
    polls = {one["poll_sha256"] for one in ways["wordings"]}
    addresses = {one["address"] for one in ways["references"]}
    named = (
        numbers.issuperset(one["suggestions"])
        and polls.issuperset(one["wordings"])
        and addresses.issuperset(one["references"])
        for one in ways["sentences"]
    )
    return all(named) and addresses <= _links(leaf["text"]["tree"]) and _stand_in_order(leaf)


def _links(tree: list[Any]) -> set[str]:
    return {node["marks"]["link"]["href"] for node in walk(tree) if "link" in node.get("marks", {})}


def _stand_in_order(leaf: Leaf) -> bool:
    ends = {one["attrs"]["key"]: (plain([one]), 0) for one in leaf["text"]["tree"]}
    for one in leaf["ways"]["sentences"]:
        words, end = ends[one["section"]]
        start = words.find(one["sentence"], end)
        if start < 0 or not one["sentence"]:
            return False
        ends[one["section"]] = words, start + len(one["sentence"])
    return True


def _counts_add_up(leaf: Leaf) -> bool:
    decision = leaf["decision"]
    totals, rows = decision["counts"], [row["counts"] for row in decision["groups"]]
    columns = all(sum(row[part] for row in rows) == total for part, total in totals.items()) if rows else True
    is_electorate = totals["entitled"] == leaf["electorate"]["entitled"]
    return columns and is_electorate and all(_adds_up(counts) for counts in (totals, *rows))


def _adds_up(counts: dict[str, int]) -> bool:
    """agree + reservation + stand_aside + object + recused + invalid + not_cast = entitled."""
    return _counts(counts).entitled == counts["entitled"]


def _counts(counts: dict[str, int]) -> Counts:
    return Counts(**{part: value for part, value in counts.items() if part != "entitled"})


def _class_follows(leaf: Leaf) -> bool:
    decision, rule = leaf["decision"], leaf["decision"]["rule"]
    denominator, quorum = Denominator(rule["denominator"]), Quorum(ballots=rule["quorum_needed"])
    rows = (_stated(row) == consent.outcome(_counts(row["counts"]), denominator) for row in decision["groups"])
    total = consent.outcome(_counts(decision["counts"]), denominator, quorum)
    code = leaves.AWMF_CODES.get(decision["class"])
    return _stated(decision) == total and decision["awmf"] == code and all(rows)


def _stated(counted: Counted) -> Outcome:
    return Outcome(consent.ConsensusClass(counted["class"]), counted["numerator"], counted["denominator"])


_CONTENT: tuple[_Check, ...] = (
    (
        "text", _text_has_its_fingerprint,
        _l("Das Prüfzeichen gehört zum Wortlaut."),
        _l("Das Prüfzeichen gehört nicht zum Wortlaut."),
    ),
    (
        "ways", _ways_fit,
        _l("Die Wege der Sätze gehören zum Wortlaut."),
        _l("Die Wege der Sätze gehören nicht zum Wortlaut."),
    ),
    (
        "counts", _counts_add_up,
        _l("Die Stimmen ergeben zusammen die Zahl der Stimmberechtigten."),
        _l("Die Stimmen ergeben zusammen nicht die Zahl der Stimmberechtigten."),
    ),
    (
        "class", _class_follows,
        _l("Die Konsensstärke folgt aus den Stimmen."),
        _l("Die Konsensstärke folgt nicht aus den Stimmen."),
    ),
)  # fmt: skip
