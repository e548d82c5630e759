// Keeps one Yjs document in step with the server: docs/live.md is the law. An edit counts as saved when it is acknowledged.
import * as Y from "yjs";
import { Refused } from "../http";
import { Place } from "./going-on";
import { Others } from "./others";
import { newEdit, Outbox, type Parcel, type Unsent } from "./outbox";
import { Pauses } from "./pauses";
import type { Line, Listener, Start } from "./ports";
import {
  bytes,
  type Cursor,
  encodedCursor,
  judge,
  mayEdit,
  NO_RIGHTS,
  type Opened,
  type Presence,
  type Update,
} from "./protocol";
import { SCHEMA } from "./schema";

const LONGEST_MESSAGE = 64_000;
const CURSOR_PAUSE_MS = 100;
/** Who was away for longer than this, and has written meanwhile, is asked before it is put between others' words. */
export const LONG_MS = 120_000;
const NOTHING = Y.encodeStateVector(new Y.Doc());
/** Refusals that a fresh look at the draft answers. */
const LOOK_AGAIN = new Set(["gap", "not_allowed", "conflict"]);
/** Refusals that say nothing about the edit: no answer came, or the database or the queue takes nothing now. */
const NOT_NOW = new Set(["no_answer", "unsaved", "internal"]);
/** Refusals to open after which the document has no future; every other one says nothing about its edits. */
const CLOSED = new Set(["schema", "epoch", "not_found", "not_signed_in", "person"]);

export class Provider {
  private readonly outbox: Outbox;
  private readonly stops: (() => void)[] = [];
  private readonly others = new Others();
  private readonly pauses = new Pauses();
  private readonly place = new Place();
  private state: "apart" | "opening" | "asking" | "together" | "over" = "apart";
  private attempt = 0;
  private epoch: number | undefined;
  private readonly person: number;
  private togetherUntil: number | undefined;
  private mayInsert = false;
  private number = 0;
  private rights = NO_RIGHTS;
  private held: Update[] = [];
  private again: ReturnType<typeof setTimeout> | undefined;
  private cursorTimer: ReturnType<typeof setTimeout> | undefined;
  private cursor: Cursor | null = null;
  private readonly doc: Y.Doc;
  private readonly draft: number;
  private readonly line: Line;
  private readonly listener: Listener;

  constructor(doc: Y.Doc, draft: number, line: Line, listener: Listener, start: Start) {
    this.person = start.person;
    this.epoch = start.epoch;
    this.togetherUntil = start.togetherUntil;
    this.outbox = new Outbox(start.unsent);
    this.doc = doc;
    this.draft = draft;
    this.line = line;
    this.listener = listener;
    doc.on("update", this.edited);
    // A request made before the connection waits for it in the socket; then another one would be one too many.
    this.hear("connect", () => this.state === "apart" && this.open());
    this.hear("disconnect", () => this.apart());
    this.hear("draft:update", (update: Update) => update.draft === draft && this.updated(update));
    this.hear("draft:presence", (news: Presence) => {
      if (news.draft === draft && this.others.hear(news)) listener.people(this.others.list());
    });
    this.hear("draft:unsaved", (news: { draft: number; unsaved: boolean }) => {
      if (news.draft === draft) listener.databaseRefuses(news.unsaved);
    });
  }

  private hear<T>(event: string, handler: (data: T) => unknown): void {
    this.stops.push(this.line.on(event, handler as (data: never) => void));
  }

  /** The edits that are not saved. */
  get unsent(): Unsent[] {
    return this.outbox.unsaved;
  }

  /** When the document was in step with the server, in milliseconds since 1970. */
  get lastTogether(): number {
    return this.isTogether ? Date.now() : (this.togetherUntil ?? 0);
  }

  /** Whether edits can go to the server at the moment. */
  get isTogether(): boolean {
    return this.state === "together";
  }

  /** Join, or look again: both sides learn what they lack. */
  async open(): Promise<void> {
    if (this.state === "over") return;
    this.part("opening");
    this.attempt += 1;
    const attempt = this.attempt;
    const since = this.longSince();
    const state = since === undefined ? Y.encodeStateVector(this.doc) : NOTHING;
    try {
      const answer = await this.line.ask<Opened>("draft:open", { draft: this.draft, schema: SCHEMA, state });
      if (attempt === this.attempt) this.join(answer, since);
    } catch (error) {
      if (attempt === this.attempt) this.notOpened(error);
    }
  }

  private part(state: "opening" | "apart"): void {
    if (this.state === "together") this.togetherUntil = Date.now();
    this.state = state;
  }

  /** Since when the document and its unsaved edits have been apart from the others', if that is long. */
  private longSince(): number | undefined {
    if (this.outbox.count === 0 || this.mayInsert) return undefined;
    const since = Math.min(this.togetherUntil ?? Date.now(), ...this.unsent.slice(0, 1).map(({ at }) => at));
    return Date.now() - since >= LONG_MS ? since : undefined;
  }

  private join(answer: Opened, since: number | undefined): void {
    const self = answer.people.find(({ connection }) => connection === answer.connection);
    if (answer.epoch !== (this.epoch ?? answer.epoch)) this.end(new Refused(409, "epoch", ""));
    else if (self !== undefined && self.person !== this.person) this.end(new Refused(409, "person", ""));
    else if (since !== undefined && mayEdit(answer.rights) && this.listener.returned(answer, since))
      this.keepApart(answer);
    else this.takeIn(answer);
  }

