// What is said over the socket about a draft, as docs/live.md has it.
import type { RelativePosition } from "yjs";

/** Bytes arrive as ArrayBuffer in the browser and as Buffer in Node. */
export type Bytes = ArrayBuffer | Uint8Array;

export interface Rights {
  write: boolean;
  comment: boolean;
}

/** A cursor: the two ends of a selection as JSON of Yjs' relative positions. */
export interface Cursor {
  anchor: RelativePosition;
  head: RelativePosition;
}

export interface Person {
  /** Names the connection; one person with two tabs has two. */
  connection: string;
  person: number;
  name: string;
  color: number;
  cursor: Cursor | null;
}

export interface Opened {
  draft: number;
  epoch: number;
  number: number;
  update: Bytes;
  state: Bytes;
  rights: Rights;
  connection: string;
  people: Person[];
  unsaved: boolean;
}

export interface Update {
  draft: number;
  epoch: number;
  first: number;
  number: number;
  update: Bytes;
}

export interface Presence {
  draft: number;
  people: Person[];
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
