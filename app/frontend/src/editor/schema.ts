// The schema of the text, exactly the server's (docs/live.md; app/drafts/text/tree.py is the law): what a page does not know,
// y-tiptap would delete, and what the server does not know, it refuses. So every content expression allows "nothing":
// two people who delete at once can leave an empty node, and that must not be one that does not fit.
import { type Extensions, Mark, type MarkConfig, mergeAttributes, Node } from "@tiptap/core";
import Blockquote from "@tiptap/extension-blockquote";
import Bold from "@tiptap/extension-bold";
import HardBreak from "@tiptap/extension-hard-break";
import Heading from "@tiptap/extension-heading";
import Italic from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import Paragraph from "@tiptap/extension-paragraph";
import Text from "@tiptap/extension-text";

/** Raised with every change of nodes, marks or attributes, here and in app/drafts/text/tree.py. */
export const SCHEMA = 3;
/** The name of the Yjs root that holds the text. */
export const ROOT = "body";

const LONGEST_LINK = 2_000;
const LINK = /^(https?:\/\/|mailto:)[^\s<>"\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+$/iu;
// A text's own headings have level 1 and 2; the page has h1 and h2, so they are shown as h3 and h4.
const HEADINGS_ABOVE = 2;
const HIGHEST_NUMBER = 9_999;

/** Whether a text may link there: http, https and mailto, nothing that a browser would run. */
export function isLink(address: string | null): address is string {
  return address !== null && address.length <= LONGEST_LINK && LINK.test(address);
}

const Document = Node.create({ name: "doc", topNode: true, content: "section+" });

/** A keyed part of the text. Its heading is shown by the node view and is no part of the text. */
export const Section = Node.create({
  name: "section",
  content: "block*",
  isolating: true,
  defining: true,
  selectable: false,
  addAttributes: () => ({ key: { default: null } }),
  parseHTML: () => [], // nothing that is pasted brings a section along
  renderHTML: ({ node }) => ["section", { "data-key": node.attrs.key }, 0],
});

const Headings = Heading.extend({
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: ownLevel(level) } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${Number(node.attrs.level) + HEADINGS_ABOVE}`, HTMLAttributes, 0],
}).configure({ levels: [1, 2] });

/** The level in the text of what was pasted as h1 to h6. */
function ownLevel(pasted: number): number {
  return pasted <= HEADINGS_ABOVE + 1 ? 1 : 2;
}

const Quote = Blockquote.extend({ content: "block*" });
const Bullets = BulletList.extend({ content: "listItem*" });
const Item = ListItem.extend({ content: "block*" });

// Tiptap's own also takes the kind of numbers (a, i, I) out of pasted text, which our texts do not have.
const Numbers = OrderedList.extend({
  content: "listItem*",
  addAttributes: () => ({ start: { default: 1, parseHTML: (element) => firstNumber(element.getAttribute("start")) } }),
});

function firstNumber(written: string | null): number {
  const number = Number(written ?? 1);
  return Number.isInteger(number) && number >= 1 && number <= HIGHEST_NUMBER ? number : 1;
}

const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => isLink(element.getAttribute("href")) && null }],
  renderHTML: ({ HTMLAttributes }) => {
    const href = isLink(HTMLAttributes.href) ? HTMLAttributes.href : null;
    return ["a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, 0];
  },
});

/** The passage of a comment. The server sets it; pasted text never brings one along. */
const Comment = Mark.create({
  name: "comment",
  excludes: "",
  inclusive: false,
  addAttributes: () => ({ id: { default: null, renderHTML: ({ id }) => ({ "data-comment": id }) } }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["mark", mergeAttributes({ class: "kw-comm" }, HTMLAttributes), 0],
});

/** A mark of a suggestion. Only typing makes one: pasted text never brings one along, and none grows by itself. */
function ofSuggestion(name: string, more: Partial<MarkConfig>): Mark {
  return Mark.create({
    name,
    inclusive: false,
    addAttributes: () => ({ id: { default: null, renderHTML: ({ id }) => ({ "data-suggestion": id }) } }),
    parseHTML: () => [],
    ...more,
  });
}

/** Words that somebody suggests. As in code, nothing that is typed in them becomes a list or bold by itself. */
const Insertion = ofSuggestion("insertion", {
  code: true,
  renderHTML: ({ HTMLAttributes }) => ["ins", HTMLAttributes, 0],
});

/** Words that somebody suggests to strike; several people may strike the same. */
const Deletion = ofSuggestion("deletion", {
  excludes: "",
  renderHTML: ({ HTMLAttributes }) => ["del", HTMLAttributes, 0],
});

/** Words that somebody wants to look otherwise: "bold", "-bold" for no longer bold, "link:…" and the like. Several may overlap. */
const Restyled = ofSuggestion("restyled", {
  excludes: "",
  addAttributes: () => ({
    id: { default: null, renderHTML: ({ id }) => ({ "data-suggestion": id }) },
    style: { default: null, renderHTML: ({ style }) => ({ "data-style": style }) },
  }),
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

/** What stands in a text for a change of blocks that somebody suggests, and becomes one when it is accepted. */
export const CUTS = { paragraph: "¶", line: "↵" };
/** These say something of the line in which they stand. */
export const SHAPES = {
  join: "⤴",
  heading1: "❶",
  heading2: "❷",
  plain: "❡",
  bullets: "•",
  numbers: "№",
  quote: "❝",
  out: "⇤",
};
export const SIGNS = { ...CUTS, ...SHAPES };
export type Shape = keyof typeof SHAPES;
export type Sign = keyof typeof SIGNS;

/** A sign for a suggested change of blocks. A real one would cut the text in two, and twice if two people do so at once. */
const Break = Mark.create({
  name: "break",
  inclusive: false,
  addAttributes: () => ({ kind: { default: null, renderHTML: ({ kind }) => ({ "data-break": kind }) } }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

/** Says which suggestion accepted words came by. The server sets it; nobody sees it. */
const Origin = ofSuggestion("origin", { renderHTML: () => ["span", 0] });

/** Nodes and marks of the text, with their keys. Nothing in here writes into the text by itself. */
export function nodesAndMarks(section: Node = Section): Extensions {
  const blocks = [Document, section, Paragraph, Headings, Bullets, Numbers, Item, ListKeymap, Quote];
  return [...blocks, Text, HardBreak, Bold, Italic, Link, Comment, Insertion, Deletion, Restyled, Break, Origin];
}
