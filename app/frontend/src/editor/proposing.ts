// Makes suggestions of what somebody wrote without connection: the server says which, and what has no place.
import { request } from "../http";
import { t } from "../words";
import type { Changed } from "./homecoming";
import type { Marked } from "./lines";
import { path } from "./requests";
import type { Rewriting } from "./rewritten";

interface Leftover {
  section: string;
  cut: string;
  added: string;
}

interface Answer {
  suggestions: string[];
  leftovers: Leftover[];
}

/** How many suggestions there are now, and the words that could be none, by section. */
export interface Proposed {
  suggestions: number;
  left: Changed[];
}

/** The same `key` again, after an answer that was lost, is the same suggestions. */
export async function propose({ sections, changed }: Rewriting, key: string): Promise<Proposed> {
  const body = { sections, request_key: key };
  const answer: Answer =
    sections.length > 0 ? await request("POST", path("suggestions"), body) : { suggestions: [], leftovers: [] };
  return { suggestions: answer.suggestions.length, left: bySection(answer.leftovers, changed) };
}

function bySection(leftovers: readonly Leftover[], changed: readonly Marked[]): Changed[] {
  const said = [
    ...leftovers.map((one) => ({ key: one.section, words: sentence(one) })),
    ...changed.map(({ section, words }) => ({ key: section, words })),
  ];
  const keys = [...new Set(said.map(({ key }) => key))];
  return keys.map((section) => {
    const here = said.filter(({ key }) => key === section);
    return { key: section, words: here.map(({ words }) => words).join("\n") };
  });
}

function sentence({ cut, added }: Leftover): string {
  if (added === "") return t("Streichen: „%(cut)s“", { cut });
  return cut === "" ? t("Einfügen: „%(added)s“", { added }) : t("Statt „%(cut)s“: „%(added)s“", { cut, added });
}
