/** The load generator: reads a plan from its first line of input, plays it, and tells the result. See bench/run.py. */
import { readLine, tell } from "./driver.ts";
import type { Plan, Result } from "./plan.ts";
import { crash } from "./scenarios/crash.ts";
import { exchange } from "./scenarios/exchange.ts";
import { idle } from "./scenarios/idle.ts";
import { joining } from "./scenarios/joining.ts";
import { typing } from "./scenarios/typing.ts";

const scenarios: Record<Plan["scenario"], (plan: Plan) => Promise<Result>> = {
  typing,
  joining,
  idle,
  exchange,
  crash,
};

const plan: Plan = JSON.parse(await readLine());
tell({ result: await scenarios[plan.scenario](plan) });
process.exit();
