// What a stay in a draft says when something of the text does not go on.
import { answer } from "../announce";
import type { Refused } from "../http";
import { toast } from "../room/toasts";
import { t } from "../words";

/** The words that were set aside stand above the text, out of sight of who types further down. */
export function pointTo(key: string): void {
  const sentence = t("Diese Änderung konnte nicht übernommen werden");
  answer(sentence);
  toast(sentence, { words: t("Ansehen"), act: () => document.getElementById(`aside-heading-${key}`)?.focus() });
}

/** Why changes that were sent as suggestions are none. */
export function noPlace(): string {
  return t("Diese Stellen stehen so nicht mehr im Text, oder ein Vorschlag kann die Änderung nicht enthalten.");
}

/** What stands there instead of the text. */
export function sentenceOf({ error, message }: Refused): string {
  if (error === "schema") return t("Bitte laden Sie die Seite neu. Ihr Text bleibt erhalten.");
  if (error === "person") {
    return t("Auf diesem Gerät ist inzwischen jemand anderes angemeldet. Bitte laden Sie die Seite neu.");
  }
  return message || t("Sie können diesen Entwurf nicht mehr lesen.");
}
