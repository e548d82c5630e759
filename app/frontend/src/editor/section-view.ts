// How a section looks: its heading and help stand above its text and cannot be written in.
import type { NodeViewRendererProps } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { t } from "../words";
import { Section } from "./schema";
import { section } from "./sections";

class SectionView implements NodeView {
  readonly dom = document.createElement("section");
  readonly contentDOM = document.createElement("div");
  private readonly write = document.createElement("button");
  private readonly key: string;
  private readonly properties: NodeViewRendererProps;

  constructor(properties: NodeViewRendererProps) {
    this.properties = properties;
    this.key = String(properties.node.attrs.key);
    this.dom.className = "kw-section";
    this.dom.dataset.key = this.key;
    this.contentDOM.className = "kw-section__text";
    this.dom.append(heading(this.key), this.writeButton(), this.contentDOM);
    this.update(properties.node);
  }

  update(node: Node): boolean {
    if (node.type.name !== Section.name || node.attrs.key !== this.key) return false;
    this.write.hidden = node.childCount > 0 || !this.properties.editor.isEditable;
    return true;
  }

  /** The heading is ours; what changes there is no edit. */
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  stopEvent(event: Event): boolean {
    return event.target === this.write;
  }

  /** A section without any paragraph, left by two people who deleted at once, has no place for the cursor. */
  private writeButton(): HTMLElement {
    this.write.type = "button";
    this.write.className = "kw-mini";
    this.write.contentEditable = "false";
    this.write.textContent = t("Hier schreiben");
    this.write.addEventListener("click", () => this.addParagraph());
    return this.write;
  }

  private addParagraph(): void {
    const before = this.properties.getPos();
    if (before === undefined) return;
    this.properties.editor
      .chain()
      .insertContentAt(before + 1, { type: "paragraph" })
      .focus(before + 2)
      .run();
  }
}

function heading(key: string): HTMLElement {
  const known = section(key);
  const header = document.createElement("header");
  header.contentEditable = "false";
  header.className = "kw-section__head";
  const words = document.createElement("h2");
  words.textContent = known?.label ?? key;
  const help = document.createElement("p");
  help.className = "kw-section__help";
  help.textContent = known === undefined ? "" : helpOf(known.help, known.required);
  header.append(words, help);
  return header;
}

function helpOf(help: string, required: boolean): string {
  return required ? [t("Pflichtangabe"), help].join(" · ") : help;
}

/** The section with its view. */
export const ShownSection = Section.extend({
  addNodeView: () => (properties) => new SectionView(properties),
});
