// The plain words of a text, section by section: for what could not be saved and must not be lost.
import * as Y from "yjs";
import { ROOT } from "./schema";

const TEXT_BLOCKS = new Set(["paragraph", "heading"]);

/** Section key -> its words; blocks and hard breaks on lines of their own. */
export function wordsOf(doc: Y.Doc): Map<string, string> {
  const sections = doc.getXmlFragment(ROOT).toArray();
  const elements = sections.filter((section) => section instanceof Y.XmlElement);
  return new Map(elements.map((section) => [String(section.getAttribute("key")), words(section).trim()]));
}

function words(node: Y.XmlElement): string {
  if (node.nodeName === "hardBreak") return "\n";
  const inside = node
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? textOf(child) : words(child as Y.XmlElement)));
  return inside.join("") + (TEXT_BLOCKS.has(node.nodeName) ? "\n" : "");
}

function textOf(text: Y.XmlText): string {
  return text
    .toDelta()
    .map((piece: { insert: unknown }) => (typeof piece.insert === "string" ? piece.insert : ""))
    .join("");
}

/** What `own` says differently from `shared`, where it says anything. */
export function differing(own: Map<string, string>, shared: Map<string, string>): { key: string; words: string }[] {
  return [...own]
    .filter(([key, said]) => said !== "" && said !== shared.get(key))
    .map(([key, said]) => ({ key, words: said }));
}
