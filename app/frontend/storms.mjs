// Compiles test/storms with esbuild and runs it; tests/storms/node.py speaks with it over standard input and output.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const COMPILED = join(HERE, `node_modules/.storms/${process.pid}.mjs`);

await build({
  absWorkingDir: HERE,
  entryPoints: ["test/storms/main.ts"],
  outfile: COMPILED,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
process.on("exit", () => rmSync(COMPILED, { force: true }));
await import(pathToFileURL(COMPILED).href);
