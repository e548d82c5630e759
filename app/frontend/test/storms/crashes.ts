// People type while the server is killed again and again: what was acknowledged is on its disk, once.
import { Chance } from "./chance";
import type { Act } from "./hand";
import type { Harness } from "./harness";
import { Person } from "./person";
import { documentOf, judge, missing, type Stored, settle, until } from "./play";
import { type Entrance, pause } from "./stormy-line";

export interface CrashTask {
  kind: "crash";
  address: string;
  workshop: number;
  people: Omit<Entrance, "address" | "workshop">[];
  seed: number;
  /** How often the server is killed. */
  points: number;
}

export interface CrashReport {
  wrong: string[];
  /** For each time: milliseconds from the start of the process to the first draft that is open again. */
  upAfter: number[];
  acknowledged: number;
}

const PEOPLE_AT_A_DRAFT = 3;
const LONGEST_LIFE_MS = 700;
const LONGEST_THOUGHT_MS = 40;
const MOST_UNSAVED = 20; // so that a slow restart makes no long text
const ACTS: Record<string, number> = { word: 6, type: 2, erase: 1, block: 1, mark: 1 };

interface Desk {
  draft: number;
  people: Person[];
  first: Stored;
}

export class Crashes {
  private readonly chance: Chance;
  private readonly harness: Harness;
  private readonly task: CrashTask;
  private desks: Desk[] = [];
  private isOver = false;

  constructor(harness: Harness, task: CrashTask) {
    this.harness = harness;
    this.task = task;
    this.chance = new Chance(task.seed);
  }

  async run(): Promise<CrashReport> {
    for (let from = 0; from < this.task.people.length; from += PEOPLE_AT_A_DRAFT)
      this.desks.push(await this.desk(from));
    const report: CrashReport = { wrong: [], upAfter: [], acknowledged: 0 };
    const typing = this.people.map((person, index) => this.type(person, new Chance(this.task.seed + index)));
    for (let point = 0; point < this.task.points; point += 1) {
      await until(() => this.people.every((person) => person.isSettled));
      await pause(this.chance.below(LONGEST_LIFE_MS));
      report.wrong.push(...(await this.crash(point)));
      report.upAfter.push(await this.restart());
    }
    this.isOver = true; // nobody types any more
    await Promise.all(typing);
    for (const desk of this.desks) report.wrong.push(...(await this.judged(desk)));
    report.acknowledged = this.people.reduce((sum, person) => sum + person.line.acknowledged.length, 0);
    return report;
  }

  private get people(): Person[] {
    return this.desks.flatMap((desk) => desk.people);
  }

  private async desk(from: number): Promise<Desk> {
    const { address, workshop } = this.task;
    const draft = await this.harness.ask<number>("draft");
    const people = this.task.people.slice(from, from + PEOPLE_AT_A_DRAFT).map((entrance, index) => {
      const manner = { name: "ABC"[index] as string, transport: "websocket" as const, isWild: false };
      return new Person({ address, workshop, ...entrance }, draft, manner);
    });
    return { draft, people, first: await this.harness.ask<Stored>("stored", draft) };
  }

  private async type(person: Person, chance: Chance): Promise<void> {
    while (!this.isOver) {
      const isPatient = person.provider.unsent.length >= MOST_UNSAVED;
      if (!isPatient) person.do(chance.weighed(ACTS) as Act, chance.next(), chance.next());
      await pause(chance.below(LONGEST_THOUGHT_MS));
    }
  }

  /** Kill the server and look what its disk holds. */
  private async crash(point: number): Promise<string[]> {
    const stored = await this.harness.ask<Record<number, Stored>>(
      "kill",
      this.desks.map(({ draft }) => draft),
    );
    return this.desks.flatMap(({ draft, people }) => {
      const saved = documentOf(stored[draft] as Stored);
      const lost = missing(
        people.flatMap((person) => person.line.acknowledged),
        saved,
      );
      const doubled = people.flatMap((person) => [...person.words(saved)]).filter(([, count]) => count > 1);
      return [...lost, ...doubled.map(([word]) => `${word} is doubled`)].map((one) => `point ${point}: ${one}`);
    });
  }

  private async restart(): Promise<number> {
    await until(() => this.people.every((person) => !person.line.socket.connected));
    const begun = performance.now();
    const started = this.harness.ask("start");
    await until(() => this.people.some((person) => person.isSettled));
    const upAfter = performance.now() - begun;
    await started;
    return upAfter;
  }

  private async judged({ draft, people, first }: Desk): Promise<string[]> {
    await settle(people);
    const wrong = judge(people, documentOf(first), await this.harness.ask<Stored>("stored", draft), false);
    for (const person of people) person.leave();
    return wrong;
  }
}
