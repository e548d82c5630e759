// How long to wait before the next try: longer each time, and by chance, so that 300 pages do not come in the same second.
const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

export class Pauses {
  private longest = FIRST_MS;

  /** The next pause in milliseconds: between half and all of 1, 2, 4, 8, 8 … seconds. */
  next(): number {
    const longest = this.longest;
    this.longest = Math.min(2 * longest, LONGEST_MS);
    return longest * (0.5 + Math.random() / 2);
  }

  /** It worked: the next trouble is a new one. */
  beginAnew(): void {
    this.longest = FIRST_MS;
  }
}
