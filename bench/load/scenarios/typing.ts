/** People type five keys a second, others look on: how long until a key is with the others, and what it costs. */
import { Board } from "../board.ts";
import { ask } from "../driver.ts";
import { World } from "../member.ts";
import type { Plan, Result } from "../plan.ts";
import { bytesIn, fill, isConverged, prepareTexts } from "../room.ts";
import { pause, until } from "../waiting.ts";

const WARM_UP_MS = 2_000;
const LONGEST_WAIT_MS = 10_000;

export async function typing(plan: Plan): Promise<Result> {
  const board = new Board();
  const world = new World(plan, board);
  const room = await fill(world, await prepareTexts(world));
  for (const typist of room.typists) typist.start();
  await pause(WARM_UP_MS);
  const bytes = bytesIn(room.members);
  const cpu = process.cpuUsage();
  await ask("begin");
  board.begin();
  await pause(plan.seconds * 1_000);
  board.end();
  await ask("end");
  const received = bytesIn(room.members) - bytes;
  const used = process.cpuUsage(cpu);
  for (const typist of room.typists) typist.stop();
  const recipients = plan.typists + plan.listeners - 1;
  const expected = board.edits * recipients;
  await until(() => board.deliveries >= expected, LONGEST_WAIT_MS);
  return {
    latency: board.latency.spread(),
    saving: board.saving.spread(),
    edits: board.edits,
    expected,
    missing: expected - board.deliveries,
    bytes: received / Math.max(1, board.deliveries),
    generator: (used.user + used.system) / 10_000 / plan.seconds,
    converged: await isConverged(world, room),
    failures: Object.fromEntries(world.failures),
  };
}
