/** The tree of our texts: `body` holds nine sections, a section holds paragraphs. Every server is given the same. */
import * as Y from "yjs";

const KEYS = [
  "title",
  "starting_situation",
  "need_for_action",
  "goal",
  "recommendation",
  "rationale",
  "addressees",
  "implementation",
  "sources",
];

export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment("body");
}

/** The update that makes the sections; Konsenswerk's drafts have them from the start. */
export function emptySections(): Uint8Array {
  const doc = new Y.Doc();
  const sections = KEYS.map((key) => {
    const section = new Y.XmlElement("section");
    section.setAttribute("key", key);
    return section;
  });
  bodyOf(doc).push(sections);
  return Y.encodeStateAsUpdate(doc);
}

/** A paragraph of one's own, in any section but the title. */
export function addParagraph(doc: Y.Doc, author: number): Y.XmlText {
  const sections = bodyOf(doc).toArray() as Y.XmlElement[];
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  sections[1 + (author % (sections.length - 1))]?.push([paragraph]);
  return text;
}
