// The licences of everything that the bundles contain: most licences ask that their text travels with the code.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Packages of which only styles and fonts are copied, so that no bundle names them.
const COPIED = ["@kern-ux/native"];

function packageOf(input) {
  const inside = input.split("node_modules/").at(-1);
  return inside.startsWith("@") ? inside.split("/", 2).join("/") : inside.split("/", 1)[0];
}

function section(folder, name) {
  const home = join(folder, "node_modules", name);
  if (!existsSync(home)) throw new Error(`licences: ${name} is nested; put one version of it into "overrides"`);
  const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(home, file), "utf8").trim() : "The package carries no licence text.";
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** The text of licences.txt. `inputs` are the paths of an esbuild metafile, relative to `folder`. */
export function licences(folder, inputs) {
  const bundled = inputs.filter((input) => input.includes("node_modules/")).map(packageOf);
  const names = [...new Set([...bundled, ...COPIED])].sort();
  return names.map((name) => section(folder, name)).join(`\n${"-".repeat(80)}\n\n`);
}
