// Somebody comes back after a long time, with edits that are not saved: what did the others do meanwhile, and what is one's own?
import * as Y from "yjs";
import { bytes, type Opened } from "./protocol";
import { type Rewriting, rewriting } from "./rewritten";
import { ROOT } from "./schema";
import { wordsOf } from "./words-of";

/** A section with its words. */
export interface Changed {
  key: string;
  words: string;
}

/** Words in the text that a comment can stand at. */
export interface Passage {
  /** The section they stand in. */
  key: string;
  ends: { anchor: Y.RelativePosition; head: Y.RelativePosition };
  quote: string;
}

export interface Homecoming {
  /** What others changed meanwhile, as it reads now. */
  others: Changed[];
  /** What the person changed, as it reads in their own text. */
  own: Changed[];
  /** The sections in which the person changed nothing but the look of words. */
  styled: string[];
  /** What of it the server can make suggestions of. */
  rewriting: Rewriting;
}

/** Compare one's own text with the server's, given as its whole text and its state vector. */
export function compared(own: Y.Doc, { update, state }: Pick<Opened, "update" | "state">): Homecoming {
  const theirs = copyOf(bytes(update));
  const others = touched(copyOf(Y.encodeStateAsUpdate(own)), bytes(update)).words;
  const both = copyOf(bytes(update));
  const mine = touched(both, Y.encodeStateAsUpdate(own, bytes(state)));
  const shared = wordsOf(theirs);
  const read = isWaiting(own) ? both : own;
  const said = wordsIn(read, mine.words);
  const changed = said.filter(({ key, words }) => words !== shared.get(key));
  const isSaid = new Set(changed.map(({ key }) => key));
  const styled = [...shared.keys()].filter((key) => !isSaid.has(key) && (mine.look.has(key) || mine.words.has(key)));
  return { others: wordsIn(theirs, others), own: changed, styled, rewriting: rewriting(read, theirs, both) };
}

/** Whether own edits hang on others' that have not come here: their words are read in both texts together. */
function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

function wordsIn(doc: Y.Doc, keys: Set<string>): Changed[] {
  return [...wordsOf(doc)].filter(([key]) => keys.has(key)).map(([key, words]) => ({ key, words }));
}

function copyOf(update: Uint8Array): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, update);
  return copy;
}

/** The keys of the sections in which an update changes words, and in which the look of words. */
function touched(doc: Y.Doc, update: Uint8Array): { words: Set<string>; look: Set<string> } {
  const found = { words: new Set<string>(), look: new Set<string>() };
  const body = doc.getXmlFragment(ROOT);
  body.observeDeep((events) => {
    for (const event of events) {
      const section = body.get(Number(event.path[0]));
      if (!(section instanceof Y.XmlElement)) continue;
      const key = String(section.getAttribute("key"));
      if (event.changes.delta.some((step) => step.insert !== undefined || step.delete !== undefined))
        found.words.add(key);
      if (event.changes.keys.size > 0 || event.changes.delta.some(isLook)) found.look.add(key);
    }
  });
  Y.applyUpdate(doc, update);
  return found;
}

/** Bold, a link and the like; the mark of a comment is nobody's change of the text. */
function isLook(step: object): boolean {
  const marks = "attributes" in step ? Object.keys(step.attributes as object) : [];
  return marks.some((name) => !name.startsWith("comment"));
}

/** Where a comment on a section can stand: at its first words, or else at the first of the text. */
export function passageFor(doc: Y.Doc, key: string): Passage | undefined {
  const all = doc
    .getXmlFragment(ROOT)
    .toArray()
    .flatMap((section) => (section instanceof Y.XmlElement ? passagesIn(section) : []));
  return all.find((passage) => passage.key === key) ?? all[0];
}

function passagesIn(section: Y.XmlElement): Passage[] {
  const key = String(section.getAttribute("key"));
  return textsIn(section).flatMap((text) => {
    const quote = wordsInText(text);
    if (quote.trim() === "") return [];
    const anchor = Y.createRelativePositionFromTypeIndex(text, 0);
    const head = Y.createRelativePositionFromTypeIndex(text, text.length, -1);
    return [{ key, ends: { anchor, head }, quote }];
  });
}

function textsIn(node: Y.XmlElement): Y.XmlText[] {
  return node
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []));
}

function wordsInText(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === "string" ? insert : ""))
    .join("");
}
