// What is proposed to do with a suggestion and what its author says to that, told to the author and to who reviews.
import { t } from "../words";
import { rights } from "./state";
import { happenedTo, quietly, tell } from "./suggestion-news";
import { proposeTreatment } from "./suggestion-requests";
import type { Suggestion, Treatment } from "./suggestions";

/** The person who looks at this page proposes what to do. The same `key` again is the same proposal. */
export function proposeHere(id: string, treatment: Treatment, reason: string, key: string): Promise<void> {
  return quietly([id], () => proposeTreatment(id, treatment, reason, key));
}

/** Something is proposed to do with a suggestion. */
export async function hearTreatment(id: string, person: number): Promise<void> {
  const suggestion = await happenedTo(id);
  const sentence = suggestion && proposed(suggestion, person);
  if (sentence) tell(sentence, id);
}

function proposed({ number, person: author, returned }: Suggestion, person: number): string {
  if (author === person && !returned)
    return t("Die Redaktion schlägt zu Ihrem Vorschlag %(number)s ein Vorgehen vor.", { number });
  return rights.value.review ? t("Zu Vorschlag %(number)s ist ein Vorgehen vorgeschlagen.", { number }) : "";
}

/** The author of a suggestion has answered to what is proposed. */
export async function hearAnswer(id: string, person: number): Promise<void> {
  const suggestion = await happenedTo(id);
  const said = suggestion?.treatment?.answer;
  if (said && suggestion.person !== person && rights.value.review) tell(answered(suggestion, said.agrees), id);
}

function answered({ number, name }: Suggestion, agrees: boolean): string {
  return agrees
    ? t("%(name)s ist mit dem Vorgehen zu Vorschlag %(number)s einverstanden.", { name, number })
    : t("%(name)s ist mit dem Vorgehen zu Vorschlag %(number)s nicht einverstanden.", { name, number });
}
