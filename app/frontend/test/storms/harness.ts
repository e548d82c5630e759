// The storm's process talks with the test that started it: a line of JSON each. The test owns the server, we the people.
import { createInterface } from "node:readline";

type Answer = { id: number; answer: unknown };

export class Harness {
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private count = 0;
  private begin: (task: unknown) => void = () => undefined;
  /** What the test wants; its first line. */
  readonly task = new Promise<unknown>((resolve) => {
    this.begin = resolve;
  });

  constructor() {
    createInterface({ input: process.stdin }).on("line", (line) => {
      const said = JSON.parse(line) as Answer | { task: unknown };
      if ("task" in said) this.begin(said.task);
      else this.waiting.get(said.id)?.(said.answer);
    });
  }

  /** Let the test do something that only it can. */
  ask<T>(wish: string, ...values: unknown[]): Promise<T> {
    this.count += 1;
    const id = this.count;
    this.say({ id, wish, values });
    return new Promise((resolve) => this.waiting.set(id, resolve as (answer: unknown) => void));
  }

  say(something: unknown): void {
    process.stdout.write(`${JSON.stringify(something)}\n`);
  }
}
