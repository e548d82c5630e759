// Mentioning somebody in a comment: „@Leyla Vorlage“ while it is written, `@[42]` on its way, so that no text keeps a name.
import { computed, signal } from "@preact/signals";
import { request } from "../http";
import { oneAtATime, path } from "./requests";
import type { Comment } from "./state";

/** Somebody who may read the draft. */
export interface Reader {
  id: number;
  name: string;
  organisation: string;
}

export interface Mentionable {
  reader: Reader;
  /** The name as it is written; of people with the same name each has another one. */
  label: string;
}

/** What is being typed: where its „@“ stands, and the words behind that. */
export interface Typed {
  from: number;
  query: string;
}

const MOST_FOUND = 8;
const TYPED = /(?<![\p{L}\p{N}@])@([^@\n]{0,40})$/u;

const readers = signal<Reader[]>([]);
export const mentionables = computed(() => labelled(readers.value));

export const loadReaders = oneAtATime(async () => {
  const answer = await request<{ people: Reader[] }>("GET", path("people"));
  readers.value = answer.people;
});

export function labelled(people: readonly Reader[]): Mentionable[] {
  const taken = new Set<string>();
  return people.map((reader) => {
    const isAlone = people.filter(({ name }) => name === reader.name).length === 1;
    const first = isAlone || !reader.organisation ? reader.name : `${reader.name} (${reader.organisation})`;
    let label = first;
    for (let count = 2; taken.has(label); count += 1) label = `${first} ${count}`;
    taken.add(label);
    return { reader, label };
  });
}

/** The mention that is being typed at the cursor. */
export function typedAt(words: string, cursor: number): Typed | null {
  const found = TYPED.exec(words.slice(0, cursor));
  return found && { from: found.index, query: found[1] ?? "" };
}

/** Who may be meant: by the beginning of any word of the name or of the organisation. */
export function matching(people: readonly Mentionable[], query: string): Mentionable[] {
  const isWhole = query.endsWith(" ") && people.some(({ label }) => label === query.trimEnd());
  if (isWhole) return [];
  const wanted = ` ${folded(query)}`;
  const found = people.filter(({ label, reader }) => ` ${folded(`${label} ${reader.organisation}`)}`.includes(wanted));
  return found.slice(0, MOST_FOUND);
}

function folded(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words with the one who was chosen in place of what was typed, and where the cursor is then. */
export function completed(words: string, { from, query }: Typed, label: string): { words: string; cursor: number } {
  const end = from + 1 + query.length;
  const rest = words.slice(end);
  const mention = `@${label}${rest.startsWith(" ") ? "" : " "}`;
  return { words: words.slice(0, from) + mention + rest, cursor: from + label.length + 2 };
}

/** The words as they are sent; whoever was written out in full is mentioned, too. */
export function encoded(words: string, people: readonly Mentionable[]): string {
  if (people.length === 0) return words;
  const ids = new Map(people.map(({ label, reader }) => [label, reader.id]));
  return words.replace(mentionOf([...ids.keys()]), (_, label) => `@[${ids.get(label)}]`);
}

/** One expression for all: what stands for somebody is not searched again for who is called „[42]“. */
function mentionOf(labels: readonly string[]): RegExp {
  const longestFirst = labels.toSorted((one, other) => other.length - one.length);
  const escaped = longestFirst.map((label) => label.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}@])@(${escaped})(?![\\p{L}\\p{N}])`, "gu");
}

/** Whether a comment or an answer to it mentions this participant. */
export function mentions({ mentions, replies }: Comment, person: number): boolean {
  return mentions.includes(person) || replies.some((reply) => reply.mentions.includes(person));
}
