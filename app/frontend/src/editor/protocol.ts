// What is said over the socket about a draft, as docs/live.md has it.
import * as Y from "yjs";

/** Bytes arrive as ArrayBuffer in the browser and as Buffer in Node. */
export type Bytes = ArrayBuffer | Uint8Array;

export interface Rights {
  /** Change the text itself. */
  write: boolean;
  /** Suggest changes; who may write may suggest, too. */
  suggest: boolean;
  /** Decide on suggestions, and who writes directly. */
  review: boolean;
  comment: boolean;
  /** Sections that the person does not change at all, and those in which they only suggest; rights that were kept from before have neither. */
  closed?: string[];
  suggested?: string[];
}

export const NO_RIGHTS: Rights = { write: false, suggest: false, review: false, comment: false };

/** Whether the person's edits are taken at all. */
export function mayEdit({ write, suggest }: Rights): boolean {
  return write || suggest;
}

/** Whether everybody writes directly, or all but the reviewers suggest. */
export type Editing = "direct" | "suggestions";

/** A cursor: the two ends of a selection as Yjs knows them. */
export interface Cursor {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/** A cursor as it travels: each end encoded by Yjs. The server passes it on unread. */
export interface SentCursor {
  anchor: Bytes;
  head: Bytes;
}

export interface Person {
  /** Names the connection; one person with two tabs has two. */
  connection: string;
  person: number;
  name: string;
  color: number;
  /** Whether the person may write or suggest, or only reads. */
  writes: boolean;
  cursor: Cursor | null;
}

/** A person as the server tells it. */
export type SentPerson = Omit<Person, "cursor"> & { cursor: SentCursor | null };

export interface Opened {
  draft: number;
  epoch: number;
  number: number;
  update: Bytes;
  state: Bytes;
  rights: Rights;
  editing: Editing;
  connection: string;
  people: SentPerson[];
  unsaved: boolean;
}

export interface Update {
  draft: number;
  epoch: number;
  first: number;
  number: number;
  update: Bytes;
}

/** What changed among the people: who came or has another name, whose cursor moved, who went. */
export interface Presence {
  draft: number;
  people: SentPerson[];
  moves: [connection: string, cursor: SentCursor | null][];
  gone: string[];
}

/** Whether an update continues what is known, is known already, or leaves something out. */
export function judge(known: number, update: Update): "next" | "known" | "gap" {
  if (update.number <= known) return "known";
  return update.first === known + 1 ? "next" : "gap";
}

export function bytes(given: Bytes): Uint8Array {
  return given instanceof Uint8Array ? given : new Uint8Array(given);
}

export function encodedCursor({ anchor, head }: Cursor): SentCursor {
  return { anchor: Y.encodeRelativePosition(anchor), head: Y.encodeRelativePosition(head) };
}

/** null also for bytes that are no position: they come from another browser, and nobody has read them before. */
export function decodedCursor(sent: SentCursor | null): Cursor | null {
  if (sent === null) return null;
  try {
    return {
      anchor: Y.decodeRelativePosition(bytes(sent.anchor)),
      head: Y.decodeRelativePosition(bytes(sent.head)),
    };
  } catch {
    return null;
  }
}
