// Whether an edit goes on at the place of the one before it: a word that is typed is one change, however many its keys.
import * as Y from "yjs";

/** Letters in a row as Yjs numbers them, their neighbours included. */
interface Spot {
  client: number;
  from: number;
  to: number;
}

/** The place of the edits that are one change so far. */
export class Place {
  private spots: Spot[] = [];

  /** Whether an edit goes on there; if not, the place is its own from now on. */
  goesOn(update: Uint8Array): boolean {
    const next = spotsOf(update);
    const isHere = next.some((one) => this.spots.some((other) => meet(one, other)));
    if (!isHere) this.spots = [];
    for (const spot of next) this.add(spot);
    return isHere;
  }

  private add(spot: Spot): void {
    const known = this.spots.find((other) => meet(spot, other));
    if (known === undefined) this.spots.push(spot);
    else [known.from, known.to] = [Math.min(known.from, spot.from), Math.max(known.to, spot.to)];
  }
}

function meet(one: Spot, other: Spot): boolean {
  return one.client === other.client && one.from <= other.to && other.from <= one.to;
}

function spotsOf(update: Uint8Array): Spot[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const gone = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, from: clock - 1, to: clock + len })),
  );
  return [...gone, ...structs.flatMap(spotsIn)];
}

/** The letters themselves, and those that they were put between. */
function spotsIn(struct: Y.Item | Y.GC | Y.Skip): Spot[] {
  const { client, clock } = struct.id;
  const neighbours = struct instanceof Y.Item ? [struct.origin, struct.rightOrigin] : [];
  return [
    { client, from: clock, to: clock + struct.length - 1 },
    ...neighbours.flatMap((id) => (id === null ? [] : [{ client: id.client, from: id.clock, to: id.clock }])),
  ];
}
