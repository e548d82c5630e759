// The one live connection of a page. The socket only tells that something happened; see docs/live.md.
import { type ReadonlySignal, signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import { Refused } from "./http";
import { packets } from "./packets";
import { t } from "./words";

export type Hello = { workshop_id: number } | { screen: string };

/** What happened: ids, states and numbers; texts are fetched with one's own rights. */
export interface Fact {
  number: number;
  kind: string;
  at: string;
  data: Record<string, unknown>;
}

export interface Connection {
  state: "connected" | "searching" | "offline";
  /** Since when nothing is heard; the time of connecting while connected. */
  since: Date;
}

type Acknowledged<T> = { ok: true; data: T } | { ok: false; error: string; message: string };

const SEARCHING_AFTER_MS = 2_000;
const OFFLINE_AFTER_MS = 8_000;
const LONGEST_WAIT_MS = 10_000;
const RETRY_AFTER_REFUSAL_MS = 5_000;

const current = signal<Connection>({ state: "connected", since: new Date() });
/** How the connection is, as people are shown it: a short break is none. */
export const connection: ReadonlySignal<Connection> = current;

const factHandlers = new Set<(fact: Fact) => void>();
const reloadHandlers = new Set<() => void>();
let socket: Socket | undefined;
let known: number | undefined;
let timers: ReturnType<typeof setTimeout>[] = [];

/** Be told each fact, in order and once. Returns how to stop. */
export function onFact(handler: (fact: Fact) => void): () => void {
  factHandlers.add(handler);
  return () => factHandlers.delete(handler);
}

/** Be told when facts may have been missed (after connecting, after a gap): fetch the state anew. Returns how to stop. */
export function onReload(handler: () => void): () => void {
  reloadHandlers.add(handler);
  return () => reloadHandlers.delete(handler);
}

/** A fetched state is as of fact `number`: older facts say nothing new. */
export function knownUpTo(number: number): void {
  known = Math.max(known ?? 0, number);
}

/** Connect as a place in a workshop or as one of its screens. Twice is the same as once. */
export function connect(hello: Hello): void {
  if (socket !== undefined) return;
  // Random waits, so that 200 phones do not come back in the same second after a restart.
  const waits = { reconnectionDelay: 2_000, reconnectionDelayMax: 8_000, randomizationFactor: 1 };
  socket = io({ ...waits, parser: packets, auth: hello, timeout: LONGEST_WAIT_MS });
  socket.on("connect", found);
  socket.on("disconnect", lost);
  socket.on("connect_error", refused);
  socket.on("fact", hear);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  watch(new Date());
}

/** Hear an event that is no fact, such as the live text. Returns how to stop. */
export function on(event: string, handler: (...data: never[]) => void): () => void {
  const listener = handler as (...data: unknown[]) => void;
  socket?.on(event, listener);
  return () => socket?.off(event, listener);
}

/** Ask over the socket and wait for the acknowledgement. Throws Refused; status 0 if no answer came. */
export async function ask<T>(event: string, ...values: unknown[]): Promise<T> {
  const answer = await acknowledged<T>(event, values);
  if (!answer.ok) throw new Refused(409, answer.error, answer.message);
  return answer.data;
}

async function acknowledged<T>(event: string, values: unknown[]): Promise<Acknowledged<T>> {
  try {
    if (socket === undefined) throw new Error("not connected");
    return await socket.timeout(LONGEST_WAIT_MS).emitWithAck(event, ...values);
  } catch {
    throw new Refused(0, "no_answer", t("Der Server antwortet nicht. Bitte versuchen Sie es noch einmal."));
  }
}

function found(): void {
  for (const timer of timers) clearTimeout(timer);
  current.value = { state: "connected", since: new Date() };
  for (const reload of reloadHandlers) reload();
}

function lost(reason: Socket.DisconnectReason): void {
  watch(new Date());
  // The server ended it: admitted, another role, or removed. Come back as what we are now; the state tells which.
  if (reason === "io server disconnect") socket?.connect();
}

/** The server does not let us in; the state tells why. Socket.IO itself tries again only if nobody answered. */
function refused(): void {
  if (socket?.active !== false) return;
  for (const reload of reloadHandlers) reload();
  setTimeout(() => socket?.connect(), RETRY_AFTER_REFUSAL_MS);
}

/** Stop for good: this page has no place any more. */
export function disconnect(): void {
  for (const timer of timers) clearTimeout(timer);
  socket?.off();
  socket?.disconnect();
  socket = undefined;
}

/** A phone that wakes up, or has a network again, does not wait for its turn. */
function wake(): void {
  if (socket === undefined || socket.connected || document.hidden) return;
  socket.disconnect().connect();
}

function watch(since: Date): void {
  for (const timer of timers) clearTimeout(timer);
  const become = (state: Connection["state"]) => () => {
    current.value = { state, since };
  };
  timers = [setTimeout(become("searching"), SEARCHING_AFTER_MS), setTimeout(become("offline"), OFFLINE_AFTER_MS)];
}

/** Facts are numbered without gaps. One outside our audience is a bare number. */
export function hear(fact: { number: number } & Partial<Fact>): void {
  if (known === undefined || fact.number <= known) return;
  const isNext = fact.number === known + 1;
  known = fact.number;
  if (!isNext) {
    for (const reload of reloadHandlers) reload();
  } else if (fact.kind !== undefined) {
    for (const handler of factHandlers) handler(fact as Fact);
  }
}
