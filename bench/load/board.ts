/**
 * Who typed what when, and when it reached the others.
 *
 * Every keystroke is one character and so one tick of its author's Yjs clock: an update that says "client 7 from clock
 * 40 to 42" brings two keystrokes, however the server has merged or encoded them anew.
 */
import { decodeUpdate } from "yjs";
import { Histogram } from "./histogram.ts";

/** What an update brings of one author: the clocks from `from` up to, but without, `to`. */
export interface Range {
  client: number;
  from: number;
  to: number;
}

export function rangesOf(update: Uint8Array): Range[] {
  const ranges: Range[] = [];
  for (const { id, length } of decodeUpdate(update).structs) {
    const last = ranges.at(-1);
    if (last?.client === id.client && last.to === id.clock) last.to += length;
    else ranges.push({ client: id.client, from: id.clock, to: id.clock + length });
  }
  return ranges;
}

interface Typed {
  firstClock: number;
  times: number[];
  seenUpTo: number;
  savedUpTo: number;
}

export class Board {
  readonly latency = new Histogram();
  readonly saving = new Histogram();
  deliveries = 0;
  private readonly typed = new Map<number, Typed>();
  private from = Number.POSITIVE_INFINITY;
  private to = Number.POSITIVE_INFINITY;

  /** `client` will type its next character at `clock`. */
  enter(client: number, clock: number): void {
    this.typed.set(client, { firstClock: clock, times: [], seenUpTo: clock, savedUpTo: clock });
  }

  /** Returns the clock after the keystroke. */
  type(client: number): number {
    const typed = this.typed.get(client) as Typed;
    return typed.firstClock + typed.times.push(performance.now());
  }

  /** Only what is typed between `begin` and `end` counts. */
  begin(): void {
    this.from = performance.now();
  }

  end(): void {
    this.to = performance.now();
  }

  /** How many keystrokes count. */
  get edits(): number {
    let count = 0;
    for (const { times } of this.typed.values()) for (const at of times) if (this.counts(at)) count += 1;
    return count;
  }

  /** Somebody else than `self` has received these. */
  arrived(ranges: readonly Range[], self: number): void {
    const now = performance.now();
    for (const range of ranges) if (range.client !== self) this.arrivedFrom(range, now);
  }

  private arrivedFrom(range: Range, now: number): void {
    const typed = this.typed.get(range.client);
    if (typed === undefined) return;
    if (range.to > typed.seenUpTo) typed.seenUpTo = range.to;
    for (let clock = Math.max(range.from, typed.firstClock); clock < range.to; clock++) {
      const at = typed.times[clock - typed.firstClock];
      if (at === undefined || !this.counts(at)) continue;
      this.latency.add(now - at);
      this.deliveries += 1;
    }
  }

  /** The server has told `client` that everything before `clock` is safe. */
  saved(client: number, clock: number): void {
    const typed = this.typed.get(client);
    if (typed === undefined) return;
    const now = performance.now();
    for (; typed.savedUpTo < clock; typed.savedUpTo++) {
      const at = typed.times[typed.savedUpTo - typed.firstClock];
      if (at !== undefined && this.counts(at)) this.saving.add(now - at);
    }
  }

  /** By author: the clock of the first key, and up to which others have seen them and the server acknowledged them. */
  reached(): Map<number, { first: number; seen: number; saved: number }> {
    const of = (one: Typed) => ({ first: one.firstClock, seen: one.seenUpTo, saved: one.savedUpTo });
    return new Map([...this.typed].map(([client, one]) => [client, of(one)]));
  }

  private counts(at: number): boolean {
    return at >= this.from && at < this.to;
  }
}
