// What the moderation fills in before it opens a poll, as the server reads it. Pure.
import { t } from "../words";
import type { Secrecy } from "./contract";
import { MOST_POINTS } from "./points";

export interface Timing {
  /** As typed; nothing means without an end. */
  minutes: string;
  hard: boolean;
}

export interface DotPlan extends Timing {
  question: string;
  subject: "clusters" | "needs";
  points: string;
  limit: string;
}

export interface ConsentPlan extends Timing {
  versionId: number | null;
  question: string;
  secrecy: Secrecy;
}

export type Problems = Record<string, string>;

const MOST_MINUTES = 24 * 60;

/** Thin for now: the rule is the AWMF's default, the quorum that of § 90 VwVfG. */
export const CONSENT_RULE = { denominator: "without_abstentions", quorum: "vwvfg" } as const;

export function whole(typed: string): number | null {
  return /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null;
}

export function without(problems: Record<string, string | null>): Problems {
  return Object.fromEntries(Object.entries(problems).filter((one): one is [string, string] => one[1] !== null));
}

export function minutesProblem({ minutes, hard }: Timing): string | null {
  if (minutes.trim() === "") return hard ? t("Bitte geben Sie an, nach wie vielen Minuten geschlossen wird.") : null;
  const value = whole(minutes);
  return value !== null && value >= 1 && value <= MOST_MINUTES ? null : t("Bitte geben Sie 1 bis 1.440 Minuten an.");
}

export function questionProblem(question: string): string | null {
  return question.trim() === "" ? t("Bitte schreiben Sie, worüber abgestimmt wird.") : null;
}

function pointsProblem(points: number | null): string | null {
  return points !== null && points >= 1 && points <= MOST_POINTS ? null : t("Bitte geben Sie 1 bis 100 Punkte an.");
}

function limitProblem(limit: number | null, points: number | null): string | null {
  if (limit !== null && limit >= 1 && limit <= (points ?? MOST_POINTS)) return null;
  return t("Bitte geben Sie mindestens 1 und höchstens alle Punkte an.");
}

export function timingProblems(timing: Timing): Problems {
  return without({ minutes: minutesProblem(timing) });
}

export function dotProblems(plan: DotPlan): Problems {
  const points = whole(plan.points);
  return without({
    question: questionProblem(plan.question),
    points: pointsProblem(points),
    limit: limitProblem(whole(plan.limit), points),
    minutes: minutesProblem(plan),
  });
}

export function consentProblems(plan: ConsentPlan): Problems {
  return without({
    version: plan.versionId === null ? t("Bitte wählen Sie eine Fassung.") : null,
    question: questionProblem(plan.question),
    minutes: minutesProblem(plan),
  });
}

export function dotBody({ question, subject, points, limit }: DotPlan) {
  const settings = { points: Number(points), limit: Number(limit) };
  return { method: "dot", question: question.trim(), secrecy: "open", subject, settings };
}

export function consentBody({ question, secrecy, versionId }: ConsentPlan) {
  return { method: "consent", question: question.trim(), secrecy, version_id: versionId, settings: CONSENT_RULE };
}

export function openingBody({ minutes, hard }: Timing) {
  return { minutes: minutes.trim() === "" ? null : Number(minutes), hard };
}
