/** Two people answer each other as fast as they can: a key is pressed as soon as the other's has come. */
import { Board } from "../board.ts";
import { ask } from "../driver.ts";
import { World } from "../member.ts";
import type { Plan, Result } from "../plan.ts";
import { fill, isConverged, prepareTexts } from "../room.ts";
import type { Typist } from "../typist.ts";
import { until } from "../waiting.ts";

const LONGEST_WAIT_MS = 170_000;

export async function exchange(plan: Plan): Promise<Result> {
  const board = new Board();
  const world = new World(plan, board);
  const room = await fill(world, await prepareTexts(world));
  const [first, second] = room.typists as [Typist, Typist];
  let left = plan.edits;
  const answer = (typist: Typist) => () => {
    if (left-- > 0) typist.press();
  };
  first.member.heard = (ranges) => ranges.some((range) => range.client === second.client) && answer(first)();
  second.member.heard = (ranges) => ranges.some((range) => range.client === first.client) && answer(second)();
  await ask("begin");
  board.begin();
  const started = performance.now();
  answer(first)();
  await until(() => left < 0, LONGEST_WAIT_MS);
  const seconds = (performance.now() - started) / 1_000;
  await ask("end");
  const done = plan.edits - Math.max(0, left);
  return {
    exchanges: done,
    seconds,
    latency: board.latency.spread(),
    converged: await isConverged(world, room),
    failures: Object.fromEntries(world.failures),
  };
}
