// The shortest list that still fails: ever smaller parts are left out, as long as it goes on failing (Zeller's ddmin).

const LONGEST_MS = 60_000; // then what there is has to do

export async function shorten<T>(list: readonly T[], fails: (shorter: T[]) => Promise<boolean>): Promise<T[]> {
  const deadline = Date.now() + LONGEST_MS;
  let rest = [...list];
  for (let size = Math.ceil(rest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < rest.length && Date.now() < deadline; ) {
      const shorter = rest.toSpliced(from, size);
      if (await fails(shorter)) rest = shorter;
      else from += size;
    }
  }
  return rest;
}
