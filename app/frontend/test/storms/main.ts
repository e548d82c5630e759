// The process of a storm: tests/storms/node.py starts it and gives it a task.
import { Convergence, type Task } from "./convergence";
import { Harness } from "./harness";

const harness = new Harness<Task>();
const failures = await new Convergence(harness, await harness.task).run();
harness.say({ result: failures });
process.exit(0);
