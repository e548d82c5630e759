// Makes yjs_sample.json: edits by Yjs itself on an empty draft, with relative positions. From app/frontend, with the
// empty draft's first update as hexadecimal digits (app.drafts.tree.seed) in the variable SEED:
//   SEED=… node --input-type=module < ../../tests/drafts/yjs_sample.mjs > ../../tests/drafts/yjs_sample.json
import * as Y from "yjs";

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const position = (text, index) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));

const doc = new Y.Doc();
doc.clientID = 4711;
Y.applyUpdate(doc, Buffer.from(process.env.SEED, "hex"));
const updates = [];
doc.on("update", (update) => updates.push(hex(update)));

const goal = doc.getXmlFragment("body").get(3);
const text = new Y.XmlText();
doc.transact(() => {
  goal.get(0).insert(0, [text]);
  text.insert(0, "Für Übergänge 😀 sollen ");
});
text.insert(text.length, "Länder handeln.", { bold: {} });
text.format(0, 3, { link: { href: "https://example.org", target: null } });
doc.transact(() => {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("eins"), new Y.XmlElement("hardBreak"), new Y.XmlText("zwei")]);
  const item = new Y.XmlElement("listItem");
  item.insert(0, [paragraph]);
  const list = new Y.XmlElement("orderedList");
  list.setAttribute("start", 2);
  list.insert(0, [item]);
  const heading = new Y.XmlElement("heading");
  heading.setAttribute("level", 3);
  goal.insert(1, [list, heading]);
});
text.delete(4, 3);
goal.delete(2, 1);
const undo = new Y.UndoManager(goal);
text.insert(0, "weg");
undo.undo();
undo.redo();
undo.undo();

const words = text.toDelta().map((piece) => piece.insert).join("");
const sample = {
  updates,
  merged: hex(Y.mergeUpdates(updates.map((update) => Buffer.from(update, "hex")))),
  whole: hex(Y.encodeStateAsUpdate(doc)),
  words,
  before_sollen: position(text, words.indexOf("sollen")),
  after_laender: position(text, words.indexOf(" handeln")),
  end: position(text, text.length),
};
console.log(JSON.stringify(sample, null, 2));
