/** The driver holds the server's process: it is asked for what only it can do, one JSON line each way. */
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** begin, end: of the measured time. memory: in kB. kill, restart: the server. */
export type Wish = "begin" | "end" | "memory" | "kill" | "restart";

/** Returns the driver's number: kB for memory, else 0. */
export async function ask(wish: Wish): Promise<number> {
  tell({ wish });
  return JSON.parse(await readLine());
}

export async function readLine(): Promise<string> {
  const { done, value } = await lines.next();
  if (done) throw new Error("The driver has gone.");
  return value;
}

export function tell(news: object): void {
  process.stdout.write(`${JSON.stringify(news)}\n`);
}
