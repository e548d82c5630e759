/** Fills the texts with people: typists, listeners, and a few of both who keep the whole document. */
import * as Y from "yjs";
import { Member, type World } from "./member.ts";
import { emptySections } from "./sections.ts";
import { Typist } from "./typist.ts";
import { until, untilStill } from "./waiting.ts";

const FULL_TYPISTS = 2;
const FULL_LISTENERS = 3;
/** Drafts in which somebody keeps the whole document. */
const WATCHED_DRAFTS = 3;
const AT_ONCE = 25;
const PATIENCE_MS = 60_000;

export interface Room {
  typists: Typist[];
  members: Member[];
}

/**
 * The texts' first state, for the servers that begin with nothing. Returns one person in each text: y-websocket forgets
 * a text that nobody has open, and whoever opens it again gets it late.
 */
export async function prepareTexts(world: World): Promise<Member[]> {
  if (world.plan.server === "konsenswerk") return [];
  return Promise.all(world.plan.drafts.map((draft) => prepareText(world, draft)));
}

async function prepareText(world: World, draft: number): Promise<Member> {
  const author = new Member(world, draft, new Y.Doc());
  await author.isIn;
  author.link.send(emptySections(), 0);
  const reader = new Member(world, draft, new Y.Doc());
  await until(() => reader.text.includes("section"), PATIENCE_MS);
  author.leave();
  return reader;
}

/** Let everybody of the plan in; the `keepers` of the texts leave. */
export async function fill(world: World, keepers: readonly Member[]): Promise<Room> {
  const typists: Typist[] = [];
  const members: Member[] = [];
  for (const [index, draft] of world.plan.drafts.entries()) {
    const isWatched = index < WATCHED_DRAFTS;
    for (let one = 0; one < world.plan.typists; one++) {
      const typist = new Typist(world, draft, isWatched && one < FULL_TYPISTS);
      typists.push(typist);
      members.push(typist.member);
    }
    for (let one = 0; one < world.plan.listeners; one++) {
      members.push(new Member(world, draft, isWatched && one < FULL_LISTENERS ? new Y.Doc() : null));
      if (members.length % AT_ONCE === 0) await members.at(-1)?.isIn;
    }
  }
  await Promise.all(members.map((member) => member.isIn));
  await Promise.all(typists.map((typist, place) => typist.sitDown(place)));
  for (const keeper of keepers) keeper.leave();
  await untilStill(() => world.updates, 1_000);
  return { typists, members };
}

export function bytesIn(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + member.link.bytesIn, 0);
}

/** Whether everybody who keeps the whole document has the same text as a newcomer, per draft. */
export async function isConverged(world: World, room: Room): Promise<boolean> {
  const perDraft = room.members.length / world.plan.drafts.length;
  const texts = world.plan.drafts.slice(0, WATCHED_DRAFTS).map(async (draft, index) => {
    const newcomer = new Member(world, draft, new Y.Doc());
    await newcomer.isIn;
    await untilStill(() => newcomer.link.bytesIn, 300);
    const here = room.members.slice(index * perDraft, (index + 1) * perDraft).filter((one) => one.isWhole);
    const isSame = here.every((one) => one.text === newcomer.text);
    newcomer.leave();
    return isSame && here.length > 0;
  });
  return (await Promise.all(texts)).every((isSame) => isSame);
}
