"""What a rule of decision says to people: before the vote, with the result, and how near the next class was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

import flask_babel
from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting import words
from app.voting.deciding import presets
from app.voting.deciding.counts import Row
from app.voting.deciding.decision import ChairVote, Decision
from app.voting.deciding.nearest import ballots_missing, next_class
from app.voting.deciding.problems import Problem
from app.voting.deciding.rule import NO_QUORUM, Chambers, ChamberScope, Effect, Group, Quorum, Rule, Threshold, Tie

# Flask-Babel ships no types; these say what they return.
_: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext

MOST_SENTENCES = 6

PRESET_LABELS: dict[str, Sentence] = {
    "awmf": _l("Konsensstärke nach AWMF"),
    "vwvfg": _l("Ausschuss nach VwVfG"),
    "fsc": _l("Kammern nach FSC"),
    "simple_majority": _l("einfache Mehrheit"),
    "absolute_majority": _l("Mehrheit aller Stimmberechtigten"),
    "two_thirds": _l("zwei Drittel"),
    "three_quarters": _l("drei Viertel"),
    "unanimous": _l("einstimmig"),
}

CLASS_LABELS: dict[str, Sentence] = {
    **words.CLASS_LABELS,
    presets.ADOPTED: _l("angenommen"),
    presets.REJECTED: _l("abgelehnt"),
}

PROBLEMS: dict[str, Sentence] = {
    Problem.UNREADABLE: _l("Diese Regel ist nicht lesbar."),
    Problem.UNKNOWN_KEY: _l("Diese Regel enthält eine unbekannte Angabe."),
    Problem.MISSING_KEY: _l("In dieser Regel fehlt eine Angabe."),
    Problem.STEPS: _l("Bitte geben Sie eine bis sechs Klassen an."),
    Problem.STEPS_NOT_FALLING: _l("Bitte ordnen Sie die Klassen: Eine höhere braucht mehr Zustimmung."),
    Problem.NOTHING_ADOPTS: _l("Mit dieser Regel kann nichts angenommen werden."),
    Problem.CLASS_NAME: _l("Jede Klasse braucht einen eigenen Namen mit höchstens 60 Zeichen."),
    Problem.SHARE: _l("Bitte geben Sie einen Anteil von mehr als 0 bis 100 Prozent an."),
    Problem.QUORUM: _l("Bitte geben Sie für die Beschlussfähigkeit 1 bis 10.000 Stimmen an."),
    Problem.WEIGHT: _l("Bitte geben Sie Gewichte von 1 bis 1.000 an."),
    Problem.GROUP: _l("Bitte nennen Sie jede Gruppe nur einmal."),
    Problem.TIE_WITHOUT_HALF: _l("Stimmengleichheit entscheidet nur, wo mehr als die Hälfte nötig ist."),
    Problem.TIE_WITH_ABSTENTIONS: _l("Stimmengleichheit gibt es nur, wenn Enthaltungen nicht mitzählen."),
}


def rule_sentences(rule: Rule, minimum: int) -> list[str]:
    """The rule in two to six sentences. `minimum`: the ballots that a group needs to stand alone, 0 if none.

    Where it takes more, what belongs together becomes one sentence.
    """
    parts = [[_steps(rule), _denominator(rule)], list(_quorums(rule)), list(_groups(rule, minimum)), list(_then(rule))]
    clauses = [clause for part in parts for clause in part]
    if sum(1 + clause.count(". ") for clause in clauses) > MOST_SENTENCES:
        clauses = [*parts[0], *("; ".join(part) for part in parts[1:] if part)]
    return [f"{clause[0].upper()}{clause[1:]}." for clause in clauses]


def class_label(name: str) -> str:
    """A class of the house in the language of the page; an own one as it was named."""
    return str(CLASS_LABELS.get(name, name))


def _steps(rule: Rule) -> str:
    steps = [
        _("%(label)s bei %(share)s Zustimmung", label=class_label(step.name), share=_share(step.threshold))
        for step in rule.steps
    ]
    return _("%(steps)s, sonst %(below)s", steps=", ".join(steps), below=class_label(rule.below))


def _denominator(rule: Rule) -> str:
    return str(words.DENOMINATORS[rule.denominator]).removesuffix(".")


def _share(threshold: Threshold) -> str:
    """A threshold as it is spoken: in percent where one decimal says it exactly, else as a fraction."""
    share = threshold.share
    exact = 1000 % share.denominator == 0
    amount = _("%(percent)s Prozent", percent=_exact_percent(share)) if exact else share
    if share == 1:
        return str(amount)
    return _("mindestens %(amount)s", amount=amount) if threshold.reached else _("mehr als %(amount)s", amount=amount)


def _exact_percent(share: Fraction) -> str:
    return words.format_decimal(Decimal(1000 * share.numerator // share.denominator) / 10, format="0.#")


def _percent(share: Fraction) -> str:
    return words.percent(share.numerator, share.denominator) or ""


def _quorums(rule: Rule) -> Iterator[str]:
    needed = "; ".join(_needed_of_each(rule))
    if needed:
        yield _("das Ergebnis gilt nur, wenn genug Stimmen da sind: %(list)s", list=needed)


def _needed_of_each(rule: Rule) -> Iterator[str]:
    if rule.second_invitation:
        yield _("nach der zweiten Einladung insgesamt beliebig viele")
    elif rule.quorum != NO_QUORUM:
        yield _("insgesamt %(needed)s", needed=_needed(rule.quorum))
    for group, quorum in rule.quorum_of:
        yield _("%(group)s %(needed)s", group=words.group_label([group]), needed=_needed(quorum))
    if rule.group_quorum != NO_QUORUM and rule.quorum_of:
        yield _("jede andere Gruppe %(needed)s", needed=_needed(rule.group_quorum))
    elif rule.group_quorum != NO_QUORUM:
        yield _("jede Gruppe %(needed)s", needed=_needed(rule.group_quorum))


def _needed(quorum: Quorum) -> str:
    if quorum.vwvfg:
        return _("mehr als die Hälfte der Stimmberechtigten, mindestens drei")
    if quorum.share is not None:
        return _("%(share)s der Stimmberechtigten", share=_share(quorum.share))
    return ngettext("%(num)s Stimme", "%(num)s Stimmen", quorum.ballots)


def _groups(rule: Rule, minimum: int) -> Iterator[str]:
    if rule.weights.equal:
        yield _("jede Gruppe zählt gleich viel")
    if rule.weights.given:
        weights = ", ".join(f"{words.group_label([group])} {weight}" for group, weight in rule.weights.given)
        yield _("die Gruppen zählen verschieden viel: %(weights)s", weights=weights)
    if rule.chambers is not None:
        yield _chambers(rule.chambers)
    if minimum and rule.by_group:
        yield _("Gruppen mit weniger als %(count)s Stimmen zählen mit anderen zusammen wie eine", count=minimum)


def _chambers(chambers: Chambers) -> str:
    share = _share(chambers.threshold)
    if chambers.scope is ChamberScope.VOTED:
        return _("jede Gruppe, die abstimmt, muss auch für sich zustimmen, mit %(share)s", share=share)
    return _("jede Gruppe muss auch für sich zustimmen, mit %(share)s", share=share)


def _then(rule: Rule) -> Iterator[str]:
    if rule.tie is Tie.CHAIR:
        yield _("bei Stimmengleichheit entscheidet der Vorsitz")
    again = [class_label(step.name) for step in rule.steps if step.leads_to is Effect.ANOTHER_ROUND]
    if rule.tie is Tie.ANOTHER_ROUND:
        again.append(_("Stimmengleichheit"))
    if again:
        yield _("zu einer weiteren Runde führt: %(classes)s", classes=", ".join(again))


def result_sentences(decision: Decision) -> list[str]:
    """What came out, and why where the share alone does not say it."""
    if not decision.has_result:
        return [_no_result(decision)]
    sentences = [_("Ergebnis: %(label)s.", label=_label(decision)), _shares(decision)]
    if decision.failed_chambers:
        rows = [_row(row, row.counts.yes, decision.compared_with(row.counts)) for row in decision.failed_chambers]
        sentences.append(_("Die nötige Zustimmung fehlt in %(groups)s.", groups=", ".join(rows)))
    elif decision.tie and decision.rule.tie is Tie.CHAIR:
        sentences.append(_chair(decision))
    if decision.effect is Effect.ANOTHER_ROUND:
        sentences.append(_("Es folgt eine weitere Runde."))
    return sentences


def _label(decision: Decision) -> str:
    """The class; a tie that is voted on again has not been rejected."""
    undecided = decision.tie and decision.rule.tie is Tie.ANOTHER_ROUND and decision.effect is Effect.ANOTHER_ROUND
    return _("Stimmengleichheit") if undecided else class_label(decision.class_name)


def _shares(decision: Decision) -> str:
    heads, share = decision.heads, decision.share
    spoken = {"numerator": heads.yes, "denominator": heads.whole, "percent": _percent(heads.yes / heads.whole)}
    if decision.rule.weights.by_group:
        weighted = _percent(share.yes / share.whole)
        return _("%(numerator)s von %(denominator)s, %(percent)s Prozent; "
                 "nach Gewicht der Gruppen %(weighted)s Prozent.",
                 **spoken, weighted=weighted)  # fmt: skip
    return _("%(numerator)s von %(denominator)s, %(percent)s Prozent.", **spoken)


def _no_result(decision: Decision) -> str:
    if decision.misses_quorum:
        return _("Nicht beschlussfähig: %(cast)s von %(needed)s nötigen Stimmen. "
                 "Dieses Ergebnis zählt nicht als Konsens.",
                 cast=decision.counts.cast, needed=decision.quorum_needed)  # fmt: skip
    if decision.rows_without_quorum:
        rows = [_row(row, row.counts.cast, row.quorum_needed) for row in decision.rows_without_quorum]
        return _("Kein Ergebnis: Zu wenige Stimmen aus %(groups)s.", groups=", ".join(rows))
    if decision.counts.cast == 0:
        return _("Kein Ergebnis: Niemand hat abgestimmt.")
    return _("Kein Ergebnis: Es gibt nur Enthaltungen.")


def _row(row: Row, part: int, whole: int) -> str:
    return _("%(group)s (%(part)s von %(whole)s)", group=_names(row.groups), part=part, whole=whole)


def _names(groups: tuple[Group, ...]) -> str:
    return words.group_label(list(groups))


def _chair(decision: Decision) -> str:
    if decision.chair is ChairVote.YES:
        return _("Bei Stimmengleichheit hat der Vorsitz dafür entschieden.")
    if decision.chair is ChairVote.NO:
        return _("Bei Stimmengleichheit hat der Vorsitz dagegen entschieden.")
    return _("Stimmengleichheit ohne Stimme des Vorsitzes: abgelehnt.")


def nearest_sentence(decision: Decision) -> str | None:
    """What would have had to change for a result, or for a higher class; None if nothing is missing or possible."""
    missing = ballots_missing(decision)
    if missing:
        return ngettext("Für ein Ergebnis fehlte %(num)s Stimme.", "Für ein Ergebnis fehlten %(num)s Stimmen.", missing)
    nearest = next_class(decision)
    if nearest is None:
        return None
    return ngettext("Für „%(label)s“ hätte es bei gleich vielen Stimmen mindestens %(num)s Ja-Stimme mehr gebraucht.",
                    "Für „%(label)s“ hätte es bei gleich vielen Stimmen mindestens %(num)s Ja-Stimmen mehr gebraucht.",
                    nearest.more_yes, label=class_label(nearest.name))  # fmt: skip
