// What things of the room are called.
import type { Phase, Role, Shows } from "../types";
import { t } from "../words";

/** The six phases of the bar; before them the room is being prepared. */
export const PHASES: Phase[] = ["collect", "cluster", "prioritise", "draft", "consent", "closed"];

export function phaseName(phase: Phase): string {
  const names: Record<Phase, string> = {
    preparing: t("Vorbereitung"),
    collect: t("Sammeln"),
    cluster: t("Ordnen"),
    prioritise: t("Priorisieren"),
    draft: t("Entwerfen"),
    consent: t("Konsens"),
    closed: t("Abschluss"),
  };
  return names[phase];
}

export function roleName(role: Role): string {
  const names: Record<Role, string> = {
    moderator: t("Moderation"),
    minute_taker: t("Protokoll"),
    editor: t("Redaktion"),
    expert: t("Fachperson"),
    guest: t("Gast"),
    observer: t("Beobachtung"),
  };
  return names[role];
}

export function viewName(shows: Shows): string {
  const names: Record<Shows, string> = {
    welcome: t("Begrüßung und QR-Code"),
    question: t("Leitfrage"),
    needs: t("Bedarfe"),
    clusters: t("Cluster"),
    timer: t("Zeit"),
    result: t("Ergebnis"),
    text: t("Text"),
    blank: t("Schwarz"),
  };
  return names[shows];
}
