"""What the live text refuses, with the codes that docs/live.md lists and a sentence for each."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Conflict, Malformed, NotFound, Refusal, TooLarge, TooMany


class OtherSchema(Conflict):
    """The editor knows another schema of the text than the server."""

    code = "schema"
    default = _l("Diese Seite ist zu alt. Bitte laden Sie sie neu; Ihr Text bleibt erhalten.")


class OtherEpoch(Conflict):
    """A different state of the text was put in place meanwhile."""

    code = "epoch"
    default = _l("Der Text wurde inzwischen auf einen anderen Stand gesetzt. Ihre Änderung ist nicht eingegangen.")


class Gap(Conflict):
    """The edit hangs on others that the server has not got."""

    code = "gap"
    default = _l("Der Text hat sich gerade geändert. Bitte versuchen Sie es noch einmal.")


class MovedOn(Conflict):
    """A decision cannot be taken back: nobody can say where its words would stand."""

    code = "moved_on"
    default = _l(
        "Der Text hat sich an dieser Stelle zu sehr geändert. Die Entscheidung lässt sich nicht mehr zurücknehmen."
    )


class Entangled(Conflict):
    """A decision hangs together with one that was made after it."""

    code = "entangled"
    default = _l(
        "Über einen Vorschlag zu denselben Worten wurde danach entschieden. Bitte nehmen Sie zuerst das zurück."
    )


class BrokenUpdate(Malformed):
    default = _l("Diese Änderung konnte nicht übernommen werden.")


class ForeignContent(Malformed):
    """Something that the schema of the text does not know."""

    code = "content"
    default = _l("Diese Änderung enthält etwas, das in Entwürfen nicht möglich ist.")


class SectionsTouched(Malformed):
    code = "sections"
    default = _l("Die Abschnitte des Entwurfs können nicht gelöscht, verschoben oder umbenannt werden.")


class SectionClosed(Malformed):
    """Only moderators change what stands in a section that the edit touches."""

    code = "closed"
    default = _l("Dieser Abschnitt ist geschlossen: Ihn ändert nur die Moderation. Der Text ist geblieben, wie er war.")


class OnlySuggestions(Malformed):
    """The person may suggest, and the edit changes the agreed text or somebody else's suggestion."""

    code = "suggestion"
    default = _l("Das war kein Vorschlag, oder über ihn ist schon entschieden. Der Text ist geblieben, wie er war.")


class UnknownCitation(Malformed):
    """The text refers to a need, cluster, goal or source that its workshop never had."""

    code = "citation"
    default = _l("Der Text verweist auf etwas, das es in dieser Veranstaltung nicht gibt.")


class DocumentFull(TooLarge):
    code = "document_full"
    default = _l("Der Entwurf ist zu lang oder enthält zu viele Vorschläge. Bitte kürzen Sie ihn.")


class NotAsVotedOn(Conflict):
    """What was chosen by vote cannot come into the text: the passage is another one by now."""

    code = "voted_on"
    default = _l("Die Stelle ist nicht mehr so, wie über sie abgestimmt wurde. Bitte stimmen Sie noch einmal ab.")


class Unsaved(Refusal):
    """The edit waits for the database; sending it again is harmless."""

    status = 503
    code = "unsaved"
    default = _l("Ihre Änderungen können gerade nicht gespeichert werden. Sie bleiben in diesem Browser.")


class Busy(TooMany):
    """More edits wait than the server takes."""

    code = "unsaved"
    default = Unsaved.default


class OpenedTooOften(TooMany):
    """The page opens again by itself."""

    code = "too_often"
    default = _l("Der Entwurf wurde gerade zu oft geöffnet. Bitte warten Sie einen Augenblick.")


class Expelled(TooMany):
    """Refused too often within a minute; the socket is cut after this."""

    default = _l("Zu viele Änderungen konnten nicht übernommen werden. Bitte warten Sie eine Minute.")


_BY_REASON: dict[str, type[Refusal]] = {
    "malformed": BrokenUpdate,
    "gap": Gap,
    "content": ForeignContent,
    "sections": SectionsTouched,
    "closed": SectionClosed,
    "suggestion": OnlySuggestions,
    "citation": UnknownCitation,
    "document_full": DocumentFull,
    "epoch": OtherEpoch,
    "moved_on": MovedOn,
    "entangled": Entangled,
    "voted_on": NotAsVotedOn,
    "unsaved": Unsaved,
    "not_found": NotFound,
}
# Refusals that speak of what was sent, not of the moment: who collects these is cut off.
FAULTS = (
    BrokenUpdate, ForeignContent, SectionsTouched, SectionClosed, OnlySuggestions, UnknownCitation, DocumentFull,
)  # fmt: skip


def refusal(reason: str) -> Refusal:
    """The refusal for a reason that the gate or the room gave."""
    return _BY_REASON.get(reason, Refusal)()
