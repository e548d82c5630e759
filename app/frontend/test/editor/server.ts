// A small server of one draft for the provider's tests: real Yjs, no gate, no disk. The real one is tested in a browser.
import * as Y from "yjs";
import type { Line } from "../../src/editor/ports";
import type { Opened, Rights, SentPerson, Update } from "../../src/editor/protocol";
import { Refused } from "../../src/http";

type Handler = (data: never) => void;

export class SmallServer {
  readonly doc = new Y.Doc();
  readonly asked: string[] = [];
  number = 0;
  epoch = 1;
  rights: Rights = { write: true, suggest: true, review: false, comment: true };
  people: SentPerson[] = [];
  /** What the next requests of this name are answered with, instead of being done. */
  readonly refusals: { event: string; error: string; afterwards?: boolean }[] = [];
  private readonly lines: Map<string, Set<Handler>>[] = [];

  /** A client's way to this server. */
  line(): Line & { tell: (event: string, data?: unknown) => void } {
    const handlers = new Map<string, Set<Handler>>();
    this.lines.push(handlers);
    return {
      ask: async <T>(event: string, body: unknown) => this.answer(event, body) as T,
      on: (event, handler) => {
        const heard = handlers.get(event) ?? new Set();
        handlers.set(event, heard.add(handler));
        return () => heard.delete(handler);
      },
      upload: async (path, update) => {
        this.asked.push(path);
        this.take(update);
      },
      tell: (event, data) => tellOne(handlers, event, data),
    };
  }

  get text(): string {
    return this.doc.getText("t").toString();
  }

  private answer(event: string, body: unknown): unknown {
    this.asked.push(event);
    const index = this.refusals.findIndex((one) => one.event === event);
    const [refusal] = index < 0 ? [] : this.refusals.splice(index, 1);
    if (refusal && !refusal.afterwards) throw new Refused(409, refusal.error, refusal.error);
    const answer = this.done(event, body as { state: Uint8Array; update: Uint8Array });
    if (refusal) throw new Refused(0, refusal.error, refusal.error); // done, but the answer got lost
    return answer;
  }

  private done(event: string, body: { state: Uint8Array; update: Uint8Array }): unknown {
    if (event === "draft:open") return this.opened(body.state);
    if (event === "draft:sync") return { number: this.take(body.update) };
    return {};
  }

  private opened(state: Uint8Array): Opened {
    const update = Y.encodeStateAsUpdate(this.doc, state);
    const rest = { connection: "me", people: this.people, unsaved: false, editing: "direct" as const };
    const { epoch, number, rights } = this;
    return { draft: 7, epoch, number, update, state: Y.encodeStateVector(this.doc), rights, ...rest };
  }

  /** Take an update in and tell everybody. */
  take(update: Uint8Array, { silently = false } = {}): number {
    Y.applyUpdate(this.doc, update);
    this.number += 1;
    const told: Update = { draft: 7, epoch: this.epoch, first: this.number, number: this.number, update };
    if (!silently) for (const line of this.lines) tellOne(line, "draft:update", told);
    return this.number;
  }
}

function tellOne(handlers: Map<string, Set<Handler>>, event: string, data?: unknown): void {
  for (const handler of handlers.get(event) ?? []) handler(data as never);
}
