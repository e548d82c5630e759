// What became of suggestions, said to who asked for it: the one who decides, and the one whose suggestion it was.
import { effect } from "@preact/signals";
import { announce } from "../announce";
import { newKey } from "../http";
import { toast } from "../room/toasts";
import { t } from "../words";
import { show } from "./requests";
import { decide, loadThese } from "./suggestion-requests";
import { known, type Outcome, type Suggestion, unknown } from "./suggestions";

/** Ask for what stands in the text and nothing is known of: the news of it may have come while the page was loading. */
export function keepKnown(): void {
  effect(() => {
    if (unknown.value !== "") void show(() => loadThese(unknown.value.split(" ")));
  });
}

/** Decided on this page: it is no news here. */
const decidedHere = new Set<string>();

/** The person who looks at this page decides. The same `key` again is the same decision. */
export async function decideHere(
  all: Pick<Suggestion, "id">[],
  outcome: Exclude<Outcome, "overtaken">,
  reason: string,
  key = newKey(),
): Promise<void> {
  const ids = all.map(({ id }) => id);
  for (const id of ids) decidedHere.add(id);
  try {
    await decide(ids, outcome, reason, key);
  } catch (error) {
    for (const id of ids) decidedHere.delete(id);
    throw error;
  }
}

/** What was done, for who did it. */
export function done(outcome: Outcome, number: number): string {
  if (outcome === "accepted") return t("Vorschlag %(number)s ist angenommen.", { number });
  if (outcome === "rejected") return t("Vorschlag %(number)s ist abgelehnt.", { number });
  return t("Vorschlag %(number)s ist zurückgezogen.", { number });
}

/** Somebody has decided: tell participant `person`, if it was theirs. */
export async function hearDecision(id: string, outcome: Outcome, person: number): Promise<void> {
  await loadThese([id]);
  const suggestion = known.value.get(id);
  if (suggestion?.person !== person || decidedHere.has(id)) return;
  const sentence = news(outcome, suggestion.number);
  announce(sentence);
  toast(sentence, { words: t("Ansehen"), act: showDecided });
}

function news(outcome: Outcome, number: number): string {
  if (outcome === "accepted") return t("Ihr Vorschlag %(number)s wurde angenommen.", { number });
  if (outcome === "rejected") return t("Ihr Vorschlag %(number)s wurde abgelehnt.", { number });
  if (outcome === "withdrawn") return t("Ihr Vorschlag %(number)s ist zurückgezogen.", { number });
  return t("Ihr Vorschlag %(number)s ist durch einen anderen überholt.", { number });
}

/** Open the list of those that are decided. */
function showDecided(): void {
  const list = document.getElementById("decided");
  if (!(list instanceof HTMLDetailsElement)) return;
  list.open = true;
  list.querySelector("summary")?.focus();
}
