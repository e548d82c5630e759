// The edits that the server has not acknowledged yet. One parcel is on its way at a time; what comes meanwhile waits.
import { mergeUpdates } from "yjs";

/** Edits in one piece of bytes, on their way to the server. */
export interface Parcel {
  readonly update: Uint8Array;
  /** How many edits of the person it holds. */
  readonly count: number;
}

export class Outbox {
  private waiting: Uint8Array[] = [];
  private waitingCount = 0;
  private sent: Parcel | null = null;

  /** How many edits are not saved. */
  get count(): number {
    return this.waitingCount + (this.sent?.count ?? 0);
  }

  add(update: Uint8Array): void {
    this.waiting.push(update);
    this.waitingCount += 1;
  }

  /** What to send next; null if nothing waits or a parcel is still on its way. */
  take(): Parcel | null {
    if (this.sent !== null || this.waiting.length === 0) return null;
    this.sent = { update: mergeUpdates(this.waiting), count: this.waitingCount };
    [this.waiting, this.waitingCount] = [[], 0];
    return this.sent;
  }

  /** The server has it on disk. A parcel that was replaced meanwhile says nothing. */
  acknowledged(parcel: Parcel): void {
    if (parcel === this.sent) this.sent = null;
  }

  /** No acknowledgement came: it is first to be sent again. The same bytes twice are one edit. */
  lost(parcel: Parcel): void {
    if (parcel !== this.sent) return;
    this.waiting.unshift(parcel.update);
    this.waitingCount += parcel.count;
    this.sent = null;
  }

  /** The server has said what it lacks: this, instead of everything so far. */
  replace(difference: Uint8Array): void {
    this.waitingCount = Math.max(1, this.count);
    this.waiting = [difference];
    this.sent = null;
  }
}
