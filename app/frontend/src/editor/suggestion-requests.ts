// What is asked about suggestions over HTTP: what is known of them, decisions, reasons, and who writes directly.
import { request } from "../http";
import type { Editing } from "./protocol";
import { everythingSaved, oneAtATime, path, show } from "./requests";
import { saysTheSame, steadied } from "./steady";
import { type Outcome, type Suggestion, suggestions } from "./suggestions";

export const loadSuggestions = oneAtATime(async () => {
  const answer = await request<{ suggestions: Suggestion[] }>("GET", path("suggestions"));
  suggestions.value = steadied(suggestions.value, answer.suggestions, saysTheSame);
});

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

/** Say why one suggests something. */
export async function explain(id: string, reason: string): Promise<void> {
  await everythingSaved();
  await request("PUT", path(`suggestions/${id}/reason`), { reason });
  await show(loadSuggestions);
}

export async function letWrite(editing: Editing): Promise<void> {
  await request("PUT", path("editing"), { editing });
}
