// The editor of one Yjs document: schema, keys, the others' cursors, comments and suggestions.
import { Editor } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import type { Doc } from "yjs";
import { t } from "../words";
import { Carets, type CaretsOptions } from "./carets";
import { EndKey } from "./end-key";
import { Guard, type GuardOptions } from "./guard";
import { KeepCursor } from "./keep-cursor";
import { Passages, type PassagesOptions } from "./passages";
import { withoutStyles } from "./paste";
import { Printable, withPlainLineEnds } from "./printable";
import { nodesAndMarks, ROOT } from "./schema";
import { SectionNews, type SectionNewsOptions } from "./section-news";
import { ShownSection } from "./section-view";
import { SelectionFirst } from "./selection-first";
import { Suggesting, type SuggestingOptions } from "./suggesting";
import { Suggestions, type SuggestionsOptions } from "./suggestion-marks";
import { TypeOver } from "./type-over";
import { UndoSteps } from "./undo-steps";
import { Voted, type VotedOptions } from "./voted";
import { Written, type WrittenOptions } from "./written";

export interface Hooks {
  carets: CaretsOptions;
  guard: GuardOptions;
  passages: PassagesOptions;
  suggesting: SuggestingOptions;
  sectionNews: SectionNewsOptions;
  suggestions: SuggestionsOptions;
  written: WrittenOptions;
  voted: VotedOptions;
  /** After every transaction; `isChange` if it changed the text. */
  onTurn: (isChange: boolean) => void;
}

/** Show a document, which must hold its sections already, in `place`. */
export function editorOf(doc: Doc, place: HTMLElement, editable: boolean, hooks: Hooks): Editor {
  return new Editor({
    element: place,
    editable,
    content: yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(ROOT)), // so that the cursor has a place from the first moment
    injectCSS: false, // a style element would break the policy; editor.css has these rules
    extensions: [
      ...nodesAndMarks(ShownSection),
      Collaboration.configure({ document: doc, field: ROOT }),
      KeepCursor,
      SelectionFirst,
      EndKey,
      TypeOver,
      UndoSteps,
      Printable,
      Guard.configure(hooks.guard),
      Carets.configure(hooks.carets),
      Passages.configure(hooks.passages),
      Suggesting.configure(hooks.suggesting),
      SectionNews.configure(hooks.sectionNews),
      Suggestions.configure(hooks.suggestions),
      Written.configure(hooks.written),
      Voted.configure(hooks.voted),
    ],
    editorProps: {
      // Tiptap's own role is gone once the text becomes read-only.
      attributes: {
        class: "kw-text",
        role: "textbox",
        "aria-label": t("Entwurfstext"),
        "aria-multiline": "true",
        lang: "de",
      },
      transformPastedHTML: withoutStyles,
      transformPastedText: withPlainLineEnds,
    },
    onTransaction: ({ transaction }) => hooks.onTurn(transaction.docChanged),
  });
}
