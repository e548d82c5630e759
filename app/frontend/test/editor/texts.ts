// Texts for the tests of suggestions, and what the server reads in them.
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { nodesAndMarks } from "../../src/editor/schema";

export const schema = getSchema(nodesAndMarks());

/** A text with one section; each paragraph is a list of words, or of words with marks. */
export function textOf(...paragraphs: (string | Node)[][]): Node {
  return sectionOf("goal", ...paragraphs);
}

/** The same in the section `key`. */
export function sectionOf(key: string, ...paragraphs: (string | Node)[][]): Node {
  const content = paragraphs.map((pieces) => schema.node("paragraph", null, pieces.map(pieceOf)));
  return schema.node("doc", null, [schema.node("section", { key }, content)]);
}

function pieceOf(piece: string | Node): Node {
  return typeof piece === "string" ? schema.text(piece) : piece;
}

export function marked(words: string, ...marks: [name: string, id: string][]): Node {
  return schema.text(
    words,
    marks.map(([name, id]) => schema.mark(name, { id })),
  );
}

/** The server's rule: the text without what is one person's own suggestion. */
export function withoutOwn(text: Node, isOwn: (id: string) => boolean): Node {
  const out = new Transform(text);
  const acts: (() => void)[] = [];
  text.descendants((node, from) => {
    const own = node.marks.filter(({ attrs }) => attrs.id !== undefined && isOwn(attrs.id));
    const to = from + node.nodeSize;
    if (own.some(({ type }) => type.name === "insertion")) acts.push(() => out.delete(from, to));
    const marks = own.filter(({ type }) => type.name === "deletion" || type.name === "restyled");
    for (const mark of marks) acts.push(() => out.removeMark(from, to, mark));
  });
  for (const act of acts.reverse()) act();
  return out.doc;
}

/** The text as one reads it in a test: [+inserted+], [-struck-], blocks with a stroke between them. */
export function readable(text: Node): string {
  const blocks: string[] = [];
  text.descendants((block) => {
    if (block.isTextblock) blocks.push(block.children.map(shown).join(""));
  });
  return blocks.join("|");
}

function shown({ marks, text = "↵" }: Node): string {
  const has = (name: string) => marks.some(({ type }) => type.name === name);
  const struck = has("deletion") ? `[-${text}-]` : text;
  return has("insertion") ? `[+${struck}+]` : struck;
}
