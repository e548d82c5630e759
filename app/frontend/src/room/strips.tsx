// Strips over the stage: the room is elsewhere, no connection, somebody waits, the moderation asks for attention.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { announce } from "../announce";
import { clockTime } from "../clock";
import { connection } from "../live";
import type { Room } from "../types";
import { t, tn } from "../words";
import { Button, Strip } from "./controls";
import { goAlong, movedTo } from "./follow";
import { confirmAll } from "./people";
import { outbox } from "./sending";
import { may, people } from "./state";
import { openPeople } from "./tools";

/** The moderation asks everybody to look up. */
export const attention = signal(false);

export function Strips({ room }: { room: Room }) {
  return (
    <>
      <Offline />
      <Attention />
      <Elsewhere room={room} />
      <Waiting room={room} />
    </>
  );
}

function Elsewhere({ room }: { room: Room }) {
  if (movedTo.value === null) return null;
  return (
    <Strip isSaid action={<Button words={t("Mitgehen")} onPress={() => goAlong(room)} />}>
      {t("Der Raum ist jetzt bei %(place)s.", { place: movedTo.value })}
    </Strip>
  );
}

function Attention() {
  if (!attention.value) return null;
  const close = () => {
    attention.value = false;
  };
  return (
    <Strip isSaid kind="warn" icon="warning" action={<Button words={t("Schließen")} onPress={close} />}>
      {t("Die Moderation bittet: Bitte nach vorn schauen.")}
    </Strip>
  );
}

function Offline() {
  const { state, since } = connection.value;
  const isOffline = state === "offline";
  useEffect(() => {
    if (!isOffline) return;
    announce(t("Nicht verbunden. Sie können weiterschreiben."));
    return () => {
      // Needs that waited are sent now, and the toast says both.
      if (!outbox.peek()?.waiting.peek()) announce(t("Wieder verbunden."));
    };
  }, [isOffline]);
  if (!isOffline) return null;
  const count = outbox.value?.waiting.value ?? 0;
  return (
    <Strip isSaid kind="warn" icon="warning">
      <strong>{t("Keine Verbindung seit %(time)s Uhr.", { time: clockTime(since) })}</strong>{" "}
      {t("Sie können weiterschreiben.")}{" "}
      {count > 0 &&
        tn(
          "%(num)s Bedarf wartet auf diesem Gerät und wird gesendet, sobald die Verbindung wieder da ist – genau einmal.",
          "%(num)s Bedarfe warten auf diesem Gerät und werden gesendet, sobald die Verbindung wieder da ist – genau einmal.",
          count,
        )}
    </Strip>
  );
}

const NAMED = 3;

/** „2 Personen warten: L. Vorlage, J. Modell“; only in rooms where people wait to be let in. */
function Waiting({ room }: { room: Room }) {
  if (!may("confirm_people") || room.workshop.admission !== "lobby") return null;
  const waiting = people.value?.filter((person) => !person.confirmed) ?? [];
  if (waiting.length === 0) return null;
  const named = waiting.slice(0, NAMED).map((person) => person.name);
  const names = named.join(", ") + (waiting.length > NAMED ? " …" : "");
  return (
    <Strip
      isSaid
      action={
        <span class="kw-row">
          <Button words={t("Alle einlassen")} onPress={() => void confirmAll()} />
          <Button words={t("Ansehen")} onPress={openPeople} />
        </span>
      }
    >
      {tn("%(num)s Person wartet: %(names)s", "%(num)s Personen warten: %(names)s", waiting.length, { names })}
    </Strip>
  );
}
