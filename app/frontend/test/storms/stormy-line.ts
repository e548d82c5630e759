// A person's way to the real server: Socket.IO's own client, behind weather that loses, doubles, delays and repeats.
import { io, type Socket } from "socket.io-client";
import type { Line } from "../../src/editor/ports";
import { Refused } from "../../src/http";
import { pick } from "./chance";
import { packetsInNode } from "./packets-in-node";

/** Where the server is and who asks. */
export interface Entrance {
  address: string;
  workshop: number;
  /** The participant's id. */
  person: number;
  cookie: string;
  csrf: string;
}

/** What happens to the next message that it can happen to. `silence` lasts until `heal`. */
export type Weather =
  | "loseRequest"
  | "loseAnswer"
  | "loseNews"
  | "doubleRequest"
  | "doubleNews"
  | "holdRequest"
  | "holdNews";

type Handler = (data: unknown) => void;
type Acknowledged = { ok: true; data: unknown } | { ok: false; error: string; message: string };

const LONGEST_WAIT_MS = 5_000;
const LOST_AFTER_MS = 60; // a page notices after ten seconds; the storm cannot wait so long
const HELD_MS = 30;
const NEWS = ["draft:update", "draft:presence", "draft:unsaved"];
const MOST_REMEMBERED = 50;

export class StormyLine implements Line {
  readonly socket: Socket;
  /** Every edit that the server has acknowledged. */
  readonly acknowledged: Uint8Array[] = [];
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly coming: Weather[] = [];
  private readonly requests: [string, unknown][] = [];
  private readonly news: [string, unknown][] = [];
  private held: [string, unknown][] = [];
  private isSilent = false;
  private readonly entrance: Entrance;

  constructor(entrance: Entrance, transport: "websocket" | "polling") {
    this.entrance = entrance;
    const waits = { reconnectionDelay: 50, reconnectionDelayMax: 300 };
    this.socket = io(entrance.address, {
      ...waits,
      parser: packetsInNode,
      forceNew: true,
      transports: [transport],
      auth: { workshop_id: entrance.workshop },
      extraHeaders: { Cookie: entrance.cookie },
    });
    this.socket.on("connect", () => this.tell("connect", undefined));
    this.socket.on("disconnect", (reason) => {
      this.held = [];
      this.tell("disconnect", undefined);
      if (reason === "io server disconnect") this.socket.connect();
    });
    for (const event of NEWS) this.socket.on(event, (data: unknown) => this.arrive(event, data));
  }

  on(event: string, handler: (data: never) => void): () => void {
    const heard = this.handlers.get(event) ?? new Set();
    this.handlers.set(event, heard.add(handler as Handler));
    return () => heard.delete(handler as Handler);
  }

  private tell(event: string, data: unknown): void {
    for (const handler of [...(this.handlers.get(event) ?? [])]) handler(data);
  }

  async ask<T>(event: string, body: unknown): Promise<T> {
    if (this.isSilent || this.meets("loseRequest")) return this.lost();
    if (this.meets("holdRequest")) await pause(HELD_MS);
    if (event === "draft:sync") remember(this.requests, [event, body]);
    if (this.meets("doubleRequest")) void this.request(event, body);
    const answer = await this.request(event, body);
    if (this.isSilent || this.meets("loseAnswer")) return this.lost();
    if (!answer.ok) throw new Refused(409, answer.error, answer.message);
    if (event === "draft:sync") this.acknowledged.push((body as { update: Uint8Array }).update);
    return answer.data as T;
  }

  private async request(event: string, body: unknown): Promise<Acknowledged> {
    try {
      return await this.socket.timeout(LONGEST_WAIT_MS).emitWithAck(event, body);
    } catch {
      return { ok: false, error: "no_answer", message: "" };
    }
  }

  private async lost(): Promise<never> {
    await pause(LOST_AFTER_MS);
    throw new Refused(0, "no_answer", "");
  }

  async upload(path: string, update: Uint8Array): Promise<void> {
    const { address, cookie, csrf } = this.entrance;
    const headers = { Accept: "application/json", "Content-Type": "application/octet-stream" };
    const response = await fetch(address + path, {
      method: "POST",
      headers: { ...headers, Cookie: cookie, "X-CSRFToken": csrf },
      body: update as Uint8Array<ArrayBuffer>,
    }).catch(() => undefined);
    if (!response?.ok || this.isSilent || this.meets("loseAnswer")) {
      const { error = "no_answer" } = response?.ok ? {} : ((await response?.json().catch(() => ({}))) ?? {});
      throw new Refused(response?.status ?? 0, error, "");
    }
    this.acknowledged.push(update);
  }

  private arrive(event: string, data: unknown): void {
    if (this.isSilent || this.meets("loseNews")) return;
    remember(this.news, [event, data]);
    if (this.meets("holdNews")) this.hold(event, data);
    else {
      this.tell(event, data);
      if (this.meets("doubleNews")) this.tell(event, data);
    }
  }

  /** Deliver it after what comes next; what is held together comes out in the wrong order. */
  private hold(event: string, data: unknown): void {
    this.held.unshift([event, data]);
    if (this.held.length === 1) setTimeout(() => this.release(), HELD_MS);
  }

  private release(): void {
    for (const [event, data] of this.held.splice(0)) this.tell(event, data);
  }

  private meets(weather: Weather): boolean {
    const index = this.coming.indexOf(weather);
    if (index >= 0) this.coming.splice(index, 1);
    return index >= 0;
  }

  /** The next message that it can happen to meets this. */
  brew(weather: Weather): void {
    this.coming.push(weather);
  }

  /** The weather is fine from now on: nothing more happens to any message. */
  calm(): void {
    this.coming.length = 0;
  }

  /** Nothing passes in either direction, and nobody is told: a partition. */
  silence(): void {
    this.isSilent = true;
  }

  cut(): void {
    this.socket.disconnect();
  }

  /** Connected again; a silence ends as it ends for people, with a new connection. */
  heal(): void {
    if (this.isSilent) this.socket.disconnect();
    this.isSilent = false;
    if (!this.socket.connected) this.socket.connect();
  }

  /** Send an old request again. */
  replayRequest(share: number): void {
    const old = pick(this.requests, share);
    if (old !== undefined && !this.isSilent) void this.request(...old);
  }

  /** Hear old news again. */
  replayNews(share: number): void {
    const old = pick(this.news, share);
    if (old !== undefined) this.tell(...old);
  }

  close(): void {
    this.socket.off();
    this.socket.disconnect();
  }
}

function remember<T>(list: T[], one: T): void {
  list.push(one);
  if (list.length > MOST_REMEMBERED) list.shift();
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
