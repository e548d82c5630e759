// What the provider of a document needs from around it: a way to the server, a beginning, and somebody to tell.
import type { Refused } from "../http";
import type { Unsent } from "./outbox";
import type { Opened, Person } from "./protocol";

/** How the provider talks: src/live.ts and an upload over HTTP. A refusal without status means that no answer came. */
export interface Line {
  ask<T>(event: string, body: unknown): Promise<T>;
  on(event: string, handler: (data: never) => void): () => void;
  upload(path: string, update: Uint8Array): Promise<void>;
}

/** Where a document begins: as who, and with what this browser has kept of it. */
export interface Start {
  /** The participant who edits. */
  person: number;
  epoch?: number;
  /** When it was last in step with the server, in milliseconds since 1970. */
  togetherUntil?: number;
  unsent?: readonly Unsent[];
}

/** Who is told what happens. */
export interface Listener {
  /** The document holds what the server has. Comes again after every break. */
  opened(answer: Opened): void;
  /**
   * Back after a long time, with edits of one's own that are not saved: `answer.update` is the server's whole text. True
   * keeps both apart until `insert()` is called or the provider is destroyed; false sends the edits at once.
   */
  returned(answer: Opened, since: number): boolean;
  /** An edit was made. */
  edited(edit: Unsent): void;
  /** Edits are on the server's disk. */
  acknowledged(edits: readonly Unsent[]): void;
  /** Edits of others come into the document next: whoever shows it takes in first what was typed. */
  before(): void;
  /** The edits that are not saved are these now; `saved` after an acknowledgement. */
  counted(unsaved: readonly Unsent[], saved: boolean): void;
  people(others: Person[]): void;
  /** The database refuses, or takes edits again. */
  databaseRefuses(refuses: boolean): void;
  /** The document has no future: its later edits would hang on a refused one. Nothing more comes from this provider. */
  over(refusal: Refused, unsaved: readonly Unsent[]): void;
}
