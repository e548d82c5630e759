// The own ballot of a common paper, in words: as one phrase, and entry by entry. Pure.
import { t, tn } from "../words";
import type { Answered, Checked, Form, Option, PaperPoll, Places, Ratings, Scale } from "./contract";
import { inOrder } from "./ranking";
import { stepOf } from "./scale";

export interface OwnEntry {
  id: number;
  label: string;
  words: string;
}

/** „5 Einträge bewertet“, of an answer its label. */
export function ownPhrase({ form, ballot }: PaperPoll): string {
  const choices = ballot?.choices ?? {};
  const count = Object.keys(choices).length;
  switch (form.kind) {
    case "scale":
      return tn("%(num)s Eintrag bewertet", "%(num)s Einträge bewertet", count);
    case "ranking":
      return tn("%(num)s Eintrag eingeordnet", "%(num)s Einträge eingeordnet", count);
    case "checks":
      return tn("%(num)s Eintrag ausgewählt", "%(num)s Einträge ausgewählt", count);
    case "answers":
      return answerLabel(form, choices as Answered);
  }
}

function answerLabel({ answers }: Form, { answer }: Answered): string {
  return answers.find(({ key }) => key === answer)?.label ?? "";
}

/** What the person gave to which option; nothing of an answer, which is a phrase already. */
export function ownEntries({ form, options, ballot }: PaperPoll): OwnEntry[] {
  const choices = ballot?.choices ?? {};
  switch (form.kind) {
    case "scale":
      return options.map(({ id, label }) => ({ id, label, words: ratingWords(form, choices as Ratings, id) }));
    case "ranking":
      return inOrder(choices as Places).map((id, index) => ({
        id,
        label: labelOf(options, id),
        words: `${index + 1}.`,
      }));
    case "checks":
      return options.filter(({ id }) => id in (choices as Checked)).map(({ id, label }) => ({ id, label, words: "✓" }));
    case "answers":
      return [];
  }
}

export function labelOf(options: Option[], option: number): string {
  return options.find(({ id }) => id === option)?.label ?? "";
}

function ratingWords({ scales }: Form, ratings: Ratings, option: number): string {
  if (ratings[option] == null) return t("keine Meinung");
  return scales.map((scale, place) => stepWords(scale, stepOf(ratings, option, place))).join(", ");
}

function stepWords({ name }: Scale, step: number | null | undefined): string {
  return name ? `${name} ${step}` : String(step);
}
