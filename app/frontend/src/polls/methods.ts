// The methods that the moderation can choose from: in which phase, what they are called there, and when they fit. Pure.
import type { Phase } from "../types";
import { t } from "../words";
import type { AnswerMethod, Method, OptionMethod } from "./contract";

/** What is chosen in the room; a wording is put to the vote in its draft. */
export type ChosenMethod = Exclude<Method, "wording">;

const OPTION_METHODS: OptionMethod[] = [
  "score", "resistance", "ranking", "nominal_group", "matrix", "approval", "star",
]; // biome-ignore format: one line
const ANSWER_METHODS: AnswerMethod[] = ["konsent", "yes_no", "straw"];

/** A question with answers, beside what the phase is for: more than one of them is usual. */
export function isAnswerMethod(method: Method): method is AnswerMethod {
  return (ANSWER_METHODS as Method[]).includes(method);
}

/** The methods of a phase; the first is the usual one. */
export function methodsOf(phase: Phase): ChosenMethod[] {
  return phase === "prioritise" ? ["dot", ...OPTION_METHODS, "straw", "yes_no"] : ["consent", ...ANSWER_METHODS];
}

/** What the method does, as the moderation chooses it. */
export function choiceWords(method: ChosenMethod): string {
  const words: Record<ChosenMethod, string> = {
    dot: t("Punkte verteilen (Mehrpunktabfrage)"),
    score: t("Bewerten (0–10)"),
    resistance: t("Widerstand messen (Systemisches Konsensieren)"),
    ranking: t("In eine Reihenfolge bringen"),
    nominal_group: t("Die wichtigsten auswählen und ordnen (NGT)"),
    matrix: t("Wichtigkeit und Dringlichkeit"),
    approval: t("Mehreres auswählen"),
    star: t("Sterne vergeben (STAR)"),
    straw: t("Stimmungsbild"),
    yes_no: t("Ja – Nein – Enthaltung"),
    consent: t("Konsens über eine Fassung"),
    konsent: t("Konsent (offene Einwände)"),
  };
  return words[method];
}

/** When the method is the right one. */
export function fitWords(method: ChosenMethod): string {
  const words: Record<ChosenMethod, string> = {
    dot: t("Passt, wenn aus vielen Einträgen schnell wenige hervortreten sollen."),
    score: t("Passt, wenn Sie wissen wollen, wie wichtig jeder Eintrag ist und wie einig man sich darin ist."),
    resistance: t("Passt, wenn ein Vorschlag gesucht wird, gegen den am wenigsten spricht."),
    ranking: t(
      "Passt für wenige Einträge, wenn es auf die Reihenfolge ankommt. Sie sehen jeden Schritt der Auszählung.",
    ),
    nominal_group: t("Passt, wenn aus einer langen Liste jede Person nur ihre wichtigsten Einträge ordnen soll."),
    matrix: t("Passt, wenn Sie entscheiden wollen, was zuerst kommt und was warten kann."),
    approval: t("Passt, wenn jede Person mehreres gut finden darf und die Zahl der Stimmen reicht."),
    star: t("Passt, wenn ein Vorschlag gewinnen soll: erst zählen die Sterne, dann eine Stichwahl der zwei besten."),
    straw: t("Passt vor oder während einer Aussprache. Ein Stimmungsbild entscheidet nichts."),
    yes_no: t("Passt für eine einzelne Frage, über die eine Mehrheit entscheidet."),
    consent: t("Passt, wenn die Gruppe eine eingefrorene Fassung tragen soll."),
    konsent: t("Passt, wenn ein Vorschlag gilt, sobald niemand einen begründeten Einwand hat."),
  };
  return words[method];
}
