// What the page shows about a draft. The session and the requests write here; the components read.
import { computed, signal } from "@preact/signals";
import type { Editor } from "@tiptap/core";
import type { Changed } from "./homecoming";
import type { Passage } from "./passages";
import { NO_RIGHTS, type Person } from "./protocol";
import type { SetAside } from "./store";
import type { Line, Vote } from "./voted";

/** What somebody said in a thread. */
export interface Said {
  id: string;
  /** The participant. */
  person: number;
  name: string;
  organisation?: string;
  /** The stakeholder group; empty if there is none. */
  group: string;
  /** The participants whom it mentions. */
  mentions: number[];
  /** The Markdown as safe HTML, made by the server. */
  html: string;
  at: string;
}

export interface Comment extends Said {
  quote: string;
  /** Who called it done, and when; null while it is open. */
  settled: { name: string; at: string } | null;
  replies: Said[];
}

export interface Version {
  number: number;
  fingerprint: string;
  occasion: string;
  at: string;
  is_current: boolean;
  /** Whether somebody froze it; else it was kept before something else was done. */
  is_frozen: boolean;
}

/** After a long time without connection: since when, what others changed meanwhile, and what is one's own. */
export interface Back {
  /** In milliseconds since 1970. */
  since: number;
  others: Changed[];
  own: Changed[];
  /** The sections of which only the look is one's own. */
  styled: string[];
}

/** The participant who looks at the page. */
export const viewer = signal(0);
export const rights = signal(NO_RIGHTS);
export const editor = signal<Editor | null>(null);
/** Counts the editor's transactions: who shows its state reads this. */
export const turns = signal(0);
/** Counts the changes of the text. */
export const changes = signal(0);

/** Edits that are not saved, each key one; and as a person would count them. */
export const unsaved = signal(0);
export const unsavedChanges = signal(0);
export const savedAt = signal<Date | null>(null);
export const databaseRefuses = signal(false);
/** A sentence for what stops the whole page; `reload` offers to load it anew. */
export const obstacle = signal<{ sentence: string; reload: boolean } | null>(null);
/** Words that could not be saved, oldest first. */
export const setAside = signal<Pick<SetAside, "key" | "reason" | "sections">[]>([]);
/** Whether this browser keeps everything that is not saved. */
export const keeps = signal(true);
/** What a person who comes back must decide; null if there is nothing to decide. */
export const homecoming = signal<Back | null>(null);

export const people = signal<Person[]>([]);
export const comments = signal<readonly Comment[]>([]);
const settledIds = computed(() =>
  comments.value
    .filter((one) => one.settled)
    .map(({ id }) => id)
    .join(" "),
);
/** The ids of the comments that are done; the same set as long as they are the same. */
export const settled = computed(() => new Set(settledIds.value.split(" ")));
/** The commented passages, in the order of the text. */
export const passages = signal<Passage[]>([]);
export const selectedNote = signal<string | null>(null);
/** The votes on passages of this draft, newest first. */
export const votes = signal<readonly Vote[]>([]);
/** The paragraphs and headings as they stand. */
export const lines = signal<Line[]>([]);
/** The versions, newest first. */
export const versions = signal<Version[]>([]);
/** The newest one that somebody froze. */
export const frozen = computed(() => versions.value.find(({ is_frozen }) => is_frozen));
