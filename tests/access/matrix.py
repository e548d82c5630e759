"""Who may use what, and in which phase of the room: every HTTP route and method, every event on the socket.

A row is a valid request. Names in angle brackets are looked up in `world.World.ids`; `using` picks another one of the
same kind (`{"poll_id": "open_poll_id"}`). tests/access/test_matrix.py plays every cell on the real application.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.drafts.template_form import typed_in
from app.drafts.text.sections import SECTIONS
from app.drafts.text.tree import SCHEMA
from app.workshops.rules import Phase

# nobody: not signed in. stranger: staff without a place. foreign: moderator of another workshop. waiting: in the lobby.
# removed: had a place. admin: of the programme, without a place. The others have a confirmed place with that role.
ROLES = (
    "nobody", "stranger", "foreign", "waiting", "removed", "guest", "observer", "expert", "editor", "minute_taker",
    "moderator", "admin",
)  # fmt: skip
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"nobody"}
STAFF = frozenset({"stranger", "foreign", "moderator", "admin"})
ADMIN = frozenset({"admin"})
NOT_REMOVED = EVERYBODY - {"removed"}
INSIDE = frozenset({"guest", "observer", "expert", "editor", "minute_taker", "moderator"})
PLACE = INSIDE | {"waiting"}
WRITERS = frozenset({"guest", "expert", "editor", "moderator"})
COMMENTERS = WRITERS | {"minute_taker"}
DRAFTERS = frozenset({"editor", "moderator"})
VOTERS = frozenset({"expert"})
AUTHOR = frozenset({"expert"})
MODERATOR = frozenset({"moderator"})

ALWAYS = frozenset(Phase)
COLLECT, CLUSTER = frozenset({Phase.COLLECT}), frozenset({Phase.CLUSTER})
REVEAL = COLLECT | CLUSTER
DRAFT, CONSENT = frozenset({Phase.DRAFT}), frozenset({Phase.CONSENT})
WRITING = DRAFT | CONSENT
POLLS = frozenset({Phase.PRIORITISE, Phase.CONSENT})
RECORDING = frozenset({Phase.CONSENT, Phase.CLOSED})
UNTIL_CLOSED = ALWAYS - {Phase.CLOSED}


class Form(dict[str, Any]):
    """A body that is sent as a page's form."""


@dataclass(frozen=True)
class Row:
    """One request and who may make it in which phases. `hidden`: to who is not inside, it does not exist (404)."""

    method: str
    rule: str
    who: frozenset[str]
    phases: frozenset[Phase] = ALWAYS
    body: Any = None
    using: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    hidden: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def _in_room(method: str, rule: str, who: frozenset[str], phases: frozenset[Phase] = ALWAYS, **more: Any) -> Row:
    return Row(method, rule, who, phases, hidden=True, **more)


