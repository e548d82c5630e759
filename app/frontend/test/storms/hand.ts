// What a person does to a text, as y-prosemirror writes it into Yjs: a block that changes its shape is deleted and made
// anew. Every word is written once and has a name of its own. In shared blocks people only add, erase their own words
// and set marks; they reshape blocks of their own, so that every word stays one word. The `wild` reshape any block, and
// type letter by letter into the middle of what others are deleting.
import { defaultDeleteFilter, defaultProtectedNodes } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import {
  between,
  bounds,
  type Delta,
  insertAfter,
  isTextblock,
  newBlock,
  places,
  removeNode,
  removeWhole,
  textblocksIn,
  textIn,
} from "./blocks";
import { pick } from "./chance";
import { type Child, childrenOf, plain, sectionsOf, textsIn } from "./reading";

export const ACTS = {
  word: 10,
  type: 5,
  erase: 4,
  block: 4,
  split: 3,
  join: 3,
  wrap: 2,
  remove: 1,
  mark: 3,
  undo: 2,
  redo: 1,
};
/** What the wild do: more of what takes a text away from under others. */
export const WILD_ACTS = { ...ACTS, remove: 4, undo: 4, redo: 2, go: 4, letter: 16, sweep: 3, move: 3 };
export type Act = keyof typeof WILD_ACTS;

const ME = Symbol("the person's own edits");
const SECTIONS = [1, 3]; // few, so that people meet
const BLOCKS = ["paragraph", "heading", "bulletList", "orderedList", "blockquote"];
const LETTERS = ["x", "ä", "😀"];
const MARKS = [{ bold: {} }, { italic: {} }, { link: { href: "https://example.org/ä" } }, { bold: null }];

export class Hand {
  private readonly undo: Y.UndoManager;
  private count = 0;
  private cursor: Y.RelativePosition | undefined;
  private readonly doc: Y.Doc;
  private readonly name: string;
  private readonly isWild: boolean;

  constructor(doc: Y.Doc, name: string, isWild: boolean) {
    this.doc = doc;
    this.name = name;
    this.isWild = isWild;
    // As the editor's undo: it leaves a text or a paragraph in which others have written meanwhile.
    const deleteFilter = (item: Y.Item) => defaultDeleteFilter(item, defaultProtectedNodes);
    this.undo = new Y.UndoManager(doc, { trackedOrigins: new Set([ME]), captureTimeout: 0, deleteFilter });
  }

  /** Do it; `one` and `other` (at least 0, below 1) say where. Nothing happens where it is impossible. */
  do(act: Act, one: number, other: number): void {
    if (sectionsOf(this.doc).length === 0) return;
    if (act === "undo" || act === "redo") this.undo[act]();
    else if (act === "type") this.type(one);
    else if (act === "word") this.word(one, other);
    else this.doc.transact(() => this[act](one, other), ME);
  }

  private newWord(): string {
    this.count += 1;
    return `${this.name}${this.count}ä😀`;
  }

  private blocks(): Y.XmlElement[] {
    return sectionsOf(this.doc)
      .filter((_, index) => SECTIONS.includes(index))
      .flatMap((section) => childrenOf(section) as Y.XmlElement[]);
  }

  private isMine(node: Child): boolean {
    return this.isWild || node._item?.id.client === this.doc.clientID;
  }

  private ownTextblocks(): Y.XmlElement[] {
    return this.blocks()
      .filter((block) => this.isMine(block))
      .flatMap(textblocksIn);
  }

  private word(one: number, other: number): void {
    const isOpen = (block: Y.XmlElement) => this.isMine(block) || block._item?.id.client === SEED_CLIENT;
    const block = pick(this.blocks().filter(isOpen).flatMap(textblocksIn), one);
    if (block === undefined) return;
    // The first text of a shared block is nobody's to undo: others may be writing into it already.
    const text = this.doc.transact(() => textIn(block), this.isMine(block) ? ME : undefined);
    this.doc.transact(() => text.insert(pick(bounds(text), other) ?? 0, `${this.newWord()} `), ME);
  }

  /** A word letter by letter: each is an edit of its own. */
  private type(one: number): void {
    const block = pick(this.ownTextblocks(), one);
    if (block === undefined) return;
    for (const letter of `${this.newWord()} `) {
      this.doc.transact(() => {
        const text = textIn(block);
        text.insert(text.length, letter);
      }, ME);
    }
  }

