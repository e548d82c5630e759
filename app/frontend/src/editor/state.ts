// What the page shows about a draft. The session and the requests write here; the components read.
import { signal } from "@preact/signals";
import type { Editor } from "@tiptap/core";
import type { Passage } from "./passages";
import type { Person, Rights } from "./protocol";

export interface Comment {
  id: string;
  name: string;
  organisation?: string;
  /** The comment's Markdown as safe HTML, made by the server. */
  html: string;
  quote: string;
  at: string;
}

export interface Version {
  number: number;
  fingerprint: string;
  occasion: string;
  at: string;
  is_current: boolean;
}

/** Text that could not be saved, section by section, and why. */
export interface SetAside {
  reason: string;
  sections: { key: string; words: string }[];
}

export const rights = signal<Rights>({ write: false, comment: false });
export const editor = signal<Editor | null>(null);
/** Counts the editor's transactions: who shows its state reads this. */
export const turns = signal(0);
/** Counts the changes of the text. */
export const changes = signal(0);

export const unsaved = signal(0);
export const savedAt = signal<Date | null>(null);
export const databaseRefuses = signal(false);
/** A sentence for what stops the whole page; `reload` offers to load it anew. */
export const obstacle = signal<{ sentence: string; reload: boolean } | null>(null);
export const setAside = signal<SetAside | null>(null);

export const people = signal<Person[]>([]);
export const comments = signal<Comment[]>([]);
/** The commented passages, in the order of the text. */
export const passages = signal<Passage[]>([]);
export const selectedComment = signal<string | null>(null);
/** The versions, newest first. */
export const versions = signal<Version[]>([]);
