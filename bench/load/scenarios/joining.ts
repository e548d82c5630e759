/** Many people open a long text at once: how long until the last has it, with the server warm or just started. */
import * as Y from "yjs";
import { Board } from "../board.ts";
import { ask } from "../driver.ts";
import { fillText } from "../filling.ts";
import { Histogram } from "../histogram.ts";
import type { Ear, Link } from "../links/link.ts";
import { Member, World } from "../member.ts";
import type { Plan, Result } from "../plan.ts";
import { prepareTexts } from "../room.ts";
import { bodyOf } from "../sections.ts";
import { until } from "../waiting.ts";

const LONGEST_WAIT_MS = 120_000;
/** A server may encode the same text a little shorter than Yjs. */
const WHOLE = 0.8;

export async function joining(plan: Plan): Promise<Result> {
  const world = new World(plan, new Board());
  const keepers = await prepareTexts(world);
  const draft = plan.drafts[0] as number;
  const text = await fillText(world, draft, plan.edits);
  for (const one of keepers) one.leave();
  const size = Y.encodeStateAsUpdate(text).length;
  const keeper = await warmedUp(world, draft);
  await ask("begin");
  const started = performance.now();
  const joiners = Array.from({ length: plan.listeners }, () => new Joiner(world, draft, size * WHOLE));
  const isComplete = await until(() => joiners.every((joiner) => joiner.hasText), LONGEST_WAIT_MS);
  await ask("end");
  keeper?.leave();
  return {
    joined: spread(joiners.map((joiner) => joiner.at - started)),
    opening: spread(joiners.map((joiner) => joiner.at - joiner.askedAt)),
    bytes: joiners.reduce((sum, joiner) => sum + joiner.bytesIn, 0) / joiners.length,
    converged: isComplete && joiners.every((joiner) => joiner.text === bodyOf(text).toString()),
    failures: Object.fromEntries(world.failures),
  };
}

/** Somebody who has the text open, or a fresh server that has it in nobody's memory. */
async function warmedUp(world: World, draft: number): Promise<Member | null> {
  if (!world.plan.warm) {
    await ask("restart");
    return null;
  }
  const keeper = new Member(world, draft);
  await keeper.isIn;
  return keeper;
}

function spread(durations: readonly number[]): object {
  const histogram = new Histogram();
  for (const duration of durations) histogram.add(duration);
  return histogram.spread();
}

/** Somebody who waits until the whole text is here, whether it comes in one message or in two. */
class Joiner implements Ear {
  at = Number.POSITIVE_INFINITY;
  private readonly link: Link;
  private readonly world: World;
  private readonly parts: Uint8Array[] = [];
  private readonly enough: number;
  private size = 0;

  constructor(world: World, draft: number, enough: number) {
    this.world = world;
    this.enough = enough;
    this.link = world.link(draft, this);
  }

  get hasText(): boolean {
    return this.size >= this.enough;
  }

  get askedAt(): number {
    return this.link.askedAt;
  }

  get bytesIn(): number {
    return this.link.bytesIn;
  }

  get text(): string {
    const doc = new Y.Doc();
    for (const part of this.parts) Y.applyUpdate(doc, part);
    return bodyOf(doc).toString();
  }

  opened(update: Uint8Array): void {
    const hadText = this.hasText;
    this.parts.push(update);
    this.size += update.length;
    if (this.hasText && !hadText) this.at = performance.now();
  }

  updated(update: Uint8Array): void {
    this.opened(update);
  }

  saved(): void {}

  failed(why: string): void {
    this.world.failed(why);
  }
}