  private ownWords(): { text: Y.XmlText; at: number; length: number }[] {
    const own = new RegExp(`(?<![^ ])${this.name}\\d+ä😀 `, "g");
    return textsIn(this.blocks()).flatMap((text) =>
      [...plain(text).matchAll(own)].map((found) => ({ text, at: found.index, length: found[0].length })),
    );
  }

  private erase(one: number): void {
    const word = pick(this.ownWords(), one);
    word?.text.delete(word.at, word.length);
  }

  private mark(one: number, other: number): void {
    const text = pick(textsIn(this.blocks()), one);
    if (text === undefined || text.length === 0) return;
    const [from = 0, to = text.length] = [pick(bounds(text), other), pick(bounds(text), 1 - other / 2)];
    if (from < to) text.format(from, to - from, pick(MARKS, other) as Record<string, unknown>);
  }

  private block(one: number, other: number): void {
    const section = sectionsOf(this.doc)[pick(SECTIONS, one) ?? 0] as Y.XmlElement;
    const block = newBlock(pick(BLOCKS, other) as string, [{ insert: `${this.newWord()} ` }]);
    section.insert(Math.floor(one * (section.length + 1)), [block]);
  }

  private split(one: number, other: number): void {
    const block = pick(this.ownTextblocks(), one);
    const text = block === undefined ? undefined : textsIn([block])[0];
    if (block === undefined || text === undefined) return;
    const at = pick(bounds(text), other) ?? 0;
    const tail = between(text.toDelta(), at);
    text.delete(at, text.length - at);
    insertAfter(block, newBlock(block.nodeName, tail));
  }

  private join(one: number): void {
    const block = pick(this.ownTextblocks(), one);
    const next = block?.nextSibling as Child | null | undefined;
    if (!(block && next instanceof Y.XmlElement && isTextblock(next) && this.isMine(next))) return;
    const text = textIn(block);
    const moved = textsIn([next]).flatMap((piece) => piece.toDelta() as Delta);
    removeNode(next);
    text.applyDelta([{ retain: text.length }, ...moved]);
  }

  /** A paragraph becomes an item of a list. */
  private wrap(one: number): void {
    const own = this.blocks().filter((block) => this.isMine(block) && isTextblock(block));
    const block = pick(own, one);
    if (block === undefined) return;
    insertAfter(
      block,
      newBlock(
        "bulletList",
        textsIn([block]).flatMap((text) => text.toDelta() as Delta),
      ),
    );
    removeNode(block);
  }

  private remove(one: number): void {
    const own = this.blocks().filter((block) => this.isMine(block));
    const block = pick(own, one);
    if (block !== undefined) removeNode(block);
  }

  /** The cursor goes between any two letters of any block. */
  private go(one: number, other: number): void {
    const text = pick(textsIn(this.blocks()), one);
    if (text !== undefined) this.cursor = Y.createRelativePositionFromTypeIndex(text, pick(places(text), other) ?? 0);
  }

  /** One letter at the cursor, as long as the text is there; others may have deleted it without our knowing yet. */
  private letter(one: number): void {
    const found = this.cursor && Y.createAbsolutePositionFromRelativePosition(this.cursor, this.doc);
    if (!(found && found.type instanceof Y.XmlText && textsIn(this.blocks()).includes(found.type))) return;
    found.type.insert(found.index, pick(LETTERS, one) ?? "");
  }

  /** Select from within one text into the next, and delete: both become one block. */
  private sweep(one: number, other: number): void {
    const texts = textsIn(this.blocks());
    const text = pick(texts.slice(0, -1), one);
    if (text === undefined) return;
    const next = texts[texts.indexOf(text) + 1] as Y.XmlText;
    if (next.parent === text.parent) return;
    const [from, to] = [pick(places(text), other) ?? 0, pick(places(next), 1 - other) ?? 0];
    const moved = between(next.toDelta(), to);
    removeWhole(next.parent as Y.XmlElement);
    text.delete(from, text.length - from);
    text.applyDelta([{ retain: from }, ...moved]);
  }

  /** Cut some letters out and paste them elsewhere. */
  private move(one: number, other: number): void {
    const [text, into] = [pick(textsIn(this.blocks()), one), pick(textsIn(this.blocks()), other)];
    if (text === undefined || into === undefined) return;
    const [from, to] = [pick(places(text), other / 2) ?? 0, pick(places(text), (1 + other) / 2) ?? 0];
    const moved = between(text.toDelta(), from, to);
    text.delete(from, to - from);
    into.applyDelta([{ retain: pick(places(into), one) ?? 0 }, ...moved]);
  }
}

const SEED_CLIENT = 1; // who wrote the first text (app/drafts/text/tree.py)
