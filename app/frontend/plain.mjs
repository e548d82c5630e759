// `node plain.mjs FOLDER` prints {"room.tsx": "…plain JavaScript…"}: every source of the folder without types and JSX,
// for tools/words.py.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

const [, , FOLDER] = process.argv;

async function plain(name) {
  const source = readFileSync(join(FOLDER, name), "utf8");
  // minifySyntax joins "a" + "b", so that a long sentence may stand on two lines
  const options = { loader: "tsx", jsx: "automatic", charset: "utf8", minifySyntax: true, format: "esm" };
  const { code } = await transform(source, name.endsWith(".tsx") ? options : { ...options, loader: "ts" });
  return [name.replaceAll("\\", "/"), code];
}

const names = readdirSync(FOLDER, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(names.sort().map(plain)))));
