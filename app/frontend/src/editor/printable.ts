// What no file could hold does not come into the text, whichever way: typed, dictated, pasted, dropped. The server would
// refuse the whole edit (docs/live.md).
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { isOwn } from "./guard";

/** Word and others end lines with these: vertical tab, form feed, next line. */
const LINE_ENDS = /[\v\f\u0085]/g;
/** Control characters but tab and line feed, halves of surrogate pairs, non-characters. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Of these a space stays, so that no two words become one. */
const BETWEEN_WORDS = /[\v\f\r\u0085]/;

/** Pasted plain text with line ends that everybody understands. */
export function withPlainLineEnds(words: string): string {
  return words.replace(LINE_ENDS, "\n");
}

/** Words without what no file could hold. */
export function printableOf(words: string): string {
  return words.replace(UNPRINTABLE, instead);
}

function instead(what: string): string {
  return BETWEEN_WORDS.test(what) ? " " : "";
}

/** Takes the unprintable out of what has changed; null if there is none. */
function mended(before: Node, { doc, tr }: EditorState): Transaction | null {
  const start = doc.content.findDiffStart(before.content);
  const end = doc.content.findDiffEnd(before.content)?.a;
  if (start === null || end === undefined) return null;
  const found: { from: number; to: number; words: string }[] = [];
  doc.nodesBetween(Math.min(start, end), Math.max(start, end), (node, position) => {
    for (const { index, 0: what } of node.text?.matchAll(UNPRINTABLE) ?? []) {
      const from = position + index;
      found.push({ from, to: from + what.length, words: instead(what) });
    }
  });
  for (const { from, to, words } of found.reverse()) tr.insertText(words, from, to);
  return found.length > 0 ? tr : null;
}

/** Keeps the text such that every file can hold it. */
export const printable = new Plugin({
  appendTransaction: (transactions, before, after) =>
    transactions.some((one) => one.docChanged && isOwn(one)) ? mended(before.doc, after) : null,
});

export const Printable = Extension.create({ name: "printable", addProseMirrorPlugins: () => [printable] });
