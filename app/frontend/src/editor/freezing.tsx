// Freezing a version: the bar at the end of the page and the question before it.
import { signal } from "@preact/signals";
import { Refused } from "../http";
import { LinkButton } from "../polls/parts";
import { Button, TextField } from "../room/controls";
import { ask } from "../room/dialog";
import { may, room } from "../room/state";
import { toast } from "../room/toasts";
import { t, tn } from "../words";
import { freeze, shortFingerprint } from "./requests";
import { frozen, unsaved, versions } from "./state";
import { openCount } from "./suggestions";

const occasion = signal("");

/** For those who may: why it is not possible yet, and the button. */
export function FreezeBar({ draft, workshop }: { draft: number; workshop: number }) {
  if (!may("freeze_version")) return null;
  const [why, isFrozen] = [whyNot(), frozen.value?.is_current === true];
  return (
    // biome-ignore lint/a11y/useSemanticElements: the room's bars are regions, as ux says
    <div class="kw-modbar" role="region" aria-label={t("Moderation")}>
      <div class="kw-modbar__next">
        <span class="kw-small kw-muted">{why}</span>
        <Button
          words={t("Fassung einfrieren")}
          kind={isFrozen ? "secondary" : "primary"}
          blocked={why !== ""}
          onPress={() => question(draft)}
        />
        {isFrozen && may("run_room") && <LinkButton words={onward(draft)} address={`/workshops/${workshop}`} />}
      </div>
    </div>
  );
}

/** What comes after freezing is done in the room. */
function onward(draft: number): string {
  return pollsOn(draft) === 0 ? t("Konsensabstimmung öffnen") : t("Zurück in den Raum");
}

function pollsOn(draft: number): number {
  return room.value?.polls?.filter((poll) => poll.draft_id === draft && poll.method === "consent").length ?? 0;
}

function whyNot(): string {
  const newest = frozen.value;
  if (newest?.is_current) return t("Der Text ist seit Fassung %(number)s unverändert", { number: newest.number });
  if (unsaved.value > 0) return t("Erst möglich, wenn alles gespeichert ist");
  return openCount.value > 0 ? stillOpen(openCount.value) : "";
}

function stillOpen(count: number): string {
  return tn(
    "Erst möglich, wenn kein Vorschlag offen ist: noch %(num)s Vorschlag.",
    "Erst möglich, wenn kein Vorschlag offen ist: noch %(num)s Vorschläge.",
    count,
  );
}

function last(): number {
  return versions.value[0]?.number ?? 0;
}

function question(draft: number): void {
  occasion.value = t("Für Runde %(round)s", { round: pollsOn(draft) + 1 });
  ask({
    heading: t("Fassung %(number)s einfrieren?", { number: last() + 1 }),
    body: <Body />,
    yes: t("Einfrieren"),
    act: freezeNow,
  });
}

function Body() {
  return (
    <>
      <p>
        {t(
          "Der Text bleibt danach so, wie er ist. Wer weiterschreibt, beginnt Fassung %(next)s. Abgestimmt wird nur über die eingefrorene Fassung.",
          { next: last() + 2 },
        )}
      </p>
      <TextField
        id="occasion"
        label={t("Anlass")}
        hint={t("So finden Sie die Fassung später wieder.")}
        value={occasion.value}
        onInput={(value) => {
          occasion.value = value;
        }}
      />
    </>
  );
}

async function freezeNow(): Promise<void> {
  const { number, fingerprint } = await freeze(occasion.value).catch(refuseAsOne);
  toast(
    t("Fassung %(number)s ist eingefroren. Prüfzeichen %(fingerprint)s.", {
      number,
      fingerprint: shortFingerprint(fingerprint),
    }),
  );
}

/** The sentence names the empty sections already; a sentence for each would say it twice. */
function refuseAsOne(error: unknown): never {
  throw error instanceof Refused ? new Refused(error.status, error.error, error.message) : error;
}
