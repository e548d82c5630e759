// Lists that are computed with every key: what says the same stays the same object, so that only what is new is drawn anew.
import { computed, type ReadonlySignal } from "@preact/signals";

interface Named {
  id: string;
}

/** `now`, with the entries of `before` that are the same; `before` itself if all are. */
export function steadied<T extends Named>(
  before: readonly T[],
  now: T[],
  isSame: (one: T, other: T) => boolean,
): readonly T[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const kept = now.map((entry) => {
    const old = known.get(entry.id);
    return old !== undefined && isSame(old, entry) ? old : entry;
  });
  const isAll = kept.length === before.length && kept.every((entry, place) => entry === before[place]);
  return isAll ? before : kept;
}

export function steady<T extends Named>(
  compute: () => T[],
  isSame: (one: T, other: T) => boolean,
): ReadonlySignal<readonly T[]> {
  let last: readonly T[] = [];
  return computed(() => {
    last = steadied(last, compute(), isSame);
    return last;
  });
}

/** Whether two rows of the server say the same. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
