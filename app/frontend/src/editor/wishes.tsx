// What a suggestion wishes of lines and of the look of words, said in words.
import { t } from "../words";
import type { Shape } from "./schema";
import { isShape } from "./signs";
import type { Wish } from "./suggested";

/** „mit dem Absatz davor verbinden“ */
export function Wishes({ wishes }: { wishes: readonly Wish[] }) {
  return (
    <>
      {wishes.map(({ kind, words }) => (
        <p class="kw-break" key={kind}>
          {words && `${t("„%(words)s“", { words: words.trim() || t("Leerzeichen") })} `}
          <strong>{isShape(kind as Shape) ? ofLine()[kind as Shape] : ofLook(kind)}</strong>
        </p>
      ))}
    </>
  );
}

function ofLine(): Record<Shape, string> {
  return {
    join: t("Mit dem Absatz davor verbinden"),
    heading1: t("Als Überschrift"),
    heading2: t("Als Überschrift zweiter Stufe"),
    plain: t("Als Absatz statt Überschrift"),
    bullets: t("Als Liste"),
    numbers: t("Als nummerierte Liste"),
    quote: t("Als Zitat"),
    out: t("Aus der Liste oder dem Zitat nehmen"),
  };
}

/** What stands behind a sign in the text. */
export function chipOf(kind: Shape): string {
  const words: Record<Shape, string> = {
    join: t("verbinden"),
    heading1: t("Überschrift"),
    heading2: t("Überschrift 2"),
    plain: t("Absatz"),
    bullets: t("Liste"),
    numbers: t("Nummern"),
    quote: t("Zitat"),
    out: t("heraus"),
  };
  return words[kind];
}

function ofLook(style: string): string {
  if (style.startsWith("link:")) return t("mit Link auf %(address)s", { address: style.slice("link:".length) });
  const words: Record<string, string> = {
    bold: t("fett statt normal"),
    "-bold": t("normal statt fett"),
    italic: t("kursiv statt normal"),
    "-italic": t("normal statt kursiv"),
    "-link": t("ohne Link"),
  };
  return words[style] ?? "";
}
