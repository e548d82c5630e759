/** Our own protocol, as docs/live.md has it: Socket.IO with msgpack, one edit in flight, acknowledged after the commit. */
import { decode, encode } from "@msgpack/msgpack";
import * as Y from "yjs";
import { type Range, rangesOf } from "../board.ts";
import { Line } from "../line.ts";
import type { Cursor, Ear, Link, Place } from "./link.ts";
import { remembered } from "./memory.ts";

const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const ACK = 3;
const CONNECT_ERROR = 4;
const SCHEMA = 3;
const EMPTY = Uint8Array.of(0);
const AGAIN_MS = 1_000;

interface Packet {
  type: number;
  data: unknown;
  id?: number;
}

interface Update {
  draft: number;
  first: number;
  number: number;
  update: Uint8Array;
  ranges: readonly Range[];
}

type Answer = { ok: true; data: Opened } | { ok: false; error: string };

interface Opened {
  number: number;
  epoch: number;
  update: Uint8Array;
}

const packetOf = remembered((data): Packet => {
  const packet = decode(data) as Packet;
  const news = packet.type === EVENT ? (packet.data as [string, Update]) : null;
  if (news?.[0] === "draft:update") news[1].ranges = rangesOf(news[1].update);
  return packet;
});

export class KonsenswerkLink implements Link {
  askedAt = 0;
  private readonly line: Line;
  private readonly place: Place;
  private readonly ear: Ear;
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private lastId = 0;
  private epoch = 0;
  /** The last update taken in; null while the text is being opened. */
  private number: number | null = null;
  private held: Update[] = [];
  private waiting: Uint8Array[] = [];
  private waitingClock = 0;
  private isSending = false;

  constructor(place: Place, ear: Ear) {
    this.place = place;
    this.ear = ear;
    this.line = new Line(place.port, "/socket.io/?EIO=4&transport=websocket", place.cookie, {
      opened: () => undefined,
      heard: (data, isText) => (isText ? this.heardText(data.toString("latin1")) : this.heard(packetOf(data))),
      closed: (why) => ear.failed(why),
    });
  }

  get bytesIn(): number {
    return this.line.bytesIn;
  }

  send(update: Uint8Array, clock: number): void {
    this.waiting.push(update);
    this.waitingClock = clock;
    if (!this.isSending) this.flush();
  }

  move(_client: number, cursor: Cursor): void {
    const [anchor, head] = [Y.encodeRelativePosition(cursor.anchor), Y.encodeRelativePosition(cursor.head)];
    this.ask("draft:presence", { draft: this.place.draft, cursor: { anchor, head } }, () => undefined);
  }

  close(): void {
    this.line.close();
  }

  /** Engine.IO's own packets are text: it opens, and it pings. */
  private heardText(text: string): void {
    if (text[0] === "0") this.write({ type: CONNECT, nsp: "/", data: { workshop_id: this.place.workshop } });
    else if (text[0] === "2") this.line.send(`3${text.slice(1)}`);
  }

  private heard(packet: Packet): void {
    if (packet.type === EVENT) this.heardEvent(packet.data as [string, Update]);
    else if (packet.type === ACK) this.heardAnswer(packet.id as number, (packet.data as [Answer])[0]);
    else if (packet.type === CONNECT) this.open();
    else if (packet.type === CONNECT_ERROR) this.ear.failed(`refused: ${JSON.stringify(packet.data)}`);
    else if (packet.type === DISCONNECT) this.ear.failed("cut by the server");
  }

  private heardEvent([name, update]: [string, Update]): void {
    if (name !== "draft:update" || update.draft !== this.place.draft) return;
    if (this.number === null) this.held.push(update);
    else this.takeIn(update);
  }

  private takeIn(update: Update): void {
    if (this.number === null || update.number <= this.number) return;
    if (update.first !== this.number + 1) {
      this.ear.failed("gap");
      this.open();
      return;
    }
    this.number = update.number;
    this.ear.updated(update.update, update.ranges);
  }

  private heardAnswer(id: number, answer: Answer): void {
    const wanted = this.answers.get(id);
    this.answers.delete(id);
    wanted?.(answer);
  }

  private open(): void {
    this.number = null;
    this.askedAt = performance.now();
    this.ask("draft:open", { draft: this.place.draft, schema: SCHEMA, state: EMPTY }, (answer) => this.opened(answer));
  }

  private opened(answer: Answer): void {
    if (!answer.ok) {
      this.ear.failed(`not opened: ${answer.error}`);
      return;
    }
    this.epoch = answer.data.epoch;
    this.number = answer.data.number;
    this.ear.opened(answer.data.update);
    for (const update of this.held.splice(0)) this.takeIn(update);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const update = this.waiting.length === 1 ? (this.waiting[0] as Uint8Array) : Y.mergeUpdates(this.waiting);
    this.waiting = [];
    this.deliver(update, this.waitingClock);
  }

  private deliver(update: Uint8Array, clock: number): void {
    this.isSending = true;
    this.ask("draft:sync", { draft: this.place.draft, epoch: this.epoch, update }, (answer) => {
      if (!answer.ok) return this.notTaken(answer.error, update, clock);
      this.isSending = false;
      this.ear.saved(clock);
      this.flush();
    });
  }

  private notTaken(error: string, update: Uint8Array, clock: number): void {
    this.ear.failed(error);
    if (error === "unsaved") setTimeout(() => this.deliver(update, clock), AGAIN_MS).unref();
  }

  private ask(event: string, body: object, answered: (answer: Answer) => void): void {
    const id = ++this.lastId;
    this.answers.set(id, answered);
    this.write({ type: EVENT, nsp: "/", id, data: [event, body] });
  }

  private write(packet: object): void {
    this.line.send(encode(packet));
  }
}
