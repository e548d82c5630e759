// The process of a storm: tests/storms/node.py starts it and gives it a task.
import { Convergence, type ConvergenceTask } from "./convergence";
import { Crashes, type CrashTask } from "./crashes";
import { Harness } from "./harness";
import { type ReadingTask, readAll } from "./reading-task";

const harness = new Harness();
const task = (await harness.task) as ConvergenceTask | CrashTask | ReadingTask;

function result(): unknown {
  if (task.kind === "reading") return readAll(task);
  return task.kind === "crash" ? new Crashes(harness, task).run() : new Convergence(harness, task).run();
}

harness.say({ result: await result() });
process.exit(0);
