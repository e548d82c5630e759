/** One connection to one text, the same for every server that is measured. */
import type { RelativePosition } from "yjs";
import type { Range } from "../board.ts";

/** Two ends of a selection. */
export interface Cursor {
  anchor: RelativePosition;
  head: RelativePosition;
}

/** What a connection tells its owner. Bytes are valid only during the call. */
export interface Ear {
  /** The text as the server has it. May come again, when the connection had to look anew. */
  opened(update: Uint8Array): void;
  updated(update: Uint8Array, ranges: readonly Range[]): void;
  /** Everything of this client's before `clock` is acknowledged. */
  saved(clock: number): void;
  /** The connection ended, or the server refused an edit. */
  failed(why: string): void;
}

export interface Link {
  /** What came over the wire, WebSocket frames included. */
  readonly bytesIn: number;
  /** When the text was asked for, in the milliseconds of performance.now(). */
  readonly askedAt: number;
  /** Send an edit that ends at the client's `clock`. */
  send(update: Uint8Array, clock: number): void;
  move(client: number, cursor: Cursor): void;
  close(): void;
}

/** Where a connection goes, and as whom. */
export interface Place {
  port: number;
  /** The workshop of Konsenswerk's drafts; the others have none. */
  workshop: number;
  draft: number;
  cookie: string;
}

export type Dial = (place: Place, ear: Ear) => Link;
