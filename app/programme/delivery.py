"""What a new installation starts with: fields, cross themes, stakeholder groups; all of them lists to be maintained."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import store as people
from app.accounts.models import StakeholderGroup
from app.programme import store
from app.programme.models import CrossTheme, Field

FIELDS = {
    "SI": "Sprachliche Integration",
    "BI": "Bildung",
    "GI": "Gesellschaftliche Integration",
    "BE": "Berufliche Integration",
}
CROSS_THEMES = ("Bürgerschaftliches Engagement", "Qualitätssicherung/Evaluation")
# § 45 AufenthG: sentence 3 names who is involved, sentence 4 who should be; the rest is the programme's practice.
GROUPS = {
    "Länder": "mandatory",
    "Kommunen": "mandatory",
    "Ausländer- und Integrationsbeauftragte": "mandatory",
    "Beauftragter für Aussiedlerfragen": "mandatory",
    "Religionsgemeinschaften": "should",
    "Gewerkschaften": "should",
    "Arbeitgeberverbände": "should",
    "Freie Wohlfahrtspflege": "should",
    "Weitere Interessenverbände": "should",
    "Migrantenorganisationen": "practice",
    "Träger von Integrationsangeboten": "practice",
    "Wissenschaft": "practice",
}


def deliver(db: Session) -> None:
    """Fill the lists that are still empty. Twice is the same as once, and what was edited stays."""
    if not store.list_all_fields(db):
        db.add_all(Field(code=code, name=name, position=n) for n, (code, name) in enumerate(FIELDS.items(), 1))
    if not store.list_cross_themes(db):
        db.add_all(CrossTheme(name=name, position=n) for n, name in enumerate(CROSS_THEMES, 1))
    if not people.list_groups(db):
        rows = enumerate(GROUPS.items(), 1)
        db.add_all(StakeholderGroup(name=name, involvement=how, position=n) for n, (name, how) in rows)
