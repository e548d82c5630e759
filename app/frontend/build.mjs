// Builds app/static/dist: scripts, styles, the five cuts of Fira Sans, icons, licences and the manifest of hashes.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licences } from "./licences.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "../static");
// Built beside the old one and put in its place when it is whole, so that a running server is never without.
const FINAL = join(STATIC, "dist");
const DIST = join(STATIC, "dist.next");
// The English words come from the catalogue (tools/words.py); a build keeps those that are there.
const WORDS = "words.en.js";
const KERN = join(HERE, "node_modules/@kern-ux/native/dist");

// One script for each kind of page; a page loads base and at most one other.
const ENTRIES = ["src/base.ts", "src/room.tsx", "src/screen.tsx", "src/editor.ts"];

// File, weight, style. Every other cut of the package stays out: 4 MB that no page shows.
const FIRA_SANS = [
  ["Regular", 400, "normal"],
  ["Italic", 400, "italic"],
  ["Medium", 500, "normal"],
  ["SemiBold", 600, "normal"],
  ["Bold", 700, "normal"],
];

const COMMON = { bundle: true, minify: true, charset: "utf8", logLevel: "warning", outdir: DIST };

function buildScripts() {
  return build({
    ...COMMON,
    absWorkingDir: HERE,
    entryPoints: ENTRIES,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none", // licences.txt has all of them
    metafile: true,
  });
}

// In one piece: browsers load a service worker as a plain script, without imports.
function buildWorker() {
  return build({
    ...COMMON,
    absWorkingDir: HERE,
    entryPoints: ["src/service-worker.ts"],
    format: "iife",
    target: "es2022",
  });
}

function buildStyles() {
  return build({
    ...COMMON,
    absWorkingDir: STATIC,
    entryPoints: ["css/konsenswerk.css", "css/editor.css"],
    outbase: ".",
    target: ["chrome120", "firefox121", "safari17"],
    external: ["*.woff2"],
  });
}

function fontFace([cut, weight, style]) {
  const source = `url("../fonts/FiraSans-${cut}.woff2") format("woff2")`;
  return `@font-face{font-family:"Fira Sans";src:${source};font-weight:${weight};font-style:${style};font-display:swap}`;
}

function copyLook() {
  mkdirSync(join(DIST, "fonts"), { recursive: true });
  mkdirSync(join(DIST, "css"), { recursive: true });
  for (const [cut] of FIRA_SANS) {
    const file = `FiraSans-${cut}.woff2`;
    cpSync(join(KERN, "fonts/fira-sans", file), join(DIST, "fonts", file));
  }
  cpSync(join(STATIC, "fonts/OFL.txt"), join(DIST, "fonts/OFL.txt"));
  cpSync(join(KERN, "kern.min.css"), join(DIST, "css/kern.min.css"));
  cpSync(join(STATIC, "icons"), join(DIST, "icons"), { recursive: true });
  writeFileSync(join(DIST, "css/fonts.css"), `${FIRA_SANS.map(fontFace).join("\n")}\n`);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

// Name -> first 12 hex digits of the SHA-256; pages ask for name?v=hash and may keep it for ever.
function writeManifest() {
  const hash = (file) => createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  const named = (file) => relative(DIST, file).replaceAll("\\", "/");
  const manifest = Object.fromEntries(
    files(DIST)
      .sort()
      .map((file) => [named(file), hash(file)]),
  );
  writeFileSync(join(DIST, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

rmSync(DIST, { recursive: true, force: true });
const [{ metafile }] = await Promise.all([buildScripts(), buildWorker(), buildStyles()]);
copyLook();
writeFileSync(join(DIST, "licences.txt"), licences(HERE, Object.keys(metafile.inputs)));
if (existsSync(join(FINAL, WORDS))) cpSync(join(FINAL, WORDS), join(DIST, WORDS));
writeManifest();
rmSync(FINAL, { recursive: true, force: true });
renameSync(DIST, FINAL);
