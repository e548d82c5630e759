// The process of a storm: tests/storms/node.py starts it and gives it a task.
import { Convergence, type ConvergenceTask } from "./convergence";
import { Crashes, type CrashTask } from "./crashes";
import { Harness } from "./harness";

const harness = new Harness();
const task = (await harness.task) as ConvergenceTask | CrashTask;
const storm = task.kind === "crash" ? new Crashes(harness, task) : new Convergence(harness, task);
harness.say({ result: await storm.run() });
process.exit(0);
