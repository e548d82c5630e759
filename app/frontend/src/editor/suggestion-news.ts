// What became of suggestions, said to who asked for it: the one who decides, and the one whose suggestion it was. Who
// decides is offered to take it back.
import { computed, effect } from "@preact/signals";
import { announce, answer } from "../announce";
import { newKey } from "../http";
import { reason as sentenceOf } from "../room/dialog";
import { toast } from "../room/toasts";
import { t, tn } from "../words";
import { goToNote } from "./navigation";
import { show } from "./requests";
import { decide, loadThese, reopen } from "./suggestion-requests";
import { known, type Outcome, open, type Suggestion, unknown } from "./suggestions";

/** Ask for what stands in the text and nothing is known of: the news of it may have come while the page was loading. */
export function keepKnown(): void {
  effect(() => {
    if (unknown.value !== "") void show(() => loadThese(unknown.value.split(" ")));
  });
}

/** Decided or reopened on this page: it is no news here. */
const doneHere = new Set<string>();

/** The person who looks at this page decides. The same `key` again is the same decision. */
export async function decideHere(
  all: Pick<Suggestion, "id">[],
  outcome: Exclude<Outcome, "overtaken">,
  reason: string,
  key = newKey(),
): Promise<void> {
  const ids = all.map(({ id }) => id);
  await quietly(ids, () => decide(ids, outcome, reason, key));
}

/** Take back what was decided on these, and what hangs together with that. */
export async function reopenHere(ids: string[]): Promise<void> {
  const reopened = await quietly(ids, () => reopen(ids, newKey()));
  answer(tn("%(num)s Vorschlag ist wieder offen.", "%(num)s Vorschläge sind wieder offen.", reopened.length));
  goWhenOpen(ids[0] ?? "");
}

/** What was pressed is gone: the focus goes to the note once the text has it, if it is nowhere else by then. */
function goWhenOpen(id: string): void {
  const isOpen = computed(() => open.value.some((one) => one.id === id));
  const stop = isOpen.subscribe((isThere) => {
    if (!isThere) return;
    requestAnimationFrame(() => {
      stop();
      if (document.activeElement === document.body) goToNote(id);
    });
  });
}

/** Do something to these suggestions that is no news on this page. */
export async function quietly<T>(ids: string[], act: () => Promise<T>): Promise<T> {
  for (const id of ids) doneHere.add(id);
  try {
    return await act();
  } catch (error) {
    for (const id of ids) doneHere.delete(id);
    throw error;
  }
}

/** Say what was done, and offer to take it back. */
export function sayDone(sentence: string, ids: string[]): void {
  const takeBack = () => reopenHere(ids).catch((refused) => toast(sentenceOf(refused)));
  answer(sentence);
  toast(sentence, { words: t("Entscheidung zurücknehmen"), act: () => void takeBack() });
}

/** What was done, for who did it. */
export function done(outcome: Outcome, number: number): string {
  if (outcome === "accepted") return t("Vorschlag %(number)s ist angenommen.", { number });
  if (outcome === "rejected") return t("Vorschlag %(number)s ist abgelehnt.", { number });
  return t("Vorschlag %(number)s ist zurückgezogen.", { number });
}

/** Somebody has decided: tell participant `person`, if it was theirs. */
export async function hearDecision(id: string, outcome: Outcome, person: number): Promise<void> {
  const suggestion = await newsOf(id, person);
  if (suggestion === undefined) return;
  const sentence = news(outcome, suggestion.number);
  announce(sentence);
  toast(sentence, { words: t("Ansehen"), act: showDecided });
}

/** Somebody has taken a decision back: tell participant `person`, if it was about theirs. */
export async function hearReopening(id: string, person: number): Promise<void> {
  const suggestion = await newsOf(id, person);
  if (suggestion === undefined) return;
  tell(t("Ihr Vorschlag %(number)s ist wieder offen.", { number: suggestion.number }), id);
}

/** Say what has happened to a suggestion, and lead to its note. */
export function tell(sentence: string, id: string): void {
  announce(sentence);
  toast(sentence, { words: t("Ansehen"), act: () => goToNote(id) });
}

/** The suggestion that something has happened to, if that is news to participant `person`. */
async function newsOf(id: string, person: number): Promise<Suggestion | undefined> {
  const suggestion = await happenedTo(id);
  return suggestion?.person === person ? suggestion : undefined;
}

/** The suggestion that something has happened to; undefined if that was done on this page. */
export async function happenedTo(id: string): Promise<Suggestion | undefined> {
  const isOwnAct = doneHere.delete(id);
  await loadThese([id]);
  return isOwnAct ? undefined : known.value.get(id);
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
