/** The server is killed while people type: which keys are gone that others had seen, or that it had acknowledged. */
import * as Y from "yjs";
import { Board } from "../board.ts";
import { ask } from "../driver.ts";
import { Member, World } from "../member.ts";
import type { Plan, Result } from "../plan.ts";
import { fill, prepareTexts } from "../room.ts";
import { pause, untilStill } from "../waiting.ts";

const LAST_BYTES_MS = 300;
const PERSISTED_MS = 1_000;

export async function crash(plan: Plan): Promise<Result> {
  const board = new Board();
  const world = new World(plan, board);
  const room = await fill(world, await prepareTexts(world));
  for (const typist of room.typists) typist.start();
  await ask("begin");
  board.begin();
  await pause((plan.seconds + Math.random()) * 1_000);
  await ask("end");
  await ask("kill");
  for (const typist of room.typists) typist.stop();
  await pause(LAST_BYTES_MS);
  for (const member of room.members) member.leave();
  const restarted = performance.now();
  await ask("restart");
  const newcomer = await returned(world);
  const back = performance.now() - restarted;
  await untilStill(() => newcomer.link.bytesIn, PERSISTED_MS);
  return { ...losses(board, newcomer.doc as Y.Doc), back, failures: Object.fromEntries(world.failures) };
}

async function returned(world: World): Promise<Member> {
  const newcomer = new Member(world, world.plan.drafts[0] as number, new Y.Doc());
  await newcomer.isIn;
  return newcomer;
}

/** Keys that others had seen, those that were acknowledged, and how many of both the text lacks now. */
function losses(board: Board, doc: Y.Doc): Result {
  const found = { seen: 0, seenLost: 0, saved: 0, savedLost: 0 };
  for (const [client, reached] of board.reached()) {
    const kept = Y.getState(doc.store, client);
    found.seen += reached.seen - reached.first;
    found.saved += reached.saved - reached.first;
    found.seenLost += Math.max(0, reached.seen - Math.max(kept, reached.first));
    found.savedLost += Math.max(0, reached.saved - Math.max(kept, reached.first));
  }
  return found;
}
