// What this browser keeps of the drafts: every edit until the server has acknowledged it, the last known text, and words
// that could not be saved. It outlives the page, the tab and the browser; signing out empties it.
import { countChanges } from "./changes";
import type { Unsent } from "./outbox";
import type { Rights } from "./protocol";

const NAME = "konsenswerk-drafts";
const VERSION = 1;
/** A database that does not open by then is treated as none: the text must not wait for it. */
const PATIENCE_MS = 3_000;

/** Edits of another person, schema or epoch are never mixed with these. */
export type Room = [person: number, draft: number, schema: number, epoch: number];

/** The text as it was known last, one's own unsaved edits included. */
export interface Base {
  room: Room;
  /** The whole document as one Yjs update. */
  state: Uint8Array;
  rights: Rights;
  /** When it was last in step with the server, in milliseconds since 1970. */
  at: number;
}

/** Text that could not be saved, section by section, and why. */
export interface SetAside {
  key: string;
  person: number;
  draft: number;
  reason: string;
  sections: { key: string; words: string }[];
}

/** What is kept of one room. */
export interface Kept {
  room: Room;
  base: Base | undefined;
  unsent: Unsent[];
}

type UnsentRow = Unsent & { room: Room };
type Name = "unsent" | "base" | "aside";

export class Store {
  private constructor(
    private readonly db: IDBDatabase,
    private readonly onBroken: () => void,
  ) {
    db.onclose = () => this.giveUp();
    db.onversionchange = () => this.giveUp(); // signing out in another tab deletes the database
  }

  /** null if this browser keeps nothing. `onBroken` is called when it turns out later that something was not kept. */
  static async open(onBroken: () => void): Promise<Store | null> {
    try {
      return new Store(await opened(), onBroken);
    } catch {
      return null;
    }
  }

  /** What is kept of a person's draft, in the order of schema and epoch. */
  async roomsOf(person: number, draft: number): Promise<Kept[]> {
    const range = IDBKeyRange.bound([person, draft], [person, draft, []]);
    const [bases, rows] = await Promise.all([
      this.read<Base>("base", (store) => store.getAll(range)),
      this.read<UnsentRow>("unsent", (store) => store.index("room").getAll(range)),
    ]);
    const rooms = new Map([...bases, ...rows].map(({ room }) => [room.join(), room]));
    const kept = [...rooms].map(([name, room]) => ({
      room,
      base: bases.find((base) => base.room.join() === name),
      unsent: rows.filter((row) => row.room.join() === name).toSorted((one, other) => one.at - other.at),
    }));
    return kept.toSorted((one, other) => one.room[2] - other.room[2] || one.room[3] - other.room[3]);
  }

  keepEdit(room: Room, edit: Unsent): void {
    void this.write(["unsent"], ({ unsent }) => unsent.put({ ...edit, room } satisfies UnsentRow));
  }

  dropEdits(edits: readonly Unsent[]): void {
    void this.write(["unsent"], ({ unsent }) => {
      for (const { key } of edits) unsent.delete(key);
    });
  }

  keepBase(base: Base): void {
    void this.write(["base"], (stores) => stores.base.put(base));
  }

  /**
   * Forget a room's text and these of its edits; another tab's are its own matter. The words that were set aside in their
   * place are kept first, and if there is no room for them, nothing is forgotten.
   */
  forgetRoom(room: Room, edits: readonly Unsent[], words?: SetAside): void {
    void this.write(["unsent", "base", "aside"], ({ unsent, base, aside }) => {
      if (words !== undefined) aside.put(words);
      base.delete(room);
      for (const { key } of edits) unsent.delete(key);
    });
  }

  async asidesOf(person: number, draft: number): Promise<SetAside[]> {
    return this.read("aside", (store) => store.index("owner").getAll([person, draft]));
  }

  keepAside(aside: SetAside): void {
    void this.write(["aside"], (stores) => stores.aside.put(aside));
  }

  dropAside(key: string): void {
    void this.write(["aside"], ({ aside }) => aside.delete(key));
  }

  private async read<T>(name: Name, ask: (store: IDBObjectStore) => IDBRequest): Promise<T[]> {
    try {
      return await answered(ask(this.db.transaction(name).objectStore(name)));
    } catch {
      this.giveUp();
      return [];
    }
  }

  private async write<N extends Name>(names: N[], act: (stores: Record<N, IDBObjectStore>) => unknown): Promise<void> {
    try {
      const transaction = this.db.transaction(names, "readwrite");
      act(Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])) as Record<N, IDBObjectStore>);
      transaction.commit(); // left to itself, it would be undone if the page ended before it is asked whether that was all
      await finished(transaction);
    } catch {
      this.onBroken(); // full, or gone
    }
  }

  private giveUp(): void {
    this.db.close();
    this.onBroken();
  }
}

/** How much is kept that the server does not have: edits and words set aside, of everybody or of one person. */
export async function countKept(person?: number): Promise<number> {
  try {
    const db = await opened();
    const counts = ["unsent", "aside"].map(async (name) => {
      const rows: KeptRow[] = await answered(db.transaction(name).objectStore(name).getAll());
      return rows.filter((row) => person === undefined || (row.person ?? row.room?.[0]) === person);
    });
    const [edits = [], asides = []] = await Promise.all(counts);
    db.close();
    return changesOf(edits) + asides.length;
  } catch {
    return 0;
  }
}

type KeptRow = Partial<UnsentRow> & { person?: number };

/** How many changes the edits of each draft are. */
function changesOf(edits: readonly KeptRow[]): number {
  const rooms = [...new Set(edits.map(({ room }) => String(room)))];
  const counts = rooms.map((name) => {
    const own = edits.filter(({ room }) => String(room) === name);
    return countChanges(own.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0)));
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Forget what one person has here: they have left their place. */
export async function forgetPerson(person: number): Promise<void> {
  try {
    const db = await opened();
    const transaction = db.transaction(["unsent", "base", "aside"], "readwrite");
    const range = IDBKeyRange.bound([person], [person, []]);
    transaction.objectStore("base").delete(range);
    for (const [name, index] of [
      ["unsent", "room"],
      ["aside", "owner"],
    ] as const) {
      const keys = await answered(transaction.objectStore(name).index(index).getAllKeys(range));
      for (const key of keys) transaction.objectStore(name).delete(key);
    }
    await finished(transaction);
    db.close();
  } catch {
    // Nothing was kept.
  }
}

/** Forget everything: the next person at this device finds nothing. */
export function forgetAll(): Promise<void> {
  return new Promise((resolve) => {
    const request = globalThis.indexedDB?.deleteDatabase(NAME);
    if (request === undefined) return resolve();
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => build(request.result);
    let isGivenUp = false;
    const giveUp = (error: Error | null) => {
      isGivenUp = true;
      reject(error);
    };
    // Left open by nobody, it would be in the way of whoever deletes it.
    request.onsuccess = () => (isGivenUp ? request.result.close() : resolve(request.result));
    request.onerror = () => giveUp(request.error);
    request.onblocked = () => giveUp(new Error("another page keeps the database from opening"));
    setTimeout(() => giveUp(new Error("too slow")), PATIENCE_MS);
  });
}

function build(db: IDBDatabase): void {
  db.createObjectStore("unsent", { keyPath: "key" }).createIndex("room", "room");
  db.createObjectStore("base", { keyPath: "room" });
  db.createObjectStore("aside", { keyPath: "key" }).createIndex("owner", ["person", "draft"]);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
