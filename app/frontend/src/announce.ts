// What screen readers hear: two regions for the page, at most one piece of news in five seconds, counts merged.

export const PAUSE_MS = 5_000;

type Wording = (count: number) => string;

const waiting = new Map<string, { count: number; wording: Wording }>();
let lastNews = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

/** News of the room, said politely. The same sentence waiting twice is said once. */
export function announce(sentence: string): void {
  enqueue(sentence, 0, () => sentence);
}

/** News that can be counted: five of one `kind` within the pause are one sentence with the sum. */
export function announceCount(kind: string, count: number, wording: Wording): void {
  enqueue(kind, count, wording);
}

/** The answer to what the person just did (a key, a drop): at once, it is no news. */
export function answer(sentence: string): void {
  say("polite", sentence);
}

/** Interrupts. Only for: the vote ends and the own ballot is missing, a call for attention, removed from the room. */
export function urgent(sentence: string): void {
  say("urgent", sentence);
}

function enqueue(kind: string, count: number, wording: Wording): void {
  const sum = (waiting.get(kind)?.count ?? 0) + count;
  waiting.set(kind, { count: sum, wording });
  if (timer === undefined) timer = setTimeout(sayNext, Math.max(0, lastNews + PAUSE_MS - Date.now()));
}

function sayNext(): void {
  timer = undefined;
  const [first] = waiting;
  if (first === undefined) return;
  const [kind, { count, wording }] = first;
  waiting.delete(kind);
  lastNews = Date.now();
  say("polite", wording(count));
  if (waiting.size > 0) timer = setTimeout(sayNext, PAUSE_MS);
}

function say(region: "polite" | "urgent", sentence: string): void {
  const element = document.getElementById(region);
  if (element === null) return;
  // The same sentence again is only heard if the region's content changes.
  element.textContent = element.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
