// Many schedules at once on one server; those that crash it meet for that. A failing one is shortened.

import type { Harness } from "./harness";
import { Meeting } from "./meeting";
import { play, type Stored, type World } from "./play";
import { hasCrash, type Schedule, type Step, scheduleOf } from "./schedule";
import { shorten } from "./shorten";
import type { Entrance } from "./stormy-line";

export interface ConvergenceTask {
  kind: "convergence";
  address: string;
  workshop: number;
  people: Omit<Entrance, "address" | "workshop">[];
  seeds: number[];
  /** How many schedules at once; each takes `PEOPLE` of the people. */
  parallel: number;
}

export interface Failure {
  seed: number;
  wrong: string[];
  steps: Step[];
}

const MOST_PEOPLE = 4;
const MOST_SHORTENED = 3;
const TRIES = 3; // time plays a part: a shorter schedule fails if it does so once

export class Convergence {
  private readonly harness: Harness;
  private readonly task: ConvergenceTask;

  constructor(harness: Harness, task: ConvergenceTask) {
    this.harness = harness;
    this.task = task;
  }

  async run(): Promise<Failure[]> {
    const calm = this.task.seeds.filter((seed) => !hasCrash(seed));
    const crashing = this.task.seeds.filter(hasCrash);
    const failed = await this.pool(calm.map(scheduleOf));
    for (let from = 0; from < crashing.length; from += this.task.parallel) {
      failed.push(...(await this.together(crashing.slice(from, from + this.task.parallel).map(scheduleOf))));
    }
    const failures: Failure[] = [];
    for (const { schedule, wrong } of failed.slice(0, MOST_SHORTENED)) {
      failures.push(await this.shortened(schedule, wrong));
    }
    return [
      ...failures,
      ...failed.slice(MOST_SHORTENED).map(({ schedule, wrong }) => ({ seed: schedule.seed, wrong, steps: [] })),
    ];
  }

  private async pool(schedules: Schedule[]): Promise<{ schedule: Schedule; wrong: string[] }[]> {
    const failed: { schedule: Schedule; wrong: string[] }[] = [];
    const worker = async (place: number) => {
      for (let next = schedules.shift(); next !== undefined; next = schedules.shift()) {
        const wrong = await this.one(next, place, () => Promise.reject(new Error("nobody crashes the server here")));
        if (wrong.length > 0) failed.push({ schedule: next, wrong });
      }
    };
    await Promise.all(Array.from({ length: this.task.parallel }, (_, place) => worker(place)));
    return failed;
  }

  /** Schedules that crash the server once, all at the same moment. */
  private async together(schedules: Schedule[]): Promise<{ schedule: Schedule; wrong: string[] }[]> {
    let stored: Record<number, Stored> = {};
    const drafts: number[] = [];
    const meeting = new Meeting(schedules.length, async () => {
      stored = await this.harness.ask("crash", drafts);
    });
    const crash = async (draft: number) => {
      drafts.push(draft);
      await meeting.arrive();
      return stored[draft] as Stored;
    };
    const results = schedules.map(async (schedule, place) => {
      if (!schedule.steps.some((step) => "server" in step)) meeting.excuse();
      return { schedule, wrong: await this.one(schedule, place, crash) };
    });
    return (await Promise.all(results)).filter(({ wrong }) => wrong.length > 0);
  }

  private async one(schedule: Schedule, place: number, crash: World["crash"]): Promise<string[]> {
    const draft = await this.harness.ask<number>("draft");
    return play(schedule, draft, {
      entrances: this.entrances(place),
      stored: (which) => this.harness.ask("stored", which),
      crash,
    });
  }

  private entrances(place: number): Entrance[] {
    const { address, workshop, people } = this.task;
    const mine = people.slice(place * MOST_PEOPLE, (place + 1) * MOST_PEOPLE);
    return mine.map((person) => ({ address, workshop, ...person }));
  }

  private async shortened(schedule: Schedule, wrong: string[]): Promise<Failure> {
    this.harness.say({ shortening: schedule.seed, wrong });
    const steps = await shorten(schedule.steps, async (shorter) => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        if ((await this.together([{ ...schedule, steps: shorter }])).length > 0) return true;
      }
      return false;
    });
    return { seed: schedule.seed, wrong, steps };
  }
}
