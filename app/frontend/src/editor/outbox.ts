// The edits that the server has not acknowledged yet. One parcel is on its way at a time; what comes meanwhile waits.
import { mergeUpdates } from "yjs";
import { newKey } from "../http";

/** One edit as this browser keeps it until it is acknowledged. */
export interface Unsent {
  readonly key: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly update: Uint8Array;
  /** Whether it goes on where the edit before it was made: a person calls both one change. */
  readonly goesOn?: boolean;
}

/** Edits in one piece of bytes, on their way to the server. */
export interface Parcel {
  readonly update: Uint8Array;
  readonly edits: readonly Unsent[];
}

/** An edit that was made just now. */
export function newEdit(update: Uint8Array, goesOn = false): Unsent {
  return { key: newKey(), at: Date.now(), update, goesOn };
}

export class Outbox {
  private waiting: Uint8Array[];
  private edits: Unsent[];
  private sent: Parcel | null = null;

  /** Begin with what an earlier page could not send. */
  constructor(left: readonly Unsent[] = []) {
    this.edits = [...left];
    this.waiting = left.map(({ update }) => update);
  }

  /** How many edits are not saved. */
  get count(): number {
    return this.edits.length + (this.sent?.edits.length ?? 0);
  }

  /** Everything that is not saved. */
  get unsaved(): Unsent[] {
    return [...(this.sent?.edits ?? []), ...this.edits];
  }

  add(edit: Unsent): void {
    this.waiting.push(edit.update);
    this.edits.push(edit);
  }

  /** What to send next; null if nothing waits or a parcel is still on its way. */
  take(): Parcel | null {
    if (this.sent !== null || this.waiting.length === 0) return null;
    this.sent = { update: mergeUpdates(this.waiting), edits: this.edits };
    [this.waiting, this.edits] = [[], []];
    return this.sent;
  }

  /** The server has it on disk. Returns false for a parcel that was replaced meanwhile, of which it says nothing. */
  acknowledged(parcel: Parcel): boolean {
    if (parcel !== this.sent) return false;
    this.sent = null;
    return true;
  }

  /** No acknowledgement came: it is first to be sent again. The same bytes twice are one edit. */
  lost(parcel: Parcel): void {
    if (parcel !== this.sent) return;
    this.waiting.unshift(parcel.update);
    this.edits.unshift(...parcel.edits);
    this.sent = null;
  }

  /** The server has said what it lacks: this, instead of everything so far. */
  replace(difference: Uint8Array): void {
    const edits = this.unsaved;
    this.edits = edits.length > 0 ? edits : [newEdit(difference)];
    this.waiting = [difference];
    this.sent = null;
  }
}
