// Whose each client id is, and the shares of a text that come of it. Asked for only once somebody wants to see it.
import { computed, effect, signal } from "@preact/signals";
import { request } from "../http";
import { room } from "../room/state";
import { t } from "../words";
import { type Piece, type Run, sharesOf } from "./authorship";
import { oneAtATime, path, show } from "./requests";
import { viewer } from "./state";
import { saysTheSame } from "./steady";

export interface Writer {
  id: number;
  name: string;
  organisation: string;
  clients: number[];
}

/** The author of letters that the server put there: from needs, from a file, or from a restored version. */
export const NOBODY = "";

/** Whether the person wants to see who wrote what. */
export const isShown = signal(false);
export const writers = signal<readonly Writer[]>([]);
const owners = computed(() => new Map(writers.value.flatMap(({ id, clients }) => clients.map((one) => [one, id]))));

/** The pieces of the text as it is shown now. */
export const pieces = signal<readonly Piece[]>([]);
export const shares = computed(() => sharesOf(pieces.value));

/** The client ids of this page: its newest letters are not on the server yet. */
const own = new Set<number>();
const strangers = signal("");

let isLoaded = false;

const loadWriters = oneAtATime(async () => {
  const answer = await request<{ writers: Writer[] }>("GET", path("writers"));
  isLoaded = true;
  if (!saysTheSame(writers.value, answer.writers)) writers.value = answer.writers;
});

/** Says the author of a run: the participant, or NOBODY. `client` is the one of this page. */
export function nameAuthors(client: number): (run: Run) => string {
  own.add(client);
  return (run) => String(owners.value.get(run.client) ?? (own.has(run.client) ? viewer.value : NOBODY));
}

/** Remember who is in the text and nothing is known of: somebody may have begun to write. */
export function noteClients(runs: readonly Run[]): void {
  if (!isLoaded) return; // then they are just being asked for
  const unknown = new Set(runs.map(({ client }) => client).filter((one) => !owners.value.has(one) && !own.has(one)));
  strangers.value = [...unknown].sort().join(" ");
}

/** Ask for the writers as long as somebody wants to see them, and anew for each that is unknown. */
export function keepWriters(): void {
  effect(() => {
    strangers.value;
    if (isShown.value) void show(loadWriters);
  });
}

/** „Leyla Vorlage, Kommune X“ */
export function nameOf(author: string): string {
  if (author === NOBODY) return t("Ohne Person (ohne Linie): etwa aus Bedarfen, Dateien oder Fassungen");
  const writer = writers.value.find(({ id }) => String(id) === author);
  const name = writer?.name ?? room.value?.me.name ?? "";
  return [...new Set([name, writer?.organisation])].filter(Boolean).join(", ");
}

const LOOKS = 4;

/** Colour and kind of line: sixteen people look different, and their names stand beside the text. None for NOBODY. */
export function lookOf(author: string): string {
  if (author === NOBODY) return "";
  const number = Number(author);
  return `kw-written a${(number % LOOKS) + 1} kw-written--${Math.floor(number / LOOKS) % LOOKS}`;
}
