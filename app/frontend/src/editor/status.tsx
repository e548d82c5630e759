// Whether what one has written is safe, and who else is here.
import { useEffect, useState } from "preact/hooks";
import { announce } from "../announce";
import { clockTime } from "../clock";
import { connection } from "../live";
import { t, tn } from "../words";
import { colorClass } from "./carets";
import { editor, people, savedAt, unsaved } from "./state";

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
      {isOffline && <strong>{t("Nicht verbunden. Sie können weiterschreiben.")} </strong>}
      {savedWords(unsaved.value, isOffline || isSlow, savedAt.value)}
    </p>
  );
}

function savedWords(count: number, isSlow: boolean, at: Date | null): string {
  if (count > 0 && !isSlow) return t("Wird gespeichert …");
  if (count > 0) {
    return tn("%(num)s Änderung noch nicht gespeichert", "%(num)s Änderungen noch nicht gespeichert", count);
  }
  return at === null ? t("Der Text wird geladen …") : t("Gespeichert %(time)s Uhr", { time: clockTime(at) });
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
  if (editor.value === null) return null;
  const others = [...new Map(people.value.map((person) => [person.person, person])).values()];
  const count = others.length + 1;
  return (
    <span class="kw-row">
      <span class="kw-initials" aria-hidden="true">
        {others.slice(0, SHOWN_INITIALS).map(({ person, name, color }) => (
          <span key={person} class={`kw-initial ${colorClass(color)}`} title={name}>
            {initials(name)}
          </span>
        ))}
      </span>
      <span class="kw-small">{tn("Nur Sie sind hier", "%(num)s Personen schreiben mit", count)}</span>
    </span>
  );
}

/** KB for Karin Beispiel, also with a title before it. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith("."));
  const [first, last] = [words[0], words.at(-1)];
  return [first, words.length > 1 ? last : ""].map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
