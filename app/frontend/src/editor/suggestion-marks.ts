// The suggestions in the text: coloured by who made them, underlined or struck through, with their number.
import { type ReadonlySignal, signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import { Decoration } from "@tiptap/pm/view";
import { t } from "../words";
import { anchorPlugin, referenceAt } from "./anchors";
import { colorClass } from "./carets";
import { isShape } from "./signs";
import { type Piece, type Suggested, suggestedIn } from "./suggested";
import type { Suggestion } from "./suggestions";
import { chipOf } from "./wishes";

export interface SuggestionsOptions {
  /** What the server knows about them, by id. */
  known: ReadonlySignal<Map<string, Suggestion>>;
  onMoved: (found: Suggested[]) => void;
  onChosen: (id: string) => void;
  onTouched: (id: string) => void;
}

const LOOKS = { insertion: "kw-inserted", deletion: "kw-struck", restyled: "kw-restyled" };

function drawn({ kind, from, to, sign }: Piece, color: string): Decoration {
  const look = `${LOOKS[kind]} ${color}`;
  if (!isShape(sign) || kind !== "insertion") return Decoration.inline(from, to, { class: look });
  return Decoration.inline(from, to, { class: `${look} kw-sign`, "data-words": chipOf(sign) });
}

function decorations(place: Suggested, known: Suggestion | undefined, onChosen: (id: string) => void): Decoration[] {
  const color = known === undefined ? "" : colorClass(known.person);
  const marks = place.pieces.map((piece) => drawn(piece, color));
  if (known === undefined) return marks;
  const { id, number } = known;
  const label = t("Vorschlag %(number)s", { number });
  return [...marks, referenceAt(place.to, { id, number, label, look: color, onChosen })];
}

export const Suggestions = Extension.create<SuggestionsOptions>({
  name: "suggestions",
  addOptions: () => ({
    known: signal(new Map()),
    onMoved: () => undefined,
    onChosen: () => undefined,
    onTouched: () => undefined,
  }),

  addProseMirrorPlugins() {
    const { known, onMoved, onChosen, onTouched } = this.options;
    const draw = (places: Suggested[], rows: Map<string, Suggestion>) =>
      places.flatMap((place) => decorations(place, rows.get(place.id), onChosen));
    const attribute = "data-suggestion";
    return [
      anchorPlugin({
        name: this.name,
        find: suggestedIn,
        known,
        draw,
        onMoved,
        attribute,
        onTouched,
        isOneByOne: true,
      }),
    ];
  },
});
