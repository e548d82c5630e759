// The sections of a recommendation draft, as people see them. The keys and what is required: app/drafts/text/sections.py.
import { t } from "../words";

export interface Section {
  label: string;
  help: string;
  required: boolean;
}

/** The key of the section that holds one paragraph and nothing else. */
export const TITLE = "title";

/** What stands over a section and beside it; undefined for a key that this page does not know. */
export function section(key: string): Section | undefined {
  return sections()[key];
}

function sections(): Record<string, Section> {
  return {
    title: { label: t("Titel"), help: t("Worum geht es, in einem Satz?"), required: true },
    starting_situation: { label: t("Ausgangslage"), help: t("Wie ist es heute?"), required: true },
    need_for_action: { label: t("Handlungsbedarf"), help: t("Was fehlt, und wen betrifft es?"), required: false },
    goal: { label: t("Ziel"), help: t("Was soll erreicht sein?"), required: true },
    recommendation: {
      label: t("Empfehlung"),
      help: t("Ein bis drei Sätze: Wer soll, sollte oder kann was tun?"),
      required: true,
    },
    rationale: { label: t("Begründung"), help: t("Warum ist das der richtige Weg?"), required: true },
    addressees: { label: t("Adressaten"), help: t("An wen richtet sich die Empfehlung?"), required: true },
    implementation: { label: t("Umsetzung"), help: t("Welche Maßnahmen, bis wann?"), required: false },
    sources: { label: t("Belege"), help: t("Worauf stützt sich der Text?"), required: false },
  };
}
