// Collecting as the moderation sees it: how many, the way in, the needs themselves, and the reveal.
import { signal } from "@preact/signals";
import type { Room } from "../types";
import { t, tn } from "../words";
import { NeedForm, Questions } from "./collect";
import { Check } from "./controls";
import { ask } from "./dialog";
import { NeedList } from "./needs";
import { OwnNeeds } from "./own";
import { act, board, may, path } from "./state";

export function Collected({ room }: { room: Room }) {
  const needs = board.value?.needs ?? [];
  return (
    <div class="kw-stack kw-stack--m">
      <Questions questions={room.workshop.questions} />
      <p class="kw-figure kw-num">{countOfNeeds()}</p>
      <JoinPanel room={room} />
      <section class="kw-stack kw-stack--s" aria-labelledby="collected">
        <h2 class="kern-heading-small" id="collected">
          {t("Eingereichte Bedarfe")}
        </h2>
        {needs.length === 0 && <p>{t("Noch nichts eingereicht. Der erste Bedarf erscheint hier.")}</p>}
        <NeedList needs={needs} />
      </section>
      {may("submit_need") && (
        <details class="kw-details">
          <summary>{t("Selbst einen Bedarf einreichen")}</summary>
          <NeedForm workshop={room.workshop} />
          <OwnNeeds workshop={room.workshop} />
        </details>
      )}
    </div>
  );
}

/** „12 Bedarfe von 9 Personen“ */
function countOfNeeds(): string {
  const needs = board.value?.needs.length ?? 0;
  const words = tn("%(num)s Bedarf", "%(num)s Bedarfe", needs);
  const people = board.value?.authors;
  if (typeof people !== "number") return words;
  return tn("%(needs)s von %(num)s Person", "%(needs)s von %(num)s Personen", people, { needs: words });
}

/** The QR code, the six digits and the link, for whoever stands beside the moderator. */
export function JoinPanel({ room }: { room: Room }) {
  if (room.join === null) return null;
  return (
    <section class="kw-panel kw-join" aria-labelledby="join">
      <img class="kw-join__qr" src={path("qr.svg")} alt={t("QR-Code zum Beitreten")} width="160" height="160" />
      <div class="kw-stack kw-stack--s">
        <h2 class="kern-heading-small" id="join">
          {t("Beitreten")}
        </h2>
        <p>
          {t("Code")} <strong class="kw-figure kw-num">{room.join.code}</strong>
        </p>
        <p class="kw-small kw-break">{room.join.link}</p>
        <p class="kw-small">
          {t("%(present)s von %(total)s Personen sind da.", {
            present: room.presence.present,
            total: room.presence.total,
          })}
        </p>
      </div>
    </section>
  );
}

/** „Aufdecken: Alle sehen die 16 Bedarfe. Mit Namen?“ */
export function askForReveal(): void {
  const named = signal(false);
  const Choice = () => (
    <fieldset class="kern-fieldset">
      <legend class="kern-label">{t("Mit Namen?")}</legend>
      <div class="kern-fieldset__body">
        <Check
          id="reveal-anonymous"
          name="reveal"
          kind="radio"
          words={t("ohne Namen (Gruppe sichtbar)")}
          checked={!named.value}
          onChange={() => {
            named.value = false;
          }}
        />
        <Check
          id="reveal-named"
          name="reveal"
          kind="radio"
          words={t("mit Namen")}
          checked={named.value}
          onChange={() => {
            named.value = true;
          }}
        />
      </div>
    </fieldset>
  );
  const count = board.value?.needs.length ?? 0;
  ask({
    heading: tn("Aufdecken: Alle sehen den %(num)s Bedarf.", "Aufdecken: Alle sehen die %(num)s Bedarfe.", count),
    body: <Choice />,
    yes: t("Aufdecken"),
    act: () => act("POST", path("revelation"), { named: named.value }, ["room", "board"]),
  });
}
