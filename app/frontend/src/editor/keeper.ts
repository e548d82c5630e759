// Keeps one draft in this browser while its page is open: each edit at once, the text as a whole with pauses.
import * as Y from "yjs";
import type { Unsent } from "./outbox";
import { NO_RIGHTS, type Rights } from "./protocol";
import { SCHEMA } from "./schema";
import { keeps } from "./state";
import { type Kept, type Room, type SetAside, Store } from "./store";

/** While a text changes all the time, it is written down once in this time. */
const PAUSE_MS = 2_000;

export class Keeper {
  private room: Room | null = null;
  private rights = NO_RIGHTS;
  private doc: Y.Doc | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the text was last in step with the server, in milliseconds since 1970. */
  private togetherUntil: () => number = () => 0;

  private constructor(
    readonly store: Store | null,
    private readonly person: number,
    private readonly draft: number,
  ) {}

  static async open(person: number, draft: number): Promise<Keeper> {
    const store = await Store.open(() => {
      keeps.value = false;
    });
    keeps.value = store !== null;
    const keeper = new Keeper(store, person, draft);
    document.addEventListener("visibilitychange", () => document.hidden && keeper.keepText());
    addEventListener("pagehide", () => keeper.keepText());
    return keeper;
  }

  /** What an earlier page left for this one: of its own schema, and of the newest epoch. */
  async newest(): Promise<Kept | undefined> {
    const rooms = (await this.store?.roomsOf(this.person, this.draft)) ?? [];
    const kept = rooms.filter(({ room: [, , schema] }) => schema === SCHEMA).at(-1);
    this.room = kept?.room ?? null;
    this.rights = kept?.base?.rights ?? this.rights;
    return kept;
  }

  /** What was left over by older schemas and epochs: nothing of it can be sent any more. */
  async outdated(): Promise<Kept[]> {
    const rooms = (await this.store?.roomsOf(this.person, this.draft)) ?? [];
    const [, , , epoch] = this.room ?? [0, 0, 0, 0];
    return rooms.filter(({ room }) => room[2] < SCHEMA || (room[2] === SCHEMA && room[3] < epoch));
  }

  /** From now on keep this document, whose changes come into it through `update` events. */
  watch(doc: Y.Doc, togetherUntil: () => number): void {
    this.doc?.off("update", this.changed);
    this.doc = doc;
    this.togetherUntil = togetherUntil;
    doc.on("update", this.changed);
  }

  /** The document is in step with the server. */
  opened(rights: Rights, epoch: number): void {
    this.room = [this.person, this.draft, SCHEMA, epoch];
    this.rights = rights;
    this.changed();
  }

  edited(edit: Unsent): void {
    if (this.room !== null) this.store?.keepEdit(this.room, edit);
  }

  acknowledged(edits: readonly Unsent[]): void {
    this.store?.dropEdits(edits);
  }

  /** The document has no future: keep neither it nor its edits, only the words that were set aside. */
  drop(edits: readonly Unsent[], words?: SetAside): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.doc?.off("update", this.changed);
    this.doc = null;
    if (this.room !== null) this.store?.forgetRoom(this.room, edits, words);
    this.room = null;
  }

  private readonly changed = (): void => {
    this.timer ??= setTimeout(() => this.keepText(), PAUSE_MS);
  };

  /** Write the text down now. */
  keepText(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.doc === null || this.room === null) return;
    const state = Y.encodeStateAsUpdate(this.doc);
    this.store?.keepBase({ room: this.room, state, rights: this.rights, at: this.togetherUntil() });
  }
}

/** The document that was kept. What is taken out of it stays readable, until everything is saved and it is opened anew. */
export function docOf({ base, unsent }: Kept): Y.Doc {
  const doc = new Y.Doc({ gc: unsent.length === 0 });
  Y.transact(doc, () => {
    for (const update of [base?.state, ...unsent.map((edit) => edit.update)]) if (update) Y.applyUpdate(doc, update);
  });
  doc.gc = false;
  return doc;
}
