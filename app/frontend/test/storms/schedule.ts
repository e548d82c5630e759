// A schedule: who does what, and what the line and the server do meanwhile. A seed makes it, and a list of steps is one,
// so that a shorter list can be tried.

import { Chance } from "./chance";
import { ACTS, type Act, WILD_ACTS } from "./hand";
import type { Weather } from "./stormy-line";

const WEATHER: Record<Weather, number> = {
  loseRequest: 1,
  loseAnswer: 2,
  loseNews: 2,
  doubleRequest: 3,
  doubleNews: 3,
  holdRequest: 3,
  holdNews: 4,
};
const LINE = { cut: 2, heal: 4, silence: 1, replayRequest: 3, replayNews: 3 };
type LineEvent = keyof typeof LINE;

/** `pause`: milliseconds afterwards. `one`, `other`: at least 0, below 1, where it happens. */
export type Step = { who: number; one: number; other: number; pause: number } & (
  | { act: Act }
  | { weather: Weather }
  | { line: LineEvent }
  | { server: "crash" }
);

export interface Schedule {
  seed: number;
  people: number;
  /** They reshape each other's blocks; then words may be doubled by Yjs itself, as two people split one paragraph. */
  isWild: boolean;
  /** Whether the first of them is on long polling. */
  isPolling: boolean;
  steps: Step[];
}

const EVERY = { crash: 10, wild: 3, polling: 8 };

export function hasCrash(seed: number): boolean {
  return seed % EVERY.crash === 0;
}

export function scheduleOf(seed: number): Schedule {
  const chance = new Chance(seed);
  const people = 2 + chance.below(3);
  const isWild = seed % EVERY.wild === 1;
  const steps = Array.from({ length: 20 + chance.below(40) }, () => step(chance, people, isWild ? WILD_ACTS : ACTS));
  if (hasCrash(seed)) steps.splice(chance.below(steps.length), 0, { ...where(chance, people), server: "crash" });
  return { seed, people, isWild, isPolling: seed % EVERY.polling === 2, steps };
}

function where(chance: Chance, people: number) {
  // Mostly at once, so that edits overtake each other; sometimes long enough for an answer.
  const pause = chance.next() < 0.7 ? 0 : chance.below(12);
  return { who: chance.below(people), one: chance.next(), other: chance.next(), pause };
}

function step(chance: Chance, people: number, acts: Record<string, number>): Step {
  const kind = chance.weighed({ act: 7, weather: 2, line: 1 });
  if (kind === "act") return { ...where(chance, people), act: chance.weighed(acts) as Act };
  if (kind === "weather") return { ...where(chance, people), weather: chance.weighed(WEATHER) };
  return { ...where(chance, people), line: chance.weighed(LINE) };
}
