// One step of undoing is what was written in one section: whoever goes on in another begins a new step, however quickly.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";

/** Sections neither come nor go, so that their place names them. */
function sectionOf({ selection: { $head } }: EditorState): number {
  return $head.index(0);
}

export const UndoSteps = Extension.create({
  name: "undoSteps",
  addProseMirrorPlugins: () => [
    new Plugin({
      view: () => ({
        update: ({ state }, before) => {
          if (sectionOf(state) !== sectionOf(before)) yUndoPluginKey.getState(state)?.undoManager.stopCapturing();
        },
      }),
    }),
  ],
});
