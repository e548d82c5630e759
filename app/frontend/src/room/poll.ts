// Which poll the room is at.
import type { PollSummary, Room } from "../types";

/** The newest poll of the phase's method; null if there is none yet. */
export function currentPoll(room: Room): PollSummary | null {
  const method = room.workshop.phase === "prioritise" ? "dot" : "consent";
  const polls = (room.polls ?? []).filter((poll) => poll.method === method);
  return polls.reduce<PollSummary | null>(
    (newest, poll) => (newest === null || poll.id > newest.id ? poll : newest),
    null,
  );
}
