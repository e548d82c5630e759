// What the page knows about suggestions: the rows of the server, the marks in the text, and which of them are the person's own.
import { computed, signal } from "@preact/signals";
import { steady } from "./steady";
import type { Suggested, Wish } from "./suggested";

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
  wishes: Wish[];
  /** Who took it back, and when; null while it stands. */
  reopened: { name: string; at: string } | null;
  /** The vote that decided it. */
  poll: number | null;
}

export type Treatment = "accept" | "reject" | "change";

/** What who reviews proposes to do with a suggestion, and what its author says. */
export interface ProposedTreatment {
  number: number;
  treatment: Treatment;
  reason: string;
  /** Who proposed it. */
  name: string;
  at: string;
  /** Null as long as there is none. */
  answer: { agrees: boolean; comment: string; at: string } | null;
}

export interface Suggestion {
  id: string;
  /** For people: „Vorschlag 4“. */
  number: number;
  /** The participant who made it. */
  person: number;
  name: string;
  organisation?: string;
  /** The stakeholder group; empty if there is none. */
  group: string;
  /** It came back in a file: it is the organisation's, and the person is who took the file in. */
  returned: boolean;
  at: string;
  /** Why, in the author's words. */
  reason: string | null;
  /** Oldest first. */
  decisions: Decision[];
  /** The last one that was proposed. */
  treatment: ProposedTreatment | null;
}

/** Whoever counts as its author: a participant, or an organisation whose file came back. */
export function authorOf({ person, name, returned }: { person: number; name: string; returned?: boolean }): string {
  return returned ? `file ${name}` : String(person);
}

export const suggestions = signal<readonly Suggestion[]>([]);
/** Whether they shall have a reason. */
export const areAsked = signal(false);
/** The suggestions that are open, in the order of the text. */
export const found = signal<Suggested[]>([]);
/** By id. */
export const known = computed(() => new Map(suggestions.value.map((one) => [one.id, one])));

/** An open suggestion: what the server knows about it, and its words in the text. */
export interface Open {
  id: string;
  suggestion: Suggestion;
  inserted: string;
  deleted: string;
  wishes: readonly Wish[];
  /** The ids of those that strike the same words, or wish the same words or lines to be otherwise. */
  rivals: string;
}

/** The open ones, in the order of the text; what was typed just now has no number yet and is left out. */
export const open = steady<Open>(
  () =>
    found.value.flatMap(({ id, insertion, deletion, wishes, rivals }) => {
      const suggestion = known.value.get(id);
      const words = { inserted: insertion, deleted: deletion, wishes, rivals: [...rivals].join(" ") };
      return suggestion ? [{ id, suggestion, ...words }] : [];
    }),
  (one, other) =>
    one.suggestion === other.suggestion &&
    one.inserted === other.inserted &&
    one.deleted === other.deleted &&
    areSame(one.wishes, other.wishes) &&
    one.rivals === other.rivals,
);

/** Whether the passage would have other words: a line that joins another makes them, a heading or a look does not. */
export function changesWords({ inserted, deleted, wishes }: Pick<Open, "inserted" | "deleted" | "wishes">): boolean {
  return inserted !== "" || deleted !== "" || wishes.some(({ kind }) => kind === "join");
}

function areSame(one: readonly Wish[], other: readonly Wish[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const openIds = computed(() => found.value.map(({ id }) => id).join(" "));
/** How many are open, also those without a number. */
export const openCount = computed(() => found.value.length);

/** The ids of open ones that the server has not told of. */
export const unknown = computed(() =>
  openIds.value
    .split(" ")
    .filter((id) => id !== "" && !known.value.has(id))
    .join(" "),
);

/** Those that are decided and not in the text any more, newest decision first. */
export const decided = computed(() => {
  const isOpen = new Set(openIds.value.split(" "));
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

/** Whether the person made it on this page. */
export function isBegun(id: string): boolean {
  return begun.has(id);
}

/** Whether a suggestion is this participant's. */
export function isOf(person: number, id: string): boolean {
  return begun.has(id) || known.value.get(id)?.person === person;
}
