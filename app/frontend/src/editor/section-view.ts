// How a section looks: its heading and help stand above its text and cannot be written in.
import { effect, signal } from "@preact/signals";
import type { NodeViewRendererProps } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { t } from "../words";
import { mode } from "./mode";
import { Section } from "./schema";
import { SectionHead } from "./section-head";
import { leaveIn } from "./section-rights";

class SectionView implements NodeView {
  readonly dom = document.createElement("section");
  readonly contentDOM = document.createElement("div");
  private readonly head: SectionHead;
  private readonly write = document.createElement("button");
  private readonly isBare = signal(false);
  private readonly stop: () => void;
  private readonly key: string;
  private readonly properties: NodeViewRendererProps;

  constructor(properties: NodeViewRendererProps) {
    this.properties = properties;
    this.key = String(properties.node.attrs.key);
    this.dom.className = "kw-section";
    this.dom.dataset.key = this.key;
    this.contentDOM.className = "kw-section__text";
    this.head = new SectionHead(this.key);
    this.dom.append(this.head.dom, this.writeButton(), this.contentDOM);
    this.update(properties.node);
    this.stop = effect(() => {
      const isOpen = mode.value !== "read" && leaveIn(this.key) !== "closed";
      this.write.hidden = !this.isBare.value || !isOpen;
    });
  }

  update(node: Node): boolean {
    if (node.type.name !== Section.name || node.attrs.key !== this.key) return false;
    this.isBare.value = node.childCount === 0;
    this.head.note(node.textContent.trim() === "");
    return true;
  }

  destroy(): void {
    this.stop();
    this.head.destroy();
  }

  /** The heading is ours; what changes there is no edit. */
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  stopEvent(event: Event): boolean {
    return event.target === this.write || this.head.dom.contains(event.target as globalThis.Node);
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
    if (before === undefined || !this.properties.editor.isEditable) return;
    this.properties.editor
      .chain()
      .insertContentAt(before + 1, { type: "paragraph" })
      .focus(before + 2)
      .run();
  }
}

/** The section with its view. */
export const ShownSection = Section.extend({
  addNodeView: () => (properties) => new SectionView(properties),
});
