// What the page knows about suggestions: the rows of the server, the marks in the text, and which of them are the person's own.
import { computed, signal } from "@preact/signals";
import type { Suggested } from "./suggested";

export type Outcome = "accepted" | "rejected" | "withdrawn" | "overtaken";

export interface Decision {
  outcome: Outcome;
  /** Who decided. */
  name: string;
  at: string;
  reason: string | null;
  /** The words as they were then. */
  inserted: string;
  deleted: string;
}

export interface Suggestion {
  id: string;
  /** For people: „Vorschlag 4“. */
  number: number;
  /** The participant who made it. */
  person: number;
  name: string;
  organisation?: string;
  at: string;
  /** Why, in the author's words. */
  reason: string | null;
  /** Oldest first. */
  decisions: Decision[];
}

export const suggestions = signal<Suggestion[]>([]);
/** The suggestions that are open, in the order of the text. */
export const found = signal<Suggested[]>([]);
/** By id. */
export const known = computed(() => new Map(suggestions.value.map((one) => [one.id, one])));

/** An open suggestion: what the server knows about it, and where it is in the text. */
export interface Open {
  suggestion: Suggestion;
  place: Suggested;
}

/** The open ones, in the order of the text; what was typed just now has no number yet and is left out. */
export const open = computed<Open[]>(() =>
  found.value.flatMap((place) => {
    const suggestion = known.value.get(place.id);
    return suggestion ? [{ suggestion, place }] : [];
  }),
);

/** The ids of open ones that the server has not told of. */
export const unknown = computed(() =>
  found.value
    .map(({ id }) => id)
    .filter((id) => !known.value.has(id))
    .join(" "),
);

/** Those that are decided and not in the text any more, newest decision first. */
export const decided = computed(() => {
  const isOpen = new Set(found.value.map(({ id }) => id));
  const closed = suggestions.value.filter(({ id, decisions }) => decisions.length > 0 && !isOpen.has(id));
  return closed.toSorted((one, other) => lastOf(other).localeCompare(lastOf(one)));
});

function lastOf({ decisions }: Suggestion): string {
  return decisions.at(-1)?.at ?? "";
}

/** The ids under which the person has suggested on this page; the server names those of before. */
const begun = new Set<string>();

export function beginOwn(id: string): void {
  begun.add(id);
}

/** Whether a suggestion is this participant's. */
export function isOf(person: number, id: string): boolean {
  return begun.has(id) || known.value.get(id)?.person === person;
}