  private keepApart(answer: Opened): void {
    this.state = "asking";
    this.held = [];
    this.tellPeople(answer);
  }

  /** Put the unsaved edits between what others wrote meanwhile. */
  insert(): void {
    this.mayInsert = true;
    void this.open();
  }

  private takeIn(answer: Opened): void {
    this.epoch = answer.epoch;
    this.apply(answer);
    this.number = answer.number;
    this.state = "together";
    this.mayInsert = false;
    this.rights = answer.rights;
    this.findUnsent(bytes(answer.state));
    if (!mayEdit(this.rights) && this.outbox.count > 0) this.end(new Refused(403, "not_allowed", ""));
    else this.tellOpened(answer);
  }

  private apply({ update }: { update: Opened["update"] }): void {
    this.listener.before();
    Y.applyUpdate(this.doc, bytes(update), this);
  }

  private tellOpened(answer: Opened): void {
    this.tellPeople(answer);
    this.listener.databaseRefuses(answer.unsaved);
    this.listener.opened(answer);
    for (const update of this.held.splice(0)) this.updated(update);
    this.sendCursor();
    if (this.outbox.count === 0) this.pauses.beginAnew();
    this.flush();
  }

  private tellPeople(answer: Opened): void {
    this.others.begin(answer.connection, answer.people);
    this.listener.people(this.others.list());
  }

  /** What the server lacks is sent; nothing else is, whatever was on its way before. */
  private findUnsent(serverState: Uint8Array): void {
    const difference = Y.encodeStateAsUpdate(this.doc, serverState);
    // The difference names all deletions of the document ever; only new text shows that something is missing.
    const hasText = Y.decodeUpdate(difference).structs.length > 0;
    if (hasText || this.outbox.count > 0) this.outbox.replace(difference);
    this.listener.counted(this.unsent, false);
  }

  private notOpened(error: unknown): void {
    this.state = "apart";
    if (!(error instanceof Refused)) throw error;
    if (CLOSED.has(error.error)) this.end(error);
    else this.openSoon();
  }

  private openSoon(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.state === "apart" && this.open(), this.pauses.next());
  }

  private apart(): void {
    this.attempt += 1; // answers that are still to come are of the old connection
    if (this.state !== "over") this.part("apart");
    clearTimeout(this.again);
    this.others.begin("", []);
    this.listener.people([]);
  }

  private readonly edited = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.state === "over") return;
    const edit = newEdit(update, this.place.goesOn(update));
    this.outbox.add(edit);
    this.listener.edited(edit);
    this.listener.counted(this.unsent, false);
    this.flush();
  };

  private flush(): void {
    const parcel = this.state === "together" && mayEdit(this.rights) ? this.outbox.take() : null;
    if (parcel !== null) void this.send(parcel);
  }

  private async send(parcel: Parcel): Promise<void> {
    const attempt = this.attempt;
    try {
      await this.deliver(parcel.update);
    } catch (error) {
      this.outbox.lost(parcel);
      if (attempt === this.attempt) this.notTaken(error);
      return;
    }
    if (this.outbox.acknowledged(parcel)) this.listener.acknowledged(parcel.edits);
    this.pauses.beginAnew();
    this.listener.counted(this.unsent, true);
    this.flush();
  }

  private deliver(update: Uint8Array): Promise<unknown> {
    if (update.length <= LONGEST_MESSAGE) {
      return this.line.ask("draft:sync", { draft: this.draft, epoch: this.epoch, update });
    }
    return this.line.upload(`/drafts/${this.draft}/updates?epoch=${this.epoch}&schema=${SCHEMA}`, update);
  }

  private notTaken(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    if (LOOK_AGAIN.has(error.error)) void this.open();
    else if (NOT_NOW.has(error.error)) {
      this.part("apart");
      this.openSoon();
    } else this.end(error);
  }

  private updated(update: Update): void {
    if (this.state === "opening") this.held.push(update);
    if (this.state !== "together") return;
    const judgement = update.epoch === this.epoch ? judge(this.number, update) : "gap";
    if (judgement === "gap") void this.open();
    if (judgement !== "next") return;
    this.number = update.number;
    this.apply(update);
  }

  /** Show the others where the own cursor is; null: nowhere. */
  showCursor(cursor: Cursor | null): void {
    this.cursor = cursor;
    this.cursorTimer ??= setTimeout(() => this.sendCursor(), CURSOR_PAUSE_MS);
  }

  private sendCursor(): void {
    clearTimeout(this.cursorTimer);
    this.cursorTimer = undefined;
    if (this.state !== "together") return;
    const cursor = this.cursor && encodedCursor(this.cursor);
    // A lost cursor is no loss: the next one comes with the next key.
    this.line.ask("draft:presence", { draft: this.draft, cursor }).catch(() => undefined);
  }

  private end(refusal: Refused): void {
    const unsaved = this.unsent;
    this.destroy();
    this.listener.over(refusal, unsaved);
  }

  /** Stop. What is not saved stays in the document only. */
  destroy(): void {
    if (this.state === "together") this.line.ask("draft:close", { draft: this.draft }).catch(() => undefined);
    this.state = "over";
    this.attempt += 1;
    clearTimeout(this.again);
    clearTimeout(this.cursorTimer);
    this.doc.off("update", this.edited);
    for (const stop of this.stops) stop();
  }
}
