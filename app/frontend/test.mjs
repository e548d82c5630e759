// Compiles test/*.test.ts with esbuild and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const COMPILED = join(HERE, "node_modules/.tests");

const sources = readdirSync(join(HERE, "test"), { recursive: true }).filter((name) => /\.test\.tsx?$/.test(name));
rmSync(COMPILED, { recursive: true, force: true });
await build({
  absWorkingDir: join(HERE, "test"),
  entryPoints: sources,
  outdir: COMPILED,
  outExtension: { ".js": ".mjs" },
  outbase: ".",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  logLevel: "warning",
});
const compiled = sources.map((name) => join(COMPILED, name.replace(/\.tsx?$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled], { stdio: "inherit" });
process.exit(status ?? 1);
