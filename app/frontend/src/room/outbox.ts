// Needs on their way to the server. Each has a key of its own, so that sending it again is still one need.
import { computed, signal } from "@preact/signals";
import { newKey, Offline, Refused } from "../http";
import { keep, kept } from "./keep";

export interface Wording {
  title: string;
  text: string;
  addressee: string;
  target_group: string;
  question_id: number | null;
}

export interface Outgoing {
  key: string;
  wording: Wording;
  /** When the person pressed the button, ISO 8601. */
  at: string;
  state: "sending" | "waiting" | "refused";
  /** Why the server refused it. */
  reason: string;
}

/** Sends one; throws Refused or Offline. Once it returns, the need is on the server and in the list. */
export type Send = (wording: Wording, key: string) => Promise<void>;

const TOO_MANY = 429;

/** The waiting needs of one place, kept on the device until the server has acknowledged them. */
export class Outbox {
  readonly items = signal<Outgoing[]>([]);
  readonly waiting = computed(() => this.items.value.filter((item) => item.state === "waiting").length);
  private isSending = false;

  constructor(
    private readonly name: string,
    private readonly send: Send,
    private readonly store: { kept: typeof kept; keep: typeof keep } = { kept, keep },
  ) {
    // Whatever a former page did not see acknowledged is sent again: the key tells the server.
    const left = store.kept<Outgoing[]>(name, []);
    this.items.value = left.map((item) => ({ ...item, state: "waiting", reason: "" }));
  }

  /** Take a need and send it. Resolves when it was sent, is waiting for a connection, or was refused. */
  async submit(wording: Wording): Promise<void> {
    const item: Outgoing = { key: newKey(), wording, at: new Date().toISOString(), state: "waiting", reason: "" };
    this.set([...this.items.value, item]);
    await this.flush();
  }

  /** Send all that waits, in order; returns how many were acknowledged. Stops where nobody answers. */
  async flush(): Promise<number> {
    if (this.isSending) return 0;
    this.isSending = true;
    let sent = 0;
    for (let item = this.next(); item !== undefined; item = this.next()) {
      const outcome = await this.attempt(item);
      if (outcome === "waiting") break;
      if (outcome === "sent") sent += 1;
    }
    this.isSending = false;
    return sent;
  }

  /** Give a refused need up. */
  discard(key: string): void {
    this.set(this.items.value.filter((item) => item.key !== key));
  }

  private next(): Outgoing | undefined {
    return this.items.value.find((item) => item.state === "waiting");
  }

  private async attempt(item: Outgoing): Promise<"sent" | "waiting" | "refused"> {
    this.mark(item.key, "sending");
    try {
      await this.send(item.wording, item.key);
    } catch (error) {
      const waits = error instanceof Offline || (error instanceof Refused && error.status === TOO_MANY);
      this.mark(item.key, waits ? "waiting" : "refused", error instanceof Refused ? explained(error) : "");
      return waits ? "waiting" : "refused";
    }
    this.discard(item.key);
    return "sent";
  }

  private mark(key: string, state: Outgoing["state"], reason = ""): void {
    this.set(this.items.value.map((item) => (item.key === key ? { ...item, state, reason } : item)));
  }

  private set(items: Outgoing[]): void {
    this.items.value = items;
    this.store.keep(this.name, items);
  }
}

function explained(refused: Refused): string {
  return Object.values(refused.fields).join(" ") || refused.message;
}
