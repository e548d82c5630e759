// Where reviewers ask for reasons: which suggestions lack one, and when their author is asked for it.
import { effect, signal } from "@preact/signals";
import { announce } from "../announce";
import { toast } from "../room/toasts";
import { t } from "../words";
import { mode } from "./mode";
import { goToNote } from "./navigation";
import { changes } from "./state";
import { areAsked, isBegun, type Open, open, type Suggestion } from "./suggestions";

/** Nobody is asked in the middle of a sentence. */
const QUIET_MS = 3_000;

/** The suggestion that its author wants to explain now: its note opens the form. */
export const toExplain = signal<string | null>(null);

/** A reviewer has said whether suggestions shall have a reason: who suggests must know. */
export function hearReasons(asked: boolean): void {
  areAsked.value = asked;
  if (asked && mode.value === "suggest") toast(t("Bitte begründen Sie Ihre Vorschläge."));
}

/** Of what came back in a file nobody here knows the reason. */
export function lacksReason({ reason, returned }: Suggestion): boolean {
  return areAsked.value && !reason && !returned;
}

/** Ask for the reasons of what the person suggests on this page: of each once, when they pause. */
export function keepAsking(): void {
  const asked = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    changes.value;
    clearTimeout(timer);
    const lacking = open.value.filter(({ id, suggestion }) => isBegun(id) && lacksReason(suggestion) && !asked.has(id));
    const askNow = () => {
      for (const { id } of lacking) asked.add(id);
      askFor(lacking);
    };
    if (lacking.length > 0) timer = setTimeout(askNow, QUIET_MS);
  });
}

function askFor([first, second]: Open[]): void {
  if (first === undefined) return;
  const { id, suggestion } = first;
  const sentence = second
    ? t("Bitte begründen Sie Ihre Vorschläge.")
    : t("Bitte begründen Sie Vorschlag %(number)s.", { number: suggestion.number });
  const explain = () => {
    toExplain.value = id;
    goToNote(id);
  };
  announce(sentence);
  toast(sentence, { words: t("Jetzt begründen"), act: explain });
}
