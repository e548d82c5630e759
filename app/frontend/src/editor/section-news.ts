// Tells when the cursor comes into another section: who cannot see the page must hear that one is closed.
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

export interface SectionNewsOptions {
  /** Told the key of the section that the cursor has come into. */
  onEntered: (key: string) => void;
}

export const SectionNews = Extension.create<SectionNewsOptions>({
  name: "sectionNews",
  addOptions: () => ({ onEntered: () => undefined }),

  addProseMirrorPlugins() {
    const { onEntered } = this.options;
    let last: unknown;
    const watch = new Plugin({
      view: () => ({
        update: (view) => {
          const key = view.state.selection.$from.node(1)?.attrs.key;
          if (key === last || !view.hasFocus()) return;
          last = key;
          if (key !== undefined) onEntered(String(key));
        },
      }),
    });
    return [watch];
  },
});
