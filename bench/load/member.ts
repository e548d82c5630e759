/** Somebody in a text: a light listener, or one who keeps the whole document. */
import * as Y from "yjs";
import type { Board, Range } from "./board.ts";
import { dials } from "./links/dials.ts";
import type { Dial, Ear, Link } from "./links/link.ts";
import type { Plan } from "./plan.ts";
import { bodyOf } from "./sections.ts";

export class World {
  readonly plan: Plan;
  readonly board: Board;
  /** What went wrong, and how often. */
  readonly failures = new Map<string, number>();
  /** How many updates have come to all together. */
  updates = 0;
  private readonly dial: Dial;
  private nextCookie = 0;

  constructor(plan: Plan, board: Board) {
    this.plan = plan;
    this.board = board;
    this.dial = dials[plan.server] as Dial;
  }

  /** A connection of somebody new. */
  link(draft: number, ear: Ear): Link {
    const { port, workshop, cookies } = this.plan;
    const cookie = cookies[this.nextCookie++ % Math.max(1, cookies.length)] ?? "";
    return this.dial({ port, workshop, draft, cookie }, ear);
  }

  failed(why: string): void {
    this.failures.set(why, (this.failures.get(why) ?? 0) + 1);
  }
}

export class Member implements Ear {
  readonly link: Link;
  readonly doc: Y.Doc | null;
  private readonly entry = Promise.withResolvers<Uint8Array>();
  /** Resolves with the first text that came; rejects if the connection fails before. */
  readonly isIn = this.entry.promise;
  private readonly world: World;
  /** Whether it keeps the whole document. */
  readonly isWhole: boolean;
  /** Called with what each update brings. */
  heard: (ranges: readonly Range[]) => void = () => undefined;
  private isGone = false;
  private savedUpTo = 0;
  private whenSaved: () => void = () => undefined;

  /** `doc`: where the text goes when it is opened; one who `isWhole` takes in everything that follows, too. */
  constructor(world: World, draft: number, doc: Y.Doc | null = null, isWhole = doc !== null) {
    this.world = world;
    this.doc = doc;
    this.isWhole = isWhole;
    this.link = world.link(draft, this);
  }

  /** The text as a string; the same for everybody who has the same. */
  get text(): string {
    return this.doc === null ? "" : bodyOf(this.doc).toString();
  }

  opened(update: Uint8Array): void {
    if (this.doc !== null) Y.applyUpdate(this.doc, update, this);
    this.entry.resolve(update);
  }

  updated(update: Uint8Array, ranges: readonly Range[]): void {
    this.world.updates += 1;
    this.world.board.arrived(ranges, this.doc?.clientID ?? 0);
    if (this.isWhole && this.doc !== null) Y.applyUpdate(this.doc, update, this);
    this.heard(ranges);
  }

  saved(clock: number): void {
    this.world.board.saved(this.doc?.clientID ?? 0, clock);
    this.savedUpTo = clock;
    this.whenSaved();
  }

  /** Until the edit that was sent with `clock` is acknowledged. */
  async untilSaved(clock: number): Promise<void> {
    while (this.savedUpTo < clock) {
      await new Promise<void>((resolve) => {
        this.whenSaved = resolve;
      });
    }
  }

  failed(why: string): void {
    if (this.isGone) return;
    this.world.failed(why);
    this.entry.reject(new Error(why));
  }

  leave(): void {
    this.isGone = true;
    this.link.close();
  }
}
