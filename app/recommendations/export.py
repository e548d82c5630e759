"""A record on paper: what the leaf says, as a document. Always German, whoever asks, so that files can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import flask_babel

from app import i18n
from app.documents.document import Document, Facts, Heading, Part, Quote, Table, Text
from app.documents.tree import paragraphs, plain, section
from app.recommendations import reading, tables, thread, words
from app.recommendations.leaf import Leaf
from app.recommendations.models import Recommendation
from app.references import printing

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

# These sections are printed elsewhere: as the title, as the quotation, among the facts.
_ELSEWHERE = ("title", "recommendation", "addressees", "goal")


def document(recommendation: Recommendation, leaf: Leaf, address: str) -> Document:
    """The document of a record; `address` is where the record stands on the web."""
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        return Document(
            title=leaf["title"],
            subtitle=words.eyebrow(leaf),
            notice=str(words.DEMO_NOTICE) if leaf["workshop"]["is_demo"] else "",
            author=str(words.PROGRAMME),
            footer=[words.citation(leaf), address],
            timestamp=int(words.when(leaf).timestamp()),
            parts=[
                *_content(leaf, address), *_vote(leaf), *_people(leaf), *_origin(leaf), *_sentences(leaf),
                *_seal(recommendation, leaf),
            ],
        )  # fmt: skip


def _content(leaf: Leaf, address: str) -> Iterator[Part]:
    tree = reading.printable(leaf, address)
    yield Quote(section(tree, "recommendation"))
    yield Facts([
        [_("Verbindlichkeit"), str(words.OBLIGATIONS[leaf["obligation"]])],
        [_("Adressaten"), "\n".join(leaf["addressees"])],
        [_("Ziel"), leaf["goal"]],
    ])  # fmt: skip
    for key, title in words.sections(leaf):
        blocks = section(tree, key)
        if key not in _ELSEWHERE and plain(blocks).strip():
            yield Heading(1, str(title))
            yield Text(blocks)
    yield from printing.parts(reading.references(leaf, address))


def _vote(leaf: Leaf) -> Iterator[Part]:
    decision = leaf["decision"]
    yield Heading(1, _("So wurde abgestimmt"))
    yield Facts([
        [_("Konsensstärke"), tables.class_label(decision)],
        [_("Zustimmung"), words.share_sentence(leaf)],
        [_("Verfahren"), _("Konsensabstimmung, Runde %(round)s", round=decision["round"])],
        [_("Regel"), " ".join(words.rule_sentences(leaf))],
        [_("Abgestimmt am"), words.closed(leaf)],
    ])  # fmt: skip
    yield from tables.with_rows(tables.votes(leaf), tables.groups(leaf))
    yield Text(paragraphs(tables.pooled_note(leaf)))


def _people(leaf: Leaf) -> Iterator[Part]:
    yield Heading(1, _("Wer beteiligt war"))
    yield Facts([
        [_("Veranstaltung"), words.workshop(leaf)],
        [_("Stimmberechtigte"), str(leaf["electorate"]["entitled"])],
        [_("Anwesende"), str(leaf["attendance"]["persons"])],
    ])  # fmt: skip
    yield from tables.people(leaf)


def _origin(leaf: Leaf) -> Iterator[Part]:
    yield Heading(1, _("Woher diese Empfehlung kommt"))
    yield Facts([[_("Leitfragen"), "\n".join(leaf["questions"])]])
    yield from tables.with_rows(tables.needs(leaf))
    yield Text(paragraphs(words.dot_poll_sentence(leaf)))


def _sentences(leaf: Leaf) -> Iterator[Part]:
    """As an annex: which suggestions, votes and references the sentences have, and how these votes went."""
    rows = [[one["sentence"], "\n".join(thread.stations(leaf, one))] for one in leaf["ways"]["sentences"]]
    walked = [row for row in rows if row[1]]
    if walked:
        yield Heading(1, _("Woher die Sätze kommen"))
        yield Table(_("Sätze und ihr Weg"), [_("Satz"), _("Weg")], walked)
        yield from map(tables.wording, leaf["ways"]["wordings"])


def _seal(recommendation: Recommendation, leaf: Leaf) -> Iterator[Part]:
    yield Heading(1, _("Siegel"))
    yield Facts([
        [_("Gesiegelt am"), _("%(moment)s Uhr", moment=i18n.moment(words.when(leaf)))],
        [_("Fassung des Entwurfs"), str(leaf["text"]["version"])],
        [_("Prüfzeichen"), leaf["text"]["fingerprint"]],
        [_("Prüfsumme"), recommendation.leaf_hash.hex()],
        [_("Schlüsselkennung"), recommendation.key_id],
    ])  # fmt: skip
    yield Text(paragraphs(str(words.NO_FUNDING)))
