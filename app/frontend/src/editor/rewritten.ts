// What somebody wrote without connection, as the server makes suggestions of it: their lines beside the agreed ones.
import type * as Y from "yjs";
import { agreedOn } from "./agreed";
import { type Line, linesOf, type Marked, suggestionsIn } from "./lines";

/** A section as it was, and as the person has it. */
export interface Rewritten {
  section: string;
  before: Line[];
  after: Line[];
}

/** What is written otherwise, and the older suggestions whose words were changed: they can be none a second time. */
export interface Rewriting {
  sections: Rewritten[];
  changed: Marked[];
}

/** `both`: the server's text with the person's edits in it. */
export function rewriting(own: Y.Doc, theirs: Y.Doc, both: Y.Doc): Rewriting {
  const agreed = own === both ? undefined : agreedOn(own, theirs);
  // Without the agreed text, what the edits would make of the server's is compared.
  return agreed === undefined ? between(theirs, both) : between(agreed, own);
}

function between(old: Y.Doc, now: Y.Doc): Rewriting {
  const [known, all] = [suggestionsIn(old), suggestionsIn(now)];
  const made = new Set([...all.keys()].filter((id) => !known.has(id)));
  const [before, after] = [linesOf(old, new Set()), linesOf(now, made)];
  const sections = [...after].map(([section, lines]) => ({ section, before: before.get(section) ?? [], after: lines }));
  return {
    sections: sections.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after)),
    changed: [...all].flatMap(([id, mark]) => (known.has(id) && known.get(id)?.words !== mark.words ? [mark] : [])),
  };
}
