// Keeps one Yjs document in step with the server: docs/live.md is the law. An edit counts as saved when it is acknowledged.
import * as Y from "yjs";
import { Refused } from "../http";
import { Outbox, type Parcel } from "./outbox";
import {
  bytes,
  type Cursor,
  judge,
  type Opened,
  type Person,
  type Presence,
  type Rights,
  type Update,
} from "./protocol";
import { SCHEMA } from "./schema";

/** How the provider talks: src/live.ts and an upload over HTTP. A refusal without status means that no answer came. */
export interface Line {
  ask<T>(event: string, body: unknown): Promise<T>;
  on(event: string, handler: (data: never) => void): () => void;
  upload(path: string, update: Uint8Array): Promise<void>;
}

/** Who is told what happens. */
export interface Listener {
  /** The document holds what the server has. Comes again after every break. */
  opened(rights: Rights): void;
  /** The number of edits that are not saved has changed; `saved` after an acknowledgement. */
  counted(unsaved: number, saved: boolean): void;
  people(others: Person[]): void;
  /** The database refuses, or takes edits again. */
  databaseRefuses(refuses: boolean): void;
  /** The document has no future: its later edits would hang on a refused one. Nothing more comes from this provider. */
  over(refusal: Refused, unsaved: number): void;
}

const LONGEST_MESSAGE = 64_000;
const AGAIN_MS = 1_000;
const CURSOR_PAUSE_MS = 100;
/** Refusals that a fresh look at the draft answers. */
const LOOK_AGAIN = new Set(["gap", "not_allowed"]);
/** Refusals that say nothing about the edit: no answer came, or the database or the queue takes nothing now. */
const NOT_NOW = new Set(["no_answer", "unsaved", "internal"]);

export class Provider {
  private readonly outbox = new Outbox();
  private readonly stops: (() => void)[] = [];
  private readonly others = new Map<string, Person>();
  private state: "apart" | "opening" | "together" | "over" = "apart";
  private attempt = 0;
  private epoch: number | undefined;
  private number = 0;
  private rights: Rights = { write: false, comment: false };
  private held: Update[] = [];
  private self = "";
  private again: ReturnType<typeof setTimeout> | undefined;
  private cursorTimer: ReturnType<typeof setTimeout> | undefined;
  private cursor: Cursor | null = null;
  private readonly doc: Y.Doc;
  private readonly draft: number;
  private readonly line: Line;
  private readonly listener: Listener;

  constructor(doc: Y.Doc, draft: number, line: Line, listener: Listener) {
    this.doc = doc;
    this.draft = draft;
    this.line = line;
    this.listener = listener;
    doc.on("update", this.edited);
    // A request made before the connection waits for it in the socket; then another one would be one too many.
    this.hear("connect", () => this.state === "apart" && this.open());
    this.hear("disconnect", () => this.apart());
    this.hear("draft:update", (update: Update) => update.draft === draft && this.updated(update));
    this.hear("draft:presence", (news: Presence) => news.draft === draft && this.moved(news));
    this.hear("draft:unsaved", (news: { draft: number; unsaved: boolean }) => {
      if (news.draft === draft) listener.databaseRefuses(news.unsaved);
    });
  }

  private hear<T>(event: string, handler: (data: T) => unknown): void {
    this.stops.push(this.line.on(event, handler as (data: never) => void));
  }

  /** How many edits are not saved. */
  get unsaved(): number {
    return this.outbox.count;
  }

  /** Whether edits can go to the server at the moment. */
  get isTogether(): boolean {
    return this.state === "together";
  }

  /** Join, or look again: both sides learn what they lack. */
  async open(): Promise<void> {
    if (this.state === "over") return;
    this.state = "opening";
    this.attempt += 1;
    const attempt = this.attempt;
    const wish = { draft: this.draft, schema: SCHEMA, state: Y.encodeStateVector(this.doc) };
    try {
      const answer = await this.line.ask<Opened>("draft:open", wish);
      if (attempt === this.attempt) this.join(answer);
    } catch (error) {
      if (attempt === this.attempt) this.notOpened(error);
    }
  }

  private join(answer: Opened): void {
    if (answer.epoch === (this.epoch ?? answer.epoch)) this.takeIn(answer);
    else this.end(new Refused(409, "epoch", ""));
  }

  private takeIn(answer: Opened): void {
    this.epoch = answer.epoch;
    Y.applyUpdate(this.doc, bytes(answer.update), this);
    this.number = answer.number;
    this.state = "together";
    this.rights = answer.rights;
    this.self = answer.connection;
    this.findUnsent(bytes(answer.state));
    if (!this.rights.write && this.outbox.count > 0) this.end(new Refused(403, "not_allowed", ""));
    else this.tellOpened(answer);
  }

  private tellOpened(answer: Opened): void {
    this.others.clear();
    this.moved({ draft: this.draft, people: answer.people, gone: [] });
    this.listener.databaseRefuses(answer.unsaved);
    this.listener.opened(answer.rights);
    for (const update of this.held.splice(0)) this.updated(update);
    this.sendCursor();
    this.flush();
  }

  /** What the server lacks is sent; nothing else is, whatever was on its way before. */
  private findUnsent(serverState: Uint8Array): void {
    const difference = Y.encodeStateAsUpdate(this.doc, serverState);
    // The difference names all deletions of the document ever; only new text shows that something is missing.
    const hasText = Y.decodeUpdate(difference).structs.length > 0;
    if (hasText || this.outbox.count > 0) this.outbox.replace(difference);
    this.listener.counted(this.outbox.count, false);
  }

  private notOpened(error: unknown): void {
    this.state = "apart";
    if (!(error instanceof Refused)) throw error;
    if (NOT_NOW.has(error.error)) this.openSoon();
    else this.end(error);
  }

  private openSoon(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.state === "apart" && this.open(), AGAIN_MS);
  }

  private apart(): void {
    this.attempt += 1; // answers that are still to come are of the old connection
    if (this.state !== "over") this.state = "apart";
    clearTimeout(this.again);
    this.others.clear();
    this.listener.people([]);
  }

  private readonly edited = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.state === "over") return;
    this.outbox.add(update);
    this.listener.counted(this.outbox.count, false);
    this.flush();
  };

  private flush(): void {
    const parcel = this.state === "together" && this.rights.write ? this.outbox.take() : null;
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
    this.outbox.acknowledged(parcel);
    this.listener.counted(this.outbox.count, true);
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
      this.state = "apart";
      this.openSoon();
    } else this.end(error);
  }

  private updated(update: Update): void {
    if (this.state === "opening") this.held.push(update);
    if (this.state !== "together") return;
    const judgement = judge(this.number, update);
    if (judgement === "gap") void this.open();
    if (judgement !== "next") return;
    this.number = update.number;
    Y.applyUpdate(this.doc, bytes(update.update), this);
  }

  private moved(news: Presence): void {
    for (const person of news.people) if (person.connection !== this.self) this.others.set(person.connection, person);
    for (const connection of news.gone) this.others.delete(connection);
    this.listener.people([...this.others.values()]);
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
    // A lost cursor is no loss: the next one comes with the next key.
    this.line.ask("draft:presence", { draft: this.draft, cursor: this.cursor }).catch(() => undefined);
  }

  private end(refusal: Refused): void {
    const unsaved = this.outbox.count;
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
