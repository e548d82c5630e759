// Plays one schedule on a draft of the real server, and judges what came of it.
import * as Y from "yjs";
import { Person } from "./person";
import { isSame, treeOf } from "./reading";
import type { Schedule, Step } from "./schedule";
import { type Entrance, pause } from "./stormy-line";

/** What the database yields when it is loaded fresh: everything as one update, and as the server reads it. */
export interface Stored {
  update: string;
  tree: unknown;
}

/** What a schedule needs of the world around it. */
export interface World {
  /** One for each person. */
  entrances: Entrance[];
  stored(draft: number): Promise<Stored>;
  /** The server is killed; returns once it is up again with what its database held in between. */
  crash(draft: number): Promise<Stored>;
}

const SETTLED_WITHIN_MS = 30_000;
const LOOK_MS = 10;

/** Play `schedule` on `draft`; returns what is wrong afterwards. */
export async function play(schedule: Schedule, draft: number, world: World): Promise<string[]> {
  const first = documentOf(await world.stored(draft));
  const people = Array.from({ length: schedule.people }, (_, index) => {
    const manner = {
      name: "ABCDEF"[index] as string,
      transport: schedule.isPolling && index === 0 ? ("polling" as const) : ("websocket" as const),
      isWild: schedule.isWild,
    };
    return new Person(world.entrances[index] as Entrance, draft, manner);
  });
  try {
    await until(() => people.every((one) => one.isSaved));
    const lost = await run(schedule.steps, people, draft, world);
    await settle(people);
    return [...lost, ...judge(people, first, await world.stored(draft), schedule.isWild)];
  } finally {
    for (const person of people) person.leave();
  }
}

async function run(steps: readonly Step[], people: Person[], draft: number, world: World): Promise<string[]> {
  const wrong: string[] = [];
  for (const step of steps) {
    const person = people[step.who] as Person;
    if ("act" in step) person.do(step.act, step.one, step.other);
    else if ("weather" in step) person.line.brew(step.weather);
    else if ("line" in step) person.line[step.line](step.one);
    else wrong.push(...(await crash(people, draft, world)));
    await pause(step.pause);
  }
  return wrong;
}

async function crash(people: Person[], draft: number, world: World): Promise<string[]> {
  const acknowledged = people.flatMap((person) => person.line.acknowledged);
  return missing(acknowledged, documentOf(await world.crash(draft)));
}

/** The weather is fine again: everybody comes back, until all is saved and all texts are equal. */
export async function settle(people: Person[]): Promise<void> {
  for (const { line } of people) {
    line.calm(); // news that are lost now would never be missed: nothing comes after them that shows a gap
    line.cut();
    line.heal();
  }
  await until(() => people.every((one) => one.refusal !== null || one.isSaved) && areEqual(people));
}

function areEqual(people: Person[]): boolean {
  const [first, ...others] = people.map((one) => Y.snapshot(one.doc));
  return others.every((other) => Y.equalSnapshots(first as Y.Snapshot, other));
}

/** Wait, but not for ever: the judgement says what is wrong. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue() && waited < SETTLED_WITHIN_MS; waited += LOOK_MS) await pause(LOOK_MS);
}

/** What is wrong after everything has settled; `first` is what the text began with. The words of the `wild` are not counted. */
export function judge(people: Person[], first: Y.Doc, stored: Stored, isWild: boolean): string[] {
  const saved = documentOf(stored);
  const tree = treeOf(saved);
  take(
    first,
    people.flatMap((one) => one.written),
  );
  const wrong = people.flatMap((one) => wrongWith(one, isWild, saved, tree));
  if (!isSame(tree, stored.tree)) wrong.push("the server reads another tree than Yjs");
  if (!isSame(tree, treeOf(first))) wrong.push("the text is not what all edits together make");
  if (!Y.equalSnapshots(Y.snapshot(first), Y.snapshot(saved)))
    wrong.push("the text has not exactly the edits that were made");
  return wrong;
}

function wrongWith(person: Person, isWild: boolean, saved: Y.Doc, tree: unknown): string[] {
  const wrong = missing(person.line.acknowledged, saved);
  if (person.refusal !== null) wrong.push(`was refused: ${person.refusal}`);
  if (!person.isSaved) wrong.push(`has ${person.provider.unsent.length} unsaved edits`);
  if (!isSame(tree, treeOf(person.doc))) wrong.push("shows another text than the database has");
  if (!isWild) wrong.push(...wrongWords(person, saved));
  return wrong.map((one) => `${person.name} ${one}`);
}

function wrongWords(person: Person, saved: Y.Doc): string[] {
  const found = person.words(saved);
  const all = new Set([...found.keys(), ...person.expected.keys()]);
  return [...all]
    .filter((word) => (found.get(word) ?? 0) !== (person.expected.get(word) ?? 0))
    .map((word) => `wrote ${word} ${person.expected.get(word) ?? 0} times, there it is ${found.get(word) ?? 0} times`);
}

/** An acknowledged edit that still says something new is a lost one. */
export function missing(acknowledged: readonly Uint8Array[], saved: Y.Doc): string[] {
  const copy = take(new Y.Doc(), [Y.encodeStateAsUpdate(saved)]);
  take(copy, acknowledged);
  return Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(saved)) ? [] : ["lost acknowledged edits"];
}

export function documentOf(stored: Stored): Y.Doc {
  return take(new Y.Doc(), [Buffer.from(stored.update, "base64")]);
}

/** Take updates in as they are: after those of others Yjs would tidy formats up, which is an edit of its own. */
function take(doc: Y.Doc, updates: readonly Uint8Array[]): Y.Doc {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}
