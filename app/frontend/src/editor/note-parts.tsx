// What the notes beside the text are made of.
import { clockTime } from "../clock";

interface BylineProps {
  name: string;
  organisation?: string | undefined;
  at: string;
}

/** „K. Beispiel, Länder · 13:31“ */
export function Byline({ name, organisation, at }: BylineProps) {
  return (
    <p class="kw-meta">
      {[...new Set([name, organisation])].filter(Boolean).join(", ")} · <time dateTime={at}>{clockTime(at)}</time>
    </p>
  );
}

interface ActProps {
  words: string;
  /** Which note, for who does not see where the button stands. */
  about: string;
  onPress: () => void;
  look?: "solid" | "firm" | "quiet";
}

const LOOKS = { solid: "kw-mini kw-mini--solid", firm: "kw-mini", quiet: "kw-mini kw-mini--quiet" };

export function Act({ words, about, onPress, look = "quiet" }: ActProps) {
  return (
    <button type="button" class={LOOKS[look]} onClick={onPress}>
      {words} <span class="kern-sr-only">{about}</span>
    </button>
  );
}
