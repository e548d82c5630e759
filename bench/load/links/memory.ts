/** A broadcast reaches hundreds of listeners as the same bytes: it is decoded once, and looked up for the others. */
const MOST = 500;
const LONGEST = 20_000;

export function remembered<T>(decode: (data: Uint8Array) => T): (data: Buffer) => T {
  const known = new Map<string, T>();
  return (data) => {
    if (data.length > LONGEST) return decode(Uint8Array.from(data));
    const key = data.toString("latin1");
    let found = known.get(key);
    if (found === undefined) {
      if (known.size >= MOST) known.clear();
      found = decode(Uint8Array.from(data));
      known.set(key, found);
    }
    return found;
  };
}
