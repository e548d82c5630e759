// The lines of a text, section by section, as the server compares them: agreed words, or with some suggestions taken in.
import * as Y from "yjs";
import { ROOT } from "./schema";

/** A paragraph, heading or list item; a line feed in its text is a line break. */
export interface Line {
  kind: string;
  text: string;
}

type Marks = Record<string, { id?: string; kind?: string } | null>;
type Piece = { insert: unknown; attributes?: Marks };

const KINDS: Record<string, string> = { bulletList: "bullet", orderedList: "number" };
/** Stands where a suggested paragraph begins, until the line is divided. */
const NEXT = "\u2029";
/** What a suggested break is in its line. The other signs say something of the line, and are no words. */
const BREAKS: Record<string, string> = { paragraph: NEXT, line: "\n" };

/** Section key -> its lines with words. Of the suggestions `taken` the words count as put in and taken out. */
export function linesOf(doc: Y.Doc, taken: ReadonlySet<string>): Map<string, Line[]> {
  const read = (piece: Piece) => wordsIn(piece, taken);
  return new Map(sectionsOf(doc).map((node) => [String(node.getAttribute("key")), lines(node, "paragraph", read)]));
}

function sectionsOf(doc: Y.Doc): Y.XmlElement[] {
  return doc
    .getXmlFragment(ROOT)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement);
}

function lines(node: Y.XmlElement, kind: string, read: (piece: Piece) => string): Line[] {
  return node.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === "paragraph") return divided(child, kind, read);
    if (child.nodeName === "heading") return divided(child, `heading ${child.getAttribute("level")}`, read);
    return lines(child, KINDS[child.nodeName] ?? kind, read);
  });
}

function divided(line: Y.XmlElement, kind: string, read: (piece: Piece) => string): Line[] {
  const text = line
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? piecesOf(child).map(read).join("") : "\n"))
    .join("");
  return text
    .split(NEXT)
    .filter((words) => words.trim() !== "")
    .map((words) => ({ kind, text: words }));
}

function piecesOf(text: Y.XmlText): Piece[] {
  return text.toDelta();
}

function wordsIn({ insert, attributes = {} }: Piece, taken: ReadonlySet<string>): string {
  if (typeof insert !== "string") return "";
  const inserted = attributes.insertion?.id;
  if (inserted !== undefined && !taken.has(inserted)) return "";
  if (strikers(attributes).some((id) => taken.has(id))) return "";
  if (attributes.break) return BREAKS[attributes.break.kind ?? ""] ?? "";
  return insert;
}

/** The suggestions that strike a piece. */
function strikers(marks: Marks): string[] {
  return Object.entries(marks).flatMap(([name, mark]) =>
    name.startsWith("deletion") && mark?.id !== undefined ? [mark.id] : [],
  );
}

/** What a suggestion marks in a text, and where. */
export interface Marked {
  section: string;
  words: string;
}

/** The open suggestions of a text: by their ids, the words that they put in or strike. */
export function suggestionsIn(doc: Y.Doc): Map<string, Marked> {
  const found = new Map<string, Marked>();
  for (const node of sectionsOf(doc)) {
    const section = String(node.getAttribute("key"));
    for (const { insert, attributes = {} } of node.toArray().flatMap(piecesBelow)) {
      const ids = [attributes.insertion?.id, ...strikers(attributes)].filter((id) => id !== undefined);
      for (const id of ids) found.set(id, { section, words: (found.get(id)?.words ?? "") + insert });
    }
  }
  return found;
}

function piecesBelow(node: unknown): Piece[] {
  if (node instanceof Y.XmlText) return piecesOf(node);
  return node instanceof Y.XmlElement ? node.toArray().flatMap(piecesBelow) : [];
}