_W = "/workshops/<int:workshop_id>"
_PAGES = "<any(impressum, datenschutz, barrierefreiheit, 'leichte-sprache'):page>"
_FORMATS = "<any(working_group, expert_talk, workshop, conference):format>"
_TYPED = {"title": "Es fehlt Zeit", "text": "Vor allem **abends**."}
_NEED = {**_TYPED, "request_key": "eine-taste"}
_PERSON = {"name": "Leyla", "organisation": "Amt", "stakeholder_group_id": None, "role": "guest"}
_PLAN = Form(
    format="workshop", title="Neu", field_id="<field_id>", starts_on="2027-03-11", questions="Was fehlt?",
    collecting="private", admission="open", agenda_title="Start", agenda_minutes="10", agenda_in_charge="",
)  # fmt: skip
_CLAIM = Form(code="<code>", name="Leyla", organisation="Amt", stakeholder_group_id="<group_id>")
_RECORD = Form(poll_id="<agreed_poll_id>", obligation="sollte", addressees="Bund", goal="Ein planbares Angebot.")
_BALLOT = {"choices": {"answer": "agree"}, "revision": 0, "request_key": "eine-taste"}
_PASSAGE = {
    "anchor": {"tname": "body"},
    "head": {"tname": "body"},
    "quote": "Grundangebot",
    "body": "Wo?",
    "request_key": "schlüssel-1",
}
_REPLY = {"body": "Überall.", "request_key": "schlüssel-2"}
_PROPOSAL = {
    "sections": [{"section": "sources", "before": [], "after": [{"kind": "paragraph", "text": "Ein Beleg."}]}],
    "request_key": "schlüssel-5",
}
_DECISION = {"suggestions": ["<suggestion_id>"], "outcome": "accepted", "request_key": "schlüssel-3"}
_TREATMENT = {"treatment": "reject", "reason": "Schon anderswo.", "request_key": "schlüssel-6"}
_REOPENING = {"suggestions": ["<decided_id>"], "request_key": "schlüssel-4"}
_WORDINGS = {"question": "Welcher Wortlaut?", "suggestions": ["<suggestion_id>"]}
_SUGGESTED = {"draft_id": "suggested_draft_id"}
_SOURCE = Form(kind="source", title="Studie", request_key="schluessel-5")
_CITED = {"number": "reference_number"}
_TEMPLATE = Form(number="0", act="save", **{name: said for name, said in typed_in(SECTIONS).items() if said})
_AGENDA = Form(agenda_title="Start", agenda_minutes="10", agenda_in_charge="")
_PLACE = {"cluster_id": "<cluster_id>", "position": 0}
_POLL = {"method": "consent", "question": "Tragen Sie das mit?", "version_id": "<version_id>"}
_OPENING = {"minutes": 5, "hard": True}
_SCHEMA = {"epoch": "1", "schema": str(SCHEMA)}
_OTHER = {"number": "other_version_number"}
_COMPARED = {"old": "version_number", "new": "version_number"}
_DISPATCH, _SENT = "/drafts/<int:draft_id>/dispatches/<int:number>", {"number": "dispatch_number"}
_OPEN, _PREPARED = {"poll_id": "open_poll_id"}, {"poll_id": "prepared_poll_id"}

