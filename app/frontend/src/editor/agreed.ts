// The text that this browser and the server last agreed on: made again from what each of them has by now.
import * as Y from "yjs";

/**
 * What both have, without what either has put in or taken out since. `own` must still hold the words that it has taken out.
 * Undefined if it does not, as a former release of this page forgot them at once.
 */
export function agreedOn(own: Y.Doc, theirs: Y.Doc): Y.Doc | undefined {
  const gone = inBoth(Y.createDeleteSetFromStructStore(own.store), Y.createDeleteSetFromStructStore(theirs.store));
  const known = Y.decodeStateVector(Y.encodeStateVector(theirs));
  const ends = [...Y.decodeStateVector(Y.encodeStateVector(own))].map(
    ([client, end]) => [client, Math.min(end, known.get(client) ?? 0)] as const,
  );
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(own));
  const agreed = Y.createDocFromSnapshot(copy, Y.createSnapshot(gone, new Map(ends)), new Y.Doc({ gc: false }));
  const isWhole = Y.equalDeleteSets(Y.createDeleteSetFromStructStore(agreed.store), gone);
  return isWhole ? agreed : undefined;
}

type Deleted = ReturnType<typeof Y.createDeleteSet>;
type Range = { clock: number; len: number };

/** What two documents have both taken out. The ranges of each ascend, and none touches the next. */
function inBoth(one: Deleted, other: Deleted): Deleted {
  const both = Y.createDeleteSet();
  for (const [client, ranges] of one.clients) {
    const shared = common(ranges, other.clients.get(client) ?? []);
    if (shared.length > 0) both.clients.set(client, shared as never);
  }
  return both;
}

function common(ours: readonly Range[], theirs: readonly Range[]): Range[] {
  const found: Range[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [mine, other] = [ours[i], theirs[j]];
    if (mine === undefined || other === undefined) return found;
    const from = Math.max(mine.clock, other.clock);
    const to = Math.min(mine.clock + mine.len, other.clock + other.len);
    if (from < to) found.push({ clock: from, len: to - from });
    if (mine.clock + mine.len <= other.clock + other.len) i += 1;
    else j += 1;
  }
}
