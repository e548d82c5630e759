/** The sync protocol of Yjs, as y-websocket speaks it, and as Hocuspocus does: with the text's name before each message. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from "y-protocols/sync";
import { type Range, rangesOf } from "../board.ts";
import { Line } from "../line.ts";
import type { Cursor, Ear, Link, Place } from "./link.ts";
import { remembered } from "./memory.ts";

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const TOKEN = 0;
const AUTHENTICATED = 2;
const EMPTY = Uint8Array.of(0);
const NOTHING = Uint8Array.of(0, 0);

interface Message {
  kind: number;
  /** Of a sync message: step 1, step 2 or update; of the others their first number. */
  step: number;
  bytes: Uint8Array;
  ranges: readonly Range[];
}

function messageOf(hasName: boolean): (data: Uint8Array) => Message {
  return (data) => {
    const decoder = decoding.createDecoder(data);
    if (hasName) decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === AWARENESS) return { kind, step: 0, bytes: EMPTY, ranges: [] };
    const step = decoding.readVarUint(decoder);
    if (kind !== SYNC && kind !== SYNC_REPLY) return { kind, step, bytes: EMPTY, ranges: [] };
    const bytes = decoding.readVarUint8Array(decoder);
    return { kind, step, bytes, ranges: step === messageYjsUpdate ? rangesOf(bytes) : [] };
  };
}

const plain = remembered(messageOf(false));
const named = remembered(messageOf(true));

export class YSyncLink implements Link {
  askedAt = 0;
  private readonly line: Line;
  private readonly ear: Ear;
  /** The text's name as Hocuspocus puts it before each message, null for y-websocket. */
  private readonly name: string | null;
  private readonly unsaved: number[] = [];
  private moves = 0;

  constructor(place: Place, ear: Ear, isNamed: boolean) {
    this.ear = ear;
    const name = `draft-${place.draft}`;
    this.name = isNamed ? name : null;
    const read = isNamed ? named : plain;
    this.line = new Line(place.port, isNamed ? "/" : `/${name}`, "", {
      opened: () => this.begin(),
      heard: (data) => this.heard(read(data)),
      closed: (why) => ear.failed(why),
    });
  }

  get bytesIn(): number {
    return this.line.bytesIn;
  }

  send(update: Uint8Array, clock: number): void {
    if (this.name !== null) this.unsaved.push(clock);
    this.write(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, messageYjsUpdate);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  /** An awareness message as y-prosemirror's cursor makes it: one client, its clock, its state as JSON. */
  move(client: number, cursor: Cursor): void {
    const state = { user: { name: `${client}`, color: "#30bced" }, cursor };
    const awareness = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ++this.moves);
      encoding.writeVarString(encoder, JSON.stringify(state));
    });
    this.write(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, awareness));
  }

  close(): void {
    this.line.close();
  }

  private begin(): void {
    this.askedAt = performance.now();
    if (this.name === null) this.askForText();
    else this.signIn();
  }

  private signIn(): void {
    this.write(AUTH, (encoder) => {
      encoding.writeVarUint(encoder, TOKEN);
      encoding.writeVarString(encoder, "");
    });
  }

  private askForText(): void {
    this.write(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, messageYjsSyncStep1);
      encoding.writeVarUint8Array(encoder, EMPTY);
    });
  }

  private heard(message: Message): void {
    if (message.kind === SYNC || message.kind === SYNC_REPLY) this.heardSync(message);
    else if (message.kind === AUTH && message.step === AUTHENTICATED) this.askForText();
    else if (message.kind === SYNC_STATUS) this.heardStatus(message.step === 1);
  }

  private heardSync(message: Message): void {
    if (message.step === messageYjsSyncStep2) this.ear.opened(message.bytes);
    else if (message.step === messageYjsUpdate) this.ear.updated(message.bytes, message.ranges);
    else this.answerStep1();
  }

  /** Nothing of ours is older than the connection. */
  private answerStep1(): void {
    if (this.name !== null) this.unsaved.push(0);
    this.write(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, messageYjsSyncStep2);
      encoding.writeVarUint8Array(encoder, NOTHING);
    });
  }

  private heardStatus(isSaved: boolean): void {
    const clock = this.unsaved.shift() ?? 0;
    if (!isSaved) this.ear.failed("not saved");
    else if (clock > 0) this.ear.saved(clock);
  }

  private write(kind: number, more: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    if (this.name !== null) encoding.writeVarString(encoder, this.name);
    encoding.writeVarUint(encoder, kind);
    more(encoder);
    this.line.send(encoding.toUint8Array(encoder));
  }
}
