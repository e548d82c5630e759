"""People who change their minds in two polls while the server dies: what each was told, and what its disk holds."""

from __future__ import annotations

import random
import secrets
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import requests
from sqlalchemy import select

from app.voting.models import Ballot
from app.workshops.rules import Phase
from tests.servers import Browser
from tests.storms.hall import Hall
from tests.storms.writers import browser_of
from tests.voting import hall as voting

LONGEST_THOUGHT = 0.3  # seconds
AGAIN_AFTER = 0.05
AGAIN_THOUGH_TOLD = 0.2  # the share of requests that come a second time although they were answered
ANSWERS = ("agree", "reservation", "stand_aside", "object")


@dataclass(frozen=True)
class Mind:
    """What a voter knows: the ballot that was acknowledged last, and the one that is on its way."""

    revision: int = 0
    choices: dict[str, Any] | None = None
    coming: dict[str, Any] | None = None

    def allows(self, revision: int, choices: dict[str, Any] | None) -> bool:
        """Whether the disk may hold this: what was acknowledged, or what is on its way, once."""
        return (revision, choices) in ((self.revision, self.choices), (self.revision + 1, self.coming))


@dataclass
class Voter:
    """Votes in one poll, again and again, and presses no button twice before there is an answer."""

    person: int
    browser: Browser
    poll_id: int
    options: Sequence[str]
    chance: random.Random
    mind: Mind = Mind()
    wrong: list[str] = field(default_factory=list)

    def vote(self, is_over: threading.Event) -> None:
        while not is_over.wait(self.chance.random() * LONGEST_THOUGHT):
            self._press(self._choice(), is_over)

    def _choice(self) -> dict[str, Any]:
        if not self.options:
            return {"answer": self.chance.choice(ANSWERS)}
        return {option: points for option in self.options if (points := self.chance.randrange(3))}

    def _press(self, choices: dict[str, Any], is_over: threading.Event) -> None:
        """One press of the button, with as many retries as it takes."""
        reason = "Ein Grund." if choices.get("answer") == "object" else ""
        body = {"choices": choices, "reason": reason, "revision": self.mind.revision}
        body["request_key"] = secrets.token_hex(8)
        self.mind = replace(self.mind, coming=choices)
        while not (answered := self._ask(body)):
            if is_over.wait(AGAIN_AFTER):
                return
        if answered["revision"] != self.mind.revision + 1 or answered["choices"] != choices:
            self.wrong.append(f"voter {self.person} sent {choices} upon {self.mind}, and was told {answered}")
        self.mind = Mind(answered["revision"], answered["choices"])
        if self.chance.random() < AGAIN_THOUGH_TOLD:
            self._repeat(body)

    def _repeat(self, body: dict[str, Any]) -> None:
        """The same request once more, as a browser sends it that has not heard the answer."""
        told = self._ask(body)
        if told and not self.mind.allows(told["revision"], told["choices"]):
            self.wrong.append(f"voter {self.person} was counted twice: {told}")

    def _ask(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """The ballot as the server has it; None if nobody answers."""
        with suppress(requests.RequestException):
            answer = self.browser.ask("PUT", f"/polls/{self.poll_id}/ballot", body)
            if answer.ok:
                ballot: dict[str, Any] = answer.json()["ballot"]
                return ballot
            self.wrong.append(f"voter {self.person} was refused: {answer.status_code} {answer.text[:300]}")
        return None


class Polls:
    """Two open polls, points and consent, and who votes in them."""

    def __init__(self, hall: Hall, seed: int, people: int) -> None:
        self._hall, self._seed, self._people = hall, seed, people
        self._room = voting.Hall(hall.people)
        self.voters: list[Voter] = []

    @contextmanager
    def voting(self) -> Iterator[None]:
        """Everybody votes until the end of the block; the room writes drafts meanwhile."""
        guests, is_over = self._hall.guests(self._people), threading.Event()
        polls = [self._open(self._room.dot_poll()), self._open(self._room.consent_poll())]
        self._hall.people.move_to(Phase.DRAFT)
        with ExitStack() as stack:
            self.voters = [self._voter(stack, guest, poll_id) for poll_id in polls for guest in guests]
            pool = stack.enter_context(ThreadPoolExecutor(len(self.voters)))
            stack.callback(is_over.set)
            for voter in self.voters:
                pool.submit(voter.vote, is_over)
            yield

    def _open(self, poll_id: int) -> int:
        self._room.open(poll_id)
        return poll_id

    def _voter(self, stack: ExitStack, guest: dict[str, Any], poll_id: int) -> Voter:
        chance = random.Random(f"{self._seed} {guest['person']} {poll_id}")  # noqa: S311  # can be played again
        browser = stack.enter_context(browser_of(self._hall, guest))
        return Voter(guest["person"], browser, poll_id, self._room.options(poll_id), chance)

    @property
    def acknowledged(self) -> int:
        return sum(voter.mind.revision for voter in self.voters)

    def wrong(self) -> list[str]:
        """What the disk has otherwise than people were told; while nobody answers."""
        held = self._held()
        return [
            f"voter {voter.person} in poll {voter.poll_id}: {voter.mind}, on disk is {found}"
            for voter in self.voters
            if not voter.mind.allows(*(found := held.get((voter.poll_id, voter.person), (0, None))))
        ] + [wrong for voter in self.voters for wrong in voter.wrong]

    def _held(self) -> dict[tuple[int, int], tuple[int, dict[str, Any]]]:
        with self._hall.people.database.reading() as db:
            ballots = db.scalars(select(Ballot)).all()
            return {(one.poll_id, one.participant_id): (one.revision, one.choices) for one in ballots}

    def counted_wrongly(self) -> list[str]:
        """Close both polls; what their results say otherwise than the ballots on disk, which is checked before."""
        return [*self.wrong(), *(wrong for poll_id in self._poll_ids() for wrong in self._miscounted(poll_id))]

    def _poll_ids(self) -> set[int]:
        return {voter.poll_id for voter in self.voters}

    def _miscounted(self, poll_id: int) -> list[str]:
        expected: Counter[str] = Counter()
        for (poll, _person), (_revision, choices) in self._held().items():
            if poll == poll_id:
                expected.update([choices["answer"]] if "answer" in choices else choices)
        self._room.close(poll_id)
        result = self._room.state(self._hall.people.moderator, poll_id)["result"]
        counted = _counted(result)
        return [] if counted == expected else [f"poll {poll_id} counts {counted} for {expected}"]


def _counted(result: dict[str, Any]) -> Counter[str]:
    """What a result says: how many gave each answer, or the points of each option."""
    if "counts" in result:
        return Counter({answer: result["counts"][answer] for answer in ANSWERS})
    return Counter({str(row["option_id"]): row["points"] for row in result["rows"]})
