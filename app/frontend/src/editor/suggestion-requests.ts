// What is asked about suggestions over HTTP: what is known of them, decisions, reasons, and who writes directly.
import { request } from "../http";
import { told } from "./mode";
import type { Editing } from "./protocol";
import { everythingSaved, oneAtATime, path, show } from "./requests";
import { saysTheSame, steadied } from "./steady";
import { areAsked, type Outcome, type Suggestion, suggestions, type Treatment } from "./suggestions";

export const loadSuggestions = oneAtATime(async () => {
  const answer = await request<{ suggestions: Suggestion[]; asks_reasons: boolean; editing: Editing }>(
    "GET",
    path("suggestions"),
  );
  areAsked.value = answer.asks_reasons;
  told.value = answer.editing;
  suggestions.value = steadied(suggestions.value, answer.suggestions, saysTheSame);
});

/** In a full room every page hears of each suggestion at once; they ask for several together, and not all at once. */
const GATHER_MS = 500;
const SPREAD_MS = 1_500;
const MOST_AT_ONCE = 100;

let wanted = new Set<string>();
let coming: Promise<void> | null = null;

/** Ask for these suggestions soon, together with others of which the page hears meanwhile. */
export function loadThese(ids: Iterable<string>): Promise<void> {
  for (const id of ids) wanted.add(id);
  coming ??= new Promise((resolve) => setTimeout(resolve, GATHER_MS + Math.random() * SPREAD_MS)).then(loadWanted);
  return coming;
}

async function loadWanted(): Promise<void> {
  const ids = wanted;
  [wanted, coming] = [new Set(), null];
  if (ids.size > MOST_AT_ONCE) return loadSuggestions();
  const query = [...ids].map(encodeURIComponent).join(",");
  const answer = await request<{ suggestions: Suggestion[] }>("GET", path(`suggestions?ids=${query}`));
  const others = suggestions.value.filter(({ id }) => !ids.has(id));
  const all = [...others, ...answer.suggestions].sort((one, other) => one.number - other.number);
  suggestions.value = steadied(suggestions.value, all, saysTheSame);
}

/** What becomes of these suggestions; the text follows by itself. The same `key` again is the same decision. */
export async function decide(
  ids: string[],
  outcome: Exclude<Outcome, "overtaken">,
  reason: string,
  key: string,
): Promise<void> {
  await everythingSaved();
  await request("POST", path("decisions"), { suggestions: ids, outcome, reason, request_key: key });
  await show(loadSuggestions);
}

/** Take back what was decided on these; returns all that are open again by that. The same `key` again does it once. */
export async function reopen(ids: string[], key: string): Promise<string[]> {
  await everythingSaved();
  const answer = await request<{ suggestions: string[] }>("POST", path("reopenings"), {
    suggestions: ids,
    request_key: key,
  });
  await show(loadSuggestions);
  return answer.suggestions;
}

/** Say why one suggests something. */
export async function explain(id: string, reason: string): Promise<void> {
  await everythingSaved();
  await request("PUT", path(`suggestions/${id}/reason`), { reason });
  await show(loadSuggestions);
}

/** Propose what to do with a suggestion. The same `key` again is the same proposal. */
export async function proposeTreatment(id: string, treatment: Treatment, reason: string, key: string): Promise<void> {
  await request("POST", path(`suggestions/${id}/treatments`), { treatment, reason, request_key: key });
  await show(() => loadSuggestions());
}

/** Say whether one agrees to what is proposed for one's own suggestion. */
export async function answerTreatment(id: string, number: number, agrees: boolean, comment: string): Promise<void> {
  await request("PUT", path(`suggestions/${id}/treatments/${number}/answer`), { agrees, comment });
  await show(() => loadSuggestions());
}

/** Say whether suggestions shall have a reason. */
export async function askReasons(asked: boolean): Promise<void> {
  await request("PUT", path("reasons"), { asked });
}

export async function letWrite(editing: Editing): Promise<void> {
  await request("PUT", path("editing"), { editing });
}
