// What the room's page knows: three slices of the server's state, fetched anew when a fact says that they changed.
import { computed, signal } from "@preact/signals";
import { setServerTime } from "../clock";
import { Refused, request } from "../http";
import { connect, disconnect, type Fact, knownUpTo, onFact, onReload } from "../live";
import type { Board, Person, Room, Waiting } from "../types";
import { enterAtHeading, followRoom } from "./follow";

export interface Group {
  id: number;
  name: string;
}

/** What the page itself says: see app/templates/stage/room.html. */
interface Setting {
  workshopId: number;
  groups: Group[];
  /** Fetches what else the page shows of the room. */
  more?: () => Promise<unknown>;
}

export const room = signal<Room | null>(null);
/** The little that a person who still waits may know. */
export const waiting = signal<Waiting | null>(null);
export const board = signal<Board | null>(null);
export const people = signal<Person[] | null>(null);
/** The person has no place in this room (any more). */
export const gone = signal(false);
export const groups = signal<Group[]>([]);
export const isStaff = computed(() => may("run_room"));

const RETRY_MS = 5_000;
// Who comes and goes is no fact; the moderation sees it with this delay at most.
const PRESENCE_MS = 20_000;

let base = "";
let more: () => Promise<unknown> = async () => undefined;

/** Whether the person may do this right now. */
export function may(right: string): boolean {
  return room.value?.me.rights.includes(right) ?? false;
}

/** An address below this workshop: `path("needs")`. */
export function path(rest: string): string {
  return `${base}/${rest}`;
}

/** Fetch everything and stay up to date. */
export function start(setting: Setting): void {
  base = `/workshops/${setting.workshopId}`;
  groups.value = setting.groups;
  more = setting.more ?? more;
  onReload(loadAll);
  onFact(hear);
  connect({ workshop_id: setting.workshopId });
  // Connecting loads everything; who cannot connect shall still see the room.
  setTimeout(() => room.value === null && waiting.value === null && loadAll(), 1_000);
  setInterval(() => isStaff.value && !document.hidden && !gone.value && loadRoom(), PRESENCE_MS);
}

/** Fetch everything anew. The room comes first: what is fetched after it is at least as new as its number. */
export async function loadAll(): Promise<void> {
  const number = await loadRoom();
  if (number !== undefined) knownUpTo(number);
  if (room.value === null) return;
  await Promise.all([loadBoard(), loadPeople(), more()]);
}

async function loadRoom(): Promise<number | undefined> {
  const state = await fetched<Room | Waiting>("room");
  if (state === undefined) return undefined;
  setServerTime(state.server_time);
  if (isRoom(state)) {
    const before = room.value;
    followRoom(before, state);
    if (waiting.value !== null) enterAtHeading();
    waiting.value = null;
    room.value = state;
  } else {
    room.value = null;
    waiting.value = state;
  }
  return state.number;
}

function isRoom(state: Room | Waiting): state is Room {
  return "presence" in state;
}

async function loadBoard(): Promise<void> {
  board.value = (await fetched<Board>("needs")) ?? board.value;
}

/** The list of people; only who leads the room needs it all the time. */
async function loadPeople(): Promise<void> {
  if (may("confirm_people") || (people.value !== null && may("see_people"))) await fetchPeople();
}

export async function fetchPeople(): Promise<void> {
  people.value = (await fetched<Person[]>("people")) ?? people.value;
}

/** undefined if there was no answer to use; then everything is fetched again a little later. */
async function fetched<T>(slice: string): Promise<T | undefined> {
  try {
    return await request<T>("GET", path(slice));
  } catch (error) {
    if (error instanceof Refused && [401, 403, 404].includes(error.status)) leave();
    else retry();
    return undefined;
  }
}

let isRetryPlanned = false;

function retry(): void {
  if (isRetryPlanned) return;
  isRetryPlanned = true;
  setTimeout(
    () => {
      isRetryPlanned = false;
      void loadAll();
    },
    RETRY_MS * (1 + Math.random()),
  );
}

function leave(): void {
  gone.value = true;
  disconnect();
}

type Slice = "room" | "board" | "people";

const LOADERS: Record<Slice, () => Promise<unknown>> = {
  room: loadRoom,
  board: loadBoard,
  people: loadPeople,
};

const SLICES: Record<string, Slice[]> = {
  need: ["board"],
  needs: ["room", "board"],
  cluster: ["board"],
  participant: ["people", "room"],
  phase: ["room", "board"],
  agenda: ["room"],
  workshop: ["room"],
  countdown: ["room"],
  screen: ["room"],
  poll: ["room"],
  draft: ["room"],
  recommendation: ["room"],
};

/** Which slices a fact of this kind changes. */
export function slicesOf(kind: string): Slice[] {
  return SLICES[kind.split(":")[0] ?? ""] ?? [];
}

/** Whether the fact names the person who looks at the page. */
export function isAboutMe({ data }: Fact): boolean {
  return data.participant_id === room.value?.me.id;
}

function hear(fact: Fact): void {
  for (const slice of slicesOf(fact.kind)) reload(slice);
  // Two hundred would ask for what concerns one of them.
  if (fact.kind === "comment:mentioned" && isAboutMe(fact)) reload("room");
}

const planned = new Set<Slice>();

/** Fetch a slice soon; several facts until then are one request. 200 devices must not all ask in the same moment. */
function reload(slice: Slice): void {
  if (planned.has(slice)) return;
  planned.add(slice);
  setTimeout(
    () => {
      planned.delete(slice);
      void LOADERS[slice]();
    },
    pause(room.value?.presence.total ?? 1, Math.random()),
  );
}

const SHORTEST_PAUSE_MS = 60;
const SPREAD_PER_PERSON_MS = 10;
const LONGEST_SPREAD_MS = 3_000;

/** Milliseconds to wait before fetching, with `chance` from 0 to 1: at most two seconds in a room of 200. */
export function pause(people: number, chance: number): number {
  return SHORTEST_PAUSE_MS + chance * Math.min(people * SPREAD_PER_PERSON_MS, LONGEST_SPREAD_MS);
}

/** Change something on the server and show at once what it made of it. Throws Refused or Offline. */
export async function act<T = void>(
  method: "POST" | "PUT" | "DELETE",
  address: string,
  body?: unknown,
  slices: Slice[] = ["room"],
): Promise<T> {
  const answer = await request<T>(method, address, body);
  await Promise.all(slices.map((slice) => LOADERS[slice]()));
  return answer;
}
