/** Many people have a text open and do nothing: what each costs in memory, and all together in CPU. */
import { Board } from "../board.ts";
import { ask } from "../driver.ts";
import { World } from "../member.ts";
import type { Plan, Result } from "../plan.ts";
import { fill, prepareTexts } from "../room.ts";
import { pause } from "../waiting.ts";

const SETTLE_MS = 2_000;

export async function idle(plan: Plan): Promise<Result> {
  const world = new World(plan, new Board());
  const keepers = await prepareTexts(world);
  await pause(SETTLE_MS);
  const before = await ask("memory");
  const { members } = await fill(world, keepers);
  await pause(SETTLE_MS);
  const each = ((await ask("memory")) - before) / members.length;
  await ask("begin");
  await pause(plan.seconds * 1_000);
  await ask("end");
  return { each, failures: Object.fromEntries(world.failures) };
}
