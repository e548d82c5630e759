// Where the moderation prepares a poll, or opens one that is prepared.
import { useSignal } from "@preact/signals";
import { Button } from "../room/controls";
import type { Room } from "../types";
import { t } from "../words";
import { cancel, openPrepared } from "./acts";
import type { Poll } from "./contract";
import { OpeningForm, TimingFields, useOpening } from "./opening";
import { Head } from "./parts";
import { type Timing, timingProblems } from "./plans";
import { ConsentForm } from "./prepare_consent";
import { DotForm } from "./prepare_dot";

/** A poll that exists but was not opened. */
export function PreparedForm({ room, poll }: { room: Room; poll: Poll }) {
  const timing = useSignal<Timing>({ minutes: poll.method === "dot" ? "5" : "10", hard: false });
  const opening = useOpening<Timing>(timingProblems, (checked) => openPrepared(poll, checked));
  return (
    <OpeningForm voting={room.presence.voting} problems={opening.problems} open={() => opening.submit(timing.value)}>
      <ul class="kw-poll__rule">
        {poll.rule.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <TimingFields
        timing={timing.value}
        problems={opening.problems}
        change={(part) => {
          timing.value = { ...timing.value, ...part };
        }}
      />
      {poll.method === "wording" && (
        <div class="kw-row">
          <Button words={t("Verwerfen")} kind="tertiary" onPress={() => cancel(poll)} />
        </div>
      )}
    </OpeningForm>
  );
}

/** The form for the poll of the room's phase. */
export function NewPoll({ room, heading = true }: { room: Room; heading?: boolean }) {
  const dot = room.workshop.phase === "prioritise";
  return (
    <div class="kw-stack kw-stack--m">
      {heading && (
        <Head
          eyebrow={t("Noch nicht geöffnet")}
          title={dot ? t("Mehrpunktabfrage vorbereiten") : t("Konsensabstimmung vorbereiten")}
        />
      )}
      {dot ? <DotForm room={room} /> : <ConsentForm room={room} />}
    </div>
  );
}
