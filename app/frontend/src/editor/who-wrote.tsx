// „Wer hat was geschrieben“: the switch, the legend, and a list of each person's pieces with the way to them.
import type { Node } from "@tiptap/pm/model";
import { useState } from "preact/hooks";
import { t, tn } from "../words";
import type { Piece, Share } from "./authorship";
import { editor, turns } from "./state";
import { isShown, lookOf, nameOf, pieces, shares } from "./writers";

export function WhoWroteSwitch() {
  const press = () => {
    isShown.value = !isShown.value;
  };
  return (
    <button type="button" class="kw-mini kw-who__switch" aria-pressed={isShown.value} onClick={press}>
      {t("Wer hat was geschrieben")}
    </button>
  );
}

export function WhoWrote() {
  if (!isShown.value) return null;
  const all = shares.value.reduce((sum, { letters }) => sum + letters, 0);
  return (
    <section class="kw-panel kw-stack kw-stack--s kw-who" aria-labelledby="who-heading">
      <h2 class="kern-heading-small" id="who-heading">
        {t("Wer hat was geschrieben")}
      </h2>
      <p class="kw-small kw-muted">
        {t(
          "Gezeigt wird, wer die Buchstaben gesetzt hat. Wer einen Absatz teilt, verbindet oder zur Überschrift macht, steht auch für die Wörter, die dabei neu gesetzt wurden.",
        )}
      </p>
      <AtCursor />
      <ul class="kw-list kw-stack kw-stack--xs">
        {shares.value.map((share) => (
          <Person key={share.author} share={share} all={all} />
        ))}
      </ul>
    </section>
  );
}

/** For who does not tell the colours apart: the name at the cursor. */
function AtCursor() {
  turns.value;
  const at = editor.value?.state.selection.from ?? 0;
  const here = pieces.value.find(({ from, to }) => from <= at && at < to);
  if (here === undefined) return null;
  return <p class="kw-small">{t("An der Schreibmarke: %(name)s", { name: nameOf(here.author) })}</p>;
}

function Person({ share: { author, letters, pieces: own }, all }: { share: Share; all: number }) {
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(author);
  const percent = Math.round((100 * letters) / all);
  return (
    <li>
      <p>
        <span class={lookOf(author)}>{name}</span>{" "}
        <span class="kw-muted">
          {tn("%(num)s Zeichen", "%(num)s Zeichen", letters)} ({percent} %)
        </span>
      </p>
      <details class="kw-details kw-small" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {tn("%(num)s Stelle", "%(num)s Stellen", own.length)}{" "}
          <span class="kern-sr-only">{t("von %(name)s", { name })}</span>
        </summary>
        {isOpen && <Pieces pieces={own} />}
      </details>
    </li>
  );
}

/** Nobody reads more in a list; the others stand in the text. */
const MOST_LISTED = 200;

function Pieces({ pieces: own }: { pieces: readonly Piece[] }) {
  turns.value;
  const text = editor.value?.state.doc;
  if (text === undefined) return null;
  return (
    <>
      {own.length > MOST_LISTED && <p>{t("Die ersten %(count)s Stellen:", { count: MOST_LISTED })}</p>}
      <ol class="kw-list kw-who__pieces">
        {own.slice(0, MOST_LISTED).map((piece) => (
          <li key={piece.from}>
            <button type="button" class="kw-mini kw-mini--quiet kw-break" onClick={() => goTo(piece)}>
              {t("„%(words)s“", { words: excerpt(text, piece) })}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

const LONGEST_EXCERPT = 80;

function excerpt(text: Node, { from, to }: Piece): string {
  const size = text.content.size;
  const words = text.textBetween(Math.min(from, size), Math.min(to, size)).trim() || t("Leerzeichen");
  return words.length > LONGEST_EXCERPT ? `${words.slice(0, LONGEST_EXCERPT)} …` : words;
}

function goTo({ from, to }: Piece): void {
  editor.value?.chain().focus().setTextSelection({ from, to }).scrollIntoView().run();
}
