// The polls that this page shows, each loaded once for the stage and the bar, and kept fresh while somebody looks.
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Offline, Refused, request } from "../http";
import { type Fact, onFact, onReload } from "../live";
import { pause } from "../room/state";
import type { Poll } from "./contract";
import { onOtherTab } from "./tabs";

export interface Loaded {
  poll: Poll | null;
  /** Why there is nothing to show, or nothing newer. */
  problem: string | null;
}

const known = new Map<number, Signal<Loaded>>();
const watchers = new Map<number, { count: number; stop: () => void }>();

function entry(id: number): Signal<Loaded> {
  let found = known.get(id);
  if (found === undefined) {
    found = signal<Loaded>({ poll: null, problem: null });
    known.set(id, found);
  }
  return found;
}

/** The newer of two answers by the server's clock: answers can overtake each other. */
export function newer(before: Poll | null, answer: Poll): Poll {
  if (before === null) return answer;
  return Date.parse(answer.server_time) >= Date.parse(before.server_time) ? answer : before;
}

/** Show what an answer of the server says of its poll. */
export function take(answer: Poll): void {
  const loaded = entry(answer.id);
  loaded.value = { poll: newer(loaded.peek().poll, answer), problem: null };
}

/** Fetch the poll anew; null if that was not possible. */
export async function reload(id: number): Promise<Poll | null> {
  try {
    const answer = await request<Poll>("GET", `/polls/${id}`);
    take(answer);
    return answer;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Offline)) throw error;
    entry(id).value = { ...entry(id).peek(), problem: error.message };
    return null;
  }
}

/**
 * The turnout comes with its fact. Only the moderation has to ask for more: its table by group. Everything else is
 * fetched, at slightly different moments, so that 200 devices do not all ask at once.
 */
function hear(id: number, fact: Fact): void {
  if (!fact.kind.startsWith("poll:") || fact.data.poll_id !== id) return;
  const { poll } = entry(id).peek();
  if (fact.kind !== "poll:turnout" || poll === null || poll.may_moderate) {
    setTimeout(() => void reload(id), pause(poll?.turnout.entitled ?? 1, Math.random()));
    return;
  }
  const turnout = { ...poll.turnout, cast: Number(fact.data.cast), entitled: Number(fact.data.entitled) };
  take({ ...poll, turnout });
}

function watch(id: number): () => void {
  const watched = watchers.get(id) ?? { count: 0, stop: start(id) };
  watched.count += 1;
  watchers.set(id, watched);
  return () => {
    watched.count -= 1;
    if (watched.count > 0) return;
    watchers.delete(id);
    watched.stop();
  };
}

function start(id: number): () => void {
  void reload(id);
  const stopHearing = onFact((fact) => hear(id, fact));
  const stopReloading = onReload(() => void reload(id));
  const stopListening = onOtherTab(id, () => void reload(id));
  return () => {
    stopHearing();
    stopReloading();
    stopListening();
  };
}

/** The poll `id`, fresh while the component is there; nothing for null. */
export function usePoll(id: number | null): Loaded {
  useEffect(() => (id === null ? undefined : watch(id)), [id]);
  return id === null ? { poll: null, problem: null } : entry(id).value;
}
