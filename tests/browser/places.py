"""Where things are: addresses of a hall's room, screen and entrance, and what waits for them."""

from __future__ import annotations

from app.workshops import store
from tests.people import People


def room_of(people: People) -> str:
    return f"/workshops/{people.workshop_id}"


def screen_of(people: People) -> str:
    with people.database.reading() as db:
        return f"/screens/{store.list_screens(db, people.workshop_id)[0].token}"


def entrance_of(people: People) -> str:
    """The link that the QR code holds."""
    with people.database.reading() as db:
        return f"/r/{store.get_workshop(db, people.workshop_id).join_token}"
