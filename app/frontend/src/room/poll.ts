// Which poll the room is at.
import { isAnswerMethod, methodsOf } from "../polls/methods";
import type { Phase, PollSummary, Room } from "../types";

/** The newest poll that the phase is about; null if there is none. */
export function currentPoll(room: Room): PollSummary | null {
  const { phase } = room.workshop;
  const wording = wordingPoll(room);
  if (phase === "draft") return wording;
  const own = newest(pollsOfPhase(room, phase));
  if (phase !== "consent" || wording === null) return own;
  const isFirst = own === null || (isUnderWay(wording) && !isUnderWay(own));
  return isFirst || (isUnderWay(wording) === isUnderWay(own) && wording.id > own.id) ? wording : own;
}

/** Of the votes on wordings the one that people are at: one that runs before one that is prepared or over. */
function wordingPoll(room: Room): PollSummary | null {
  const left = pollsOf(room, "wording").filter(({ status, stage }) => status !== "cancelled" && stage !== "adopted");
  return newest(left.filter(isRunning)) ?? newest(left.filter(isUnderWay)) ?? newest(left);
}

/** Questions are asked in several phases: one that is over went by with the phase that later polls left behind. */
function pollsOfPhase({ polls }: Room, phase: Phase): PollSummary[] {
  const methods: PollSummary["method"][] = methodsOf(phase);
  const elsewhere = newest((polls ?? []).filter(({ method }) => !methods.includes(method) && method !== "wording"));
  const isLeftBehind = (poll: PollSummary) =>
    isAnswerMethod(poll.method) && !isUnderWay(poll) && elsewhere !== null && poll.id < elsewhere.id;
  return (polls ?? []).filter((poll) => methods.includes(poll.method) && !isLeftBehind(poll));
}

function pollsOf({ polls }: Room, method: PollSummary["method"]): PollSummary[] {
  return (polls ?? []).filter((poll) => poll.method === method);
}

function newest(polls: PollSummary[]): PollSummary | null {
  return polls.reduce<PollSummary | null>((last, poll) => (last === null || poll.id > last.id ? poll : last), null);
}

function isRunning({ status }: PollSummary): boolean {
  return status === "open" || status === "closed";
}

/** Whether the moderation has something to do before its result can be shown. */
export function isUnderWay(poll: PollSummary): boolean {
  return isRunning(poll) || poll.status === "prepared";
}
