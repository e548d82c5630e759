import { setTimeout as pause } from "node:timers/promises";

const STEP_MS = 20;

/** Wait until it is so; false if it is not within `milliseconds`. */
export async function until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await pause(STEP_MS);
  }
  return true;
}

/** Wait until a number has stood still for `milliseconds`. */
export async function untilStill(count: () => number, milliseconds: number): Promise<void> {
  let last = count();
  let since = performance.now();
  while (performance.now() - since < milliseconds) {
    await pause(STEP_MS);
    if (count() !== last) [last, since] = [count(), performance.now()];
  }
}

export { pause };