HTTP = (
    # What the public sees
    Row("GET", "/", EVERYBODY),
    Row("GET", f"/{_PAGES}", EVERYBODY),
    Row("GET", "/gesundheit", EVERYBODY),
    Row("GET", "/static/<path:filename>", EVERYBODY),
    Row("GET", "/service-worker.js", EVERYBODY),
    Row("GET", "/empfehlungen", EVERYBODY),
    Row("GET", "/empfehlungen/<number>", EVERYBODY),
    Row("GET", "/empfehlungen/<number>/faden/<int:place>", EVERYBODY),
    Row("GET", "/empfehlungen/<number>.json", EVERYBODY),
    Row("GET", "/empfehlungen/<number>.<any(pdf, odt, docx, html):name>", EVERYBODY),
    Row("GET", "/empfehlungen/<number>/siegel", EVERYBODY),
    Row("GET", "/siegel.pub", EVERYBODY),
    Row("GET", "/pruefen", EVERYBODY),
    Row("POST", "/pruefen", EVERYBODY, body=Form(file="<record_file>")),
    # Sign-in and the programme
    Row("GET", "/anmelden", EVERYBODY),
    Row("POST", "/anmelden", EVERYBODY, body=Form(email="<email>", password="<password>")),
    Row("POST", "/abmelden", SIGNED_IN, body=Form()),
    Row("POST", "/sprache", EVERYBODY, body=Form(language="en")),
    Row("GET", "/uebersicht", SIGNED_IN),
    Row("GET", "/handlungsfelder/verwalten", ADMIN),
    Row("POST", "/fields", ADMIN, body=Form(code="NEU", name="Neues Feld")),
    Row("POST", "/fields/<int:field_id>", ADMIN, body=Form(name="Anders")),
    # Preparing and joining
    Row("GET", "/workshops/neu", STAFF),
    Row("GET", f"/workshops/neu/{_FORMATS}", STAFF),
    Row("POST", "/workshops", STAFF, body=_PLAN),
    _in_room("GET", f"{_W}/agenda", MODERATOR, UNTIL_CLOSED),
    _in_room("POST", f"{_W}/agenda", MODERATOR, UNTIL_CLOSED, body=_AGENDA),
    _in_room("GET", f"{_W}/template", MODERATOR, UNTIL_CLOSED),
    _in_room("POST", f"{_W}/template", MODERATOR, UNTIL_CLOSED, body=_TEMPLATE),
    _in_room("GET", "/drafts/<int:draft_id>/sections", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/sections", MODERATOR, UNTIL_CLOSED),
    Row("GET", "/beitreten", EVERYBODY),
    Row("POST", "/beitreten", NOT_REMOVED, UNTIL_CLOSED, body=_CLAIM),
    Row("GET", "/r/<code>", EVERYBODY, UNTIL_CLOSED),
    # The room and its people
    _in_room("GET", _W, PLACE),
    _in_room("GET", f"{_W}/room", PLACE),
    _in_room("GET", f"{_W}/people", INSIDE),
    _in_room("GET", f"{_W}/qr.svg", INSIDE),
    _in_room("POST", f"{_W}/confirmations", MODERATOR, body={}),
    _in_room("PUT", f"{_W}/participants/<int:participant_id>/confirmation", MODERATOR, body={}),
    _in_room("PUT", f"{_W}/participants/<int:participant_id>", MODERATOR, body=_PERSON),
    _in_room("DELETE", f"{_W}/participants/<int:participant_id>", MODERATOR),
    _in_room("DELETE", f"{_W}/place", INSIDE),
    _in_room("POST", f"{_W}/phase-changes", MODERATOR, UNTIL_CLOSED, body={"phase": "closed"}),
    _in_room("PUT", f"{_W}/agenda/current", MODERATOR, body={"item_id": "<item_id>"}),
    _in_room("PUT", f"{_W}/countdown", MODERATOR, body={"minutes": 10}),
    _in_room("POST", f"{_W}/countdown/extensions", MODERATOR, body={"minutes": 5}),
    _in_room("POST", f"{_W}/attention", MODERATOR, body={}),
    # Screens: who knows the token
    _in_room("PUT", f"{_W}/screens/<int:screen_id>", MODERATOR, body={"shows": "timer", "follows": False}),
    Row("GET", "/screens/<token>", EVERYBODY),
    Row("GET", "/screens/<token>/state", EVERYBODY),
    Row("GET", "/screens/<token>/qr.svg", EVERYBODY),
    # Needs and clusters
    _in_room("GET", f"{_W}/needs", INSIDE),
    _in_room("POST", f"{_W}/needs", WRITERS, COLLECT, body=_NEED),
    _in_room("PUT", "/needs/<int:need_id>", AUTHOR, COLLECT, body=_TYPED),
    _in_room("DELETE", "/needs/<int:need_id>", AUTHOR, COLLECT),
    _in_room("POST", f"{_W}/revelation", MODERATOR, REVEAL, body={"named": True}),
    _in_room("POST", f"{_W}/clusters", MODERATOR, CLUSTER, body={"title": "Zeit"}),
    _in_room("PUT", "/clusters/<int:cluster_id>", MODERATOR, CLUSTER, body={"title": "Zeit"}),
    _in_room("DELETE", "/clusters/<int:cluster_id>", MODERATOR, CLUSTER),
    _in_room("PUT", "/needs/<int:need_id>/place", MODERATOR, CLUSTER, body=_PLACE),
    # What texts refer to
    _in_room("GET", f"{_W}/references", INSIDE),
    _in_room("POST", f"{_W}/references", WRITERS, UNTIL_CLOSED, body=_SOURCE),
    _in_room("GET", f"{_W}/<any(ziele, quellen):folder>", INSIDE),
    _in_room("GET", f"{_W}/<any(bedarfe, cluster, ziele, quellen):folder>/<int:number>", INSIDE, using=_CITED),
    _in_room("POST", "/references/<int:reference_id>", DRAFTERS, UNTIL_CLOSED, body=Form(title="Anders")),
    _in_room("POST", "/references/<int:reference_id>/removal", DRAFTERS, UNTIL_CLOSED, body=Form()),
    # Drafts
    _in_room("GET", f"{_W}/drafts", INSIDE),
    _in_room("POST", "/drafts", DRAFTERS, DRAFT, body={"cluster_id": "<cluster_id>"}),
    _in_room("GET", f"{_W}/imports/new", DRAFTERS, DRAFT),
    _in_room("POST", f"{_W}/imports", DRAFTERS, DRAFT, body=Form(file=b"# Neu", request_key="schluessel-4")),
    _in_room("GET", "/drafts/<int:draft_id>/import", DRAFTERS, using={"draft_id": "imported_draft_id"}),
    _in_room("GET", "/drafts/<int:draft_id>", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/updates", WRITERS, WRITING, body="<update>", query=_SCHEMA),
    _in_room("GET", "/drafts/<int:draft_id>/people", INSIDE),
    _in_room("GET", "/drafts/<int:draft_id>/writers", INSIDE),
    _in_room("GET", "/drafts/<int:draft_id>/comments", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/comments", COMMENTERS, WRITING, body=_PASSAGE),
    _in_room("POST", "/drafts/<int:draft_id>/comments/<comment_id>/replies", COMMENTERS, WRITING, body=_REPLY),
    _in_room("PUT", "/drafts/<int:draft_id>/comments/<comment_id>/settlement", WRITERS, WRITING, body={}),
    _in_room("DELETE", "/drafts/<int:draft_id>/comments/<comment_id>/settlement", WRITERS, WRITING),
    _in_room("GET", "/drafts/<int:draft_id>/suggestions", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/suggestions", WRITERS, WRITING, body=_PROPOSAL),
    _in_room("POST", "/drafts/<int:draft_id>/decisions", DRAFTERS, WRITING, body=_DECISION, using=_SUGGESTED),
    _in_room(
        "POST", "/drafts/<int:draft_id>/suggestions/<suggestion_id>/treatments", DRAFTERS, WRITING, body=_TREATMENT,
        using=_SUGGESTED,
    ),
    _in_room(
        "PUT", "/drafts/<int:draft_id>/suggestions/<suggestion_id>/treatments/<int:number>/answer", AUTHOR, WRITING,
        body={"agrees": True}, using={**_SUGGESTED, "number": "treatment_number"},
    ),
    _in_room("POST", "/drafts/<int:draft_id>/reopenings", DRAFTERS, WRITING, body=_REOPENING, using=_SUGGESTED),
    _in_room(
        "PUT", "/drafts/<int:draft_id>/suggestions/<suggestion_id>/reason", AUTHOR, WRITING, body={"reason": "Darum."},
        using=_SUGGESTED,
    ),
    _in_room("GET", "/drafts/<int:draft_id>/text.<any(pdf, odt, docx, html):name>", INSIDE),
    _in_room("GET", "/drafts/<int:draft_id>/text.md", INSIDE),
    _in_room("PUT", "/drafts/<int:draft_id>/editing", DRAFTERS, WRITING, body={"editing": "suggestions"}),
    _in_room("PUT", "/drafts/<int:draft_id>/reasons", DRAFTERS, WRITING, body={"asked": True}),
    _in_room("GET", "/drafts/<int:draft_id>/versions", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/versions", DRAFTERS, WRITING, body={"occasion": "Für Runde 1"}),
    _in_room("GET", "/drafts/<int:draft_id>/versions/<int:number>", INSIDE, using={"number": "version_number"}),
    _in_room("POST", "/drafts/<int:draft_id>/versions/<int:number>/restoration", DRAFTERS, WRITING, using=_OTHER),
    _in_room("GET", "/drafts/<int:draft_id>/reading", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/dispatches", DRAFTERS, WRITING, body=Form(organisation="Städtetag")),
    _in_room("POST", f"{_DISPATCH}/returns", DRAFTERS, WRITING, body=Form(file="<returned_file>"), using=_SENT),
    _in_room("GET", f"{_DISPATCH}/returns/<int:returned>", DRAFTERS, using=_SENT),
    _in_room("GET", "/drafts/<int:draft_id>/comparison", INSIDE, query={"old": "1", "new": "1"}),
    _in_room("GET", "/drafts/<int:draft_id>/versions/<int:old>...<int:new>", INSIDE, using=_COMPARED),
    # Polls
    _in_room("GET", f"{_W}/polls", INSIDE),
    _in_room("POST", f"{_W}/polls", MODERATOR, POLLS, body=_POLL),
    _in_room("GET", "/polls/<int:poll_id>", INSIDE, using=_OPEN),
    _in_room("PUT", "/polls/<int:poll_id>/ballot", VOTERS, body=_BALLOT, using=_OPEN),
    _in_room("POST", "/polls/<int:poll_id>/opening", MODERATOR, POLLS, body=_OPENING, using=_PREPARED),
    _in_room("POST", "/polls/<int:poll_id>/extension", MODERATOR, body={"minutes": 5}, using=_OPEN),
    _in_room("POST", "/polls/<int:poll_id>/closure", MODERATOR, using=_OPEN),
    _in_room("POST", "/polls/<int:poll_id>/publication", MODERATOR, using={"poll_id": "closed_poll_id"}),
    _in_room("POST", "/polls/<int:poll_id>/cancellation", MODERATOR, using=_OPEN),
    _in_room("GET", "/polls/<int:poll_id>/results.csv", INSIDE, using={"poll_id": "agreed_poll_id"}),
    _in_room("GET", "/polls/<int:poll_id>/chart.svg", INSIDE, using={"poll_id": "scored_poll_id"}),
    _in_room("GET", "/drafts/<int:draft_id>/polls", INSIDE),
    _in_room("POST", "/drafts/<int:draft_id>/polls", MODERATOR, WRITING, body=_WORDINGS, using=_SUGGESTED),
    _in_room("POST", "/polls/<int:poll_id>/adoption", MODERATOR, WRITING, using={"poll_id": "wording_poll_id"}),
    # Recommendations
    _in_room("GET", f"{_W}/recommendations", INSIDE),
    _in_room("GET", f"{_W}/recommendations/new", MODERATOR, RECORDING, query={"poll": "<agreed_poll_id>"}),
    _in_room("POST", f"{_W}/recommendations", MODERATOR, RECORDING, body=_RECORD),
)  # fmt: skip

# A thing of another workshop, named by a request inside one's own: to its moderator it does not exist.
OTHERS = (
    ("PUT", f"{_W}/participants/<int:foreign_participant_id>/confirmation", {}),
    ("PUT", f"{_W}/participants/<int:foreign_participant_id>", _PERSON),
    ("DELETE", f"{_W}/participants/<int:foreign_participant_id>", None),
    ("PUT", f"{_W}/screens/<int:foreign_screen_id>", {"shows": "timer", "follows": False}),
    ("PUT", f"{_W}/agenda/current", {"item_id": "<foreign_item_id>"}),
    ("PUT", "/needs/<int:need_id>/place", {"cluster_id": "<foreign_cluster_id>", "position": 0}),
    ("POST", f"{_W}/needs", {**_NEED, "question_id": "<foreign_question_id>"}),
    ("POST", "/drafts", {"cluster_id": "<foreign_cluster_id>"}),
    ("POST", f"{_W}/polls", {"method": "consent", "question": "?", "version_id": "<foreign_version_id>"}),
    ("POST", f"{_W}/recommendations", Form(poll_id="<foreign_poll_id>", obligation="soll", addressees="a", goal="b")),
)


@dataclass(frozen=True)
class EventRow:
    """One event on the socket, sent after connecting and, but for the first two, after `draft:open`."""

    event: str
    who: frozenset[str]
    phases: frozenset[Phase] = ALWAYS


# The screen connects with its token and hears facts; it asks for nothing.
EVENTS = (
    EventRow("connect", PLACE | {"screen"}),
    EventRow("draft:open", INSIDE),
    EventRow("draft:sync", WRITERS, WRITING),
    EventRow("draft:presence", INSIDE),
    EventRow("draft:close", PLACE | {"screen"}),
    EventRow("disconnect", PLACE | {"screen"}),
)
