// What the moderation fills in before it opens a vote by common papers, as the server reads it. Pure.
import { t } from "../words";
import type { PaperMethod } from "./contract";
import { isAnswerMethod } from "./methods";
import { minutesProblem, type Problems, questionProblem, type Timing, whole, without } from "./plans";

export type Setting = "lowest" | "highest" | "low_words" | "high_words" | "no_opinion" | "complete" | "most" | "picks";

/** Settings as they are typed. */
export type Typed = Partial<Record<Setting, string | boolean>>;

export type PaperSubject = "clusters" | "needs" | "free";

export interface PaperPlan extends Timing {
  method: PaperMethod;
  question: string;
  subject: PaperSubject;
  /** The own entries, one in a line. */
  lines: string;
  settings: Typed;
}

export const MOST_LINES = 60;
export const LONGEST_LINE = 200;
const RANGES: Partial<Record<Setting, [low: number, high: number]>> = {
  lowest: [0, 1],
  highest: [2, 10],
  most: [1, MOST_LINES],
  picks: [1, 20],
};

/** What a method lets one set, with the usual values. */
export function usualSettings(method: PaperMethod): Typed {
  const usual: Record<PaperMethod, Typed> = {
    score: { lowest: "0", highest: "10", low_words: "", high_words: "", no_opinion: true },
    resistance: { highest: "10" },
    ranking: { complete: false },
    nominal_group: { picks: "5" },
    matrix: { lowest: "1", highest: "5", no_opinion: true },
    approval: { most: "3" },
    star: {},
    straw: {},
    yes_no: {},
    konsent: {},
  };
  return usual[method];
}

/** The question that fits most often; none where only the workshop knows it. */
export function usualQuestion(method: PaperMethod): string {
  const usual: Record<PaperMethod, string> = {
    score: t("Wie wichtig ist das?"),
    resistance: t("Wogegen spricht am wenigsten?"),
    ranking: t("In welcher Reihenfolge gehen wir vor?"),
    nominal_group: t("Was ist am wichtigsten?"),
    matrix: t("Was ist wichtig, was ist dringend?"),
    approval: t("Was davon unterstützen Sie?"),
    star: t("Was ist der beste Vorschlag?"),
    straw: "",
    yes_no: "",
    konsent: "",
  };
  return usual[method];
}

export function firstPlan(method: PaperMethod, subject: PaperSubject): PaperPlan {
  return {
    method,
    question: usualQuestion(method),
    subject,
    lines: "",
    settings: usualSettings(method),
    minutes: "5",
    hard: false,
  };
}

/** The same plan for another method: what was typed stays, what belonged to the method is as usual. */
export function withMethod(plan: PaperPlan, method: PaperMethod): PaperPlan {
  if (plan.method === method) return plan;
  const isUsual = plan.question === usualQuestion(plan.method);
  const question = isUsual ? usualQuestion(method) : plan.question;
  return { ...plan, method, question, settings: usualSettings(method) };
}

/** The own entries. */
export function linesOf({ lines }: Pick<PaperPlan, "lines">): string[] {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What is wrong with a plan, by field, as the server names it. */
export function paperProblems(plan: PaperPlan): Problems {
  const settings = Object.entries(plan.settings).map(([name, typed]): [string, string | null] => [
    `settings.${name}`,
    settingProblem(name as Setting, typed),
  ]);
  return without({
    question: questionProblem(plan.question),
    options: isAnswerMethod(plan.method) || plan.subject !== "free" ? null : linesProblem(linesOf(plan)),
    minutes: minutesProblem(plan),
    ...Object.fromEntries(settings),
  });
}

function settingProblem(name: Setting, typed: string | boolean): string | null {
  const range = RANGES[name];
  if (range === undefined || typeof typed === "boolean" || (name === "most" && typed.trim() === "")) return null;
  const [low, high] = range;
  const value = whole(typed);
  if (value !== null && value >= low && value <= high) return null;
  return t("Bitte geben Sie eine Zahl von %(low)s bis %(high)s an.", { low, high });
}

function linesProblem(lines: string[]): string | null {
  if (lines.length < 2) return t("Bitte schreiben Sie mindestens zwei Einträge, jeden in eine eigene Zeile.");
  if (lines.length > MOST_LINES) return t("Das sind mehr als %(most)s Einträge.", { most: MOST_LINES });
  if (new Set(lines).size < lines.length) return t("Ein Eintrag steht zweimal da.");
  const long = lines.findIndex((line) => line.length > LONGEST_LINE);
  if (long < 0) return null;
  return t("Eintrag %(number)s ist zu lang. Möglich sind %(most)s Zeichen.", { number: long + 1, most: LONGEST_LINE });
}

export function paperBody(plan: PaperPlan) {
  const settings = Object.entries(plan.settings).map(([name, typed]) => [name, settingValue(name as Setting, typed)]);
  const isFree = !isAnswerMethod(plan.method) && plan.subject === "free";
  return {
    method: plan.method,
    question: plan.question.trim(),
    secrecy: "open",
    subject: isAnswerMethod(plan.method) ? null : plan.subject,
    ...(isFree ? { options: linesOf(plan) } : {}),
    settings: Object.fromEntries(settings),
  };
}

function settingValue(name: Setting, typed: string | boolean): string | number | boolean | null {
  if (typeof typed === "boolean") return typed;
  if (RANGES[name] === undefined) return typed.trim();
  return typed.trim() === "" ? null : Number(typed);
}
