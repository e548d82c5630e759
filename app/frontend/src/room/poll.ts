// Which poll the room is at.
import type { PollSummary, Room } from "../types";

/** The newest poll that the phase is about; null if there is none. */
export function currentPoll(room: Room): PollSummary | null {
  const { phase } = room.workshop;
  const wording = wordingPoll(room);
  if (phase === "draft") return wording;
  const own = newest(room, phase === "prioritise" ? "dot" : "consent");
  const isLater = wording !== null && wording.id > (own?.id ?? 0);
  return phase === "consent" && isLater ? wording : own;
}

/** The newest vote on a wording, until its result is in the text. */
function wordingPoll(room: Room): PollSummary | null {
  const found = newest(room, "wording");
  return found === null || found.status === "cancelled" || found.stage === "adopted" ? null : found;
}

function newest({ polls }: Room, method: PollSummary["method"]): PollSummary | null {
  const same = (polls ?? []).filter((poll) => poll.method === method);
  return same.reduce<PollSummary | null>((last, poll) => (last === null || poll.id > last.id ? poll : last), null);
}

/** Whether the moderation has something to do with a vote on a wording before the phase goes on. */
export function isUnderWay({ status, stage }: PollSummary): boolean {
  return status !== "published" || stage === "chosen";
}
