// A person at the text: a Yjs document, the page's own provider over a stormy line, and what the person remembers.
import * as Y from "yjs";
import { Provider } from "../../src/editor/provider";
import type { Refused } from "../../src/http";
import { type Act, Hand } from "./hand";
import { wordsOf } from "./reading";
import { type Entrance, StormyLine } from "./stormy-line";

export interface Manner {
  name: string;
  transport: "websocket" | "polling";
  isWild: boolean;
}

export class Person {
  readonly doc = new Y.Doc();
  readonly line: StormyLine;
  /** Everything this person wrote, as Yjs would send it. */
  readonly written: Uint8Array[] = [];
  /** How often each own word must be in the text. */
  readonly expected = new Map<string, number>();
  /** Why the document has no future; nobody in a storm does anything that leads there. */
  refusal: string | null = null;
  readonly provider: Provider;
  readonly name: string;
  private readonly hand: Hand;

  constructor(entrance: Entrance, draft: number, manner: Manner) {
    this.name = manner.name;
    this.line = new StormyLine(entrance, manner.transport);
    this.hand = new Hand(this.doc, manner.name, manner.isWild);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this.provider) this.written.push(update);
    });
    const ignore = () => undefined;
    const listener = {
      opened: ignore,
      returned: () => false,
      edited: ignore,
      acknowledged: ignore,
      before: ignore,
      counted: ignore,
      people: ignore,
      databaseRefuses: ignore,
      over: (refusal: Refused) => {
        this.refusal = refusal.error;
      },
    };
    this.provider = new Provider(this.doc, draft, this.line, listener, { person: entrance.person });
  }

  do(act: Act, one: number, other: number): void {
    const before = this.words(this.doc);
    this.hand.do(act, one, other);
    const after = this.words(this.doc);
    for (const word of new Set([...before.keys(), ...after.keys()])) {
      const change = (after.get(word) ?? 0) - (before.get(word) ?? 0);
      this.expected.set(word, (this.expected.get(word) ?? 0) + change);
    }
  }

  /** How often each of this person's words is in a document. */
  words(doc: Y.Doc): Map<string, number> {
    const counts = new Map<string, number>();
    const own = new RegExp(`^${this.name}\\d`);
    for (const word of wordsOf(doc)) if (own.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  }

  /** In step with the server, or never again. */
  get isSettled(): boolean {
    return this.provider.isTogether || this.refusal !== null;
  }

  get isSaved(): boolean {
    return this.provider.isTogether && this.provider.unsent.length === 0;
  }

  leave(): void {
    this.provider.destroy();
    this.line.close();
  }
}
