// Places in the text as Yjs knows them: they stay right whatever others write before them.
import type { EditorState } from "@tiptap/pm/state";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";

/** A position of the editor in Yjs' words; null before the first sync. */
export function relativeOf(state: EditorState, position: number): Y.RelativePosition | null {
  const { binding, type } = ySyncPluginKey.getState(state) ?? {};
  if (!binding || binding.mapping.size === 0) return null;
  const relative: Y.RelativePosition = absolutePositionToRelativePosition(position, type, binding.mapping);
  // In an empty paragraph, y-tiptap means its end, also once others have written in it; the start is where one is.
  return relative.item === null && relative.type !== null
    ? new Y.RelativePosition(relative.type, null, null, -1)
    : relative;
}

/** The position of the editor; null if what it hung on is gone. */
export function absoluteOf(state: EditorState, relative: Y.RelativePosition): number | null {
  const { binding, type, doc } = ySyncPluginKey.getState(state) ?? {};
  if (!binding) return null;
  const position = tried(() => relativePositionToAbsolutePosition(doc, type, relative, binding.mapping));
  return position === null ? null : Math.min(position, state.doc.content.size);
}

/** What others say about their cursor is only passed on by the server: a position that means nothing must harm nobody. */
function tried(locate: () => number | null): number | null {
  try {
    return locate();
  } catch {
    return null;
  }
}

/** The place before the letter at `position`, which must be one: what others write there stays outside. */
export function beforeLetter(state: EditorState, position: number): Y.RelativePosition | null {
  const behind = relativeOf(state, position + 1);
  return behind && new Y.RelativePosition(behind.type, behind.tname, behind.item, 0);
}
