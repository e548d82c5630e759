// Whether what one has written is safe, and who else is here.
import { useEffect, useState } from "preact/hooks";
import { announce } from "../announce";
import { clockTime } from "../clock";
import { connection } from "../live";
import { t, tn } from "../words";
import { colorClass } from "./carets";
import { mayEdit } from "./protocol";
import { databaseRefuses, editor, keeps, obstacle, people, rights, savedAt, unsaved, unsavedChanges } from "./state";

const SHOWN_INITIALS = 4;
/** An edit on its way is no news; one that stays is. */
const PATIENCE_MS = 1_500;

/** „Gespeichert 13:42 Uhr“, and what stands there instead while that is not true. */
export function SavedStatus() {
  const isOffline = connection.value.state !== "connected";
  useOfflineNews(isOffline);
  const isSlow = useIsSlow(unsaved.value > 0);
  return (
    <p class="kw-draft__status kw-small" data-unsaved={unsaved.value}>
      {trouble(isOffline) && <strong>{trouble(isOffline)} </strong>}
      {obstacle.value === null &&
        [savedWords(unsavedChanges.value, isOffline || isSlow, savedAt.value), keptWords(isOffline || isSlow)]
          .filter(Boolean)
          .join(". ")}
    </p>
  );
}

/** It stands where the eyes are: the strip that explains it may be scrolled away. */
function trouble(isOffline: boolean): string {
  if (isOffline) return t("Nicht verbunden. Sie können weiterschreiben.");
  return databaseRefuses.value ? t("Speichern ist gerade nicht möglich.") : "";
}

function savedWords(count: number, isSlow: boolean, at: Date | null): string {
  if (count > 0 && !isSlow) return t("Wird gespeichert …");
  if (count > 0) {
    return tn("%(num)s Änderung noch nicht gespeichert", "%(num)s Änderungen noch nicht gespeichert", count);
  }
  return at === null ? t("Der Text wird geladen …") : t("Gespeichert %(time)s Uhr", { time: clockTime(at) });
}

/** Where the edits are as long as the server does not have them. */
function keptWords(isSlow: boolean): string {
  if (!isSlow || !mayEdit(rights.value)) return "";
  if (!keeps.value && unsaved.value === 0) return t("Ihr Browser kann hier nichts aufbewahren.");
  if (!keeps.value) return t("Ihr Browser kann hier nichts aufbewahren. Lassen Sie diese Seite offen.");
  if (unsaved.value === 0) return "";
  return tn("Sie bleibt in diesem Browser.", "Sie bleiben in diesem Browser.", unsavedChanges.value);
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}

function useOfflineNews(isOffline: boolean): void {
  const [wasOffline, setWasOffline] = useState(false);
  useEffect(() => {
    if (isOffline) announce(t("Nicht verbunden. Sie können weiterschreiben."));
    else if (wasOffline) announce(t("Wieder verbunden."));
    setWasOffline(isOffline);
  }, [isOffline]);
}

/** „4 Personen schreiben mit“: everybody once, however many tabs they have, and oneself. */
export function PresenceLine() {
  if (editor.value === null || connection.value.state !== "connected") return null; // nobody knows then
  const others = [...new Map(people.value.map((person) => [person.person, person])).values()];
  const writing = others.filter(({ writes }) => writes).length + (mayEdit(rights.value) ? 1 : 0);
  const reading = others.length + 1 - writing;
  return (
    <span class="kw-row">
      <span class="kw-initials" aria-hidden="true">
        {others.slice(0, SHOWN_INITIALS).map(({ person, name, color }) => (
          <span key={person} class={`kw-initial ${colorClass(color)}`} title={name}>
            {initials(name)}
          </span>
        ))}
      </span>
      <span class="kw-small">{presenceWords(writing, reading)}</span>
    </span>
  );
}

/** „4 Personen schreiben mit, 2 lesen“ */
function presenceWords(writing: number, reading: number): string {
  if (writing + reading === 1) return t("Nur Sie sind hier");
  const writers = tn("%(num)s Person schreibt", "%(num)s Personen schreiben mit", writing);
  const readers = tn("%(num)s Person liest mit", "%(num)s Personen lesen mit", reading);
  return [writing > 0 && writers, reading > 0 && readers].filter(Boolean).join(", ");
}

/** KB for Karin Beispiel, also with a title before it. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith("."));
  const [first, last] = [words[0], words.at(-1)];
  return [first, words.length > 1 ? last : ""].map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
