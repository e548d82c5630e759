// Where the moderation prepares a poll, or opens one that is prepared.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, Select } from "../room/controls";
import type { Room } from "../types";
import { t } from "../words";
import { cancel, openPrepared } from "./acts";
import { isPaper, type Poll } from "./contract";
import { type ChosenMethod, choiceWords, fitWords, methodsOf } from "./methods";
import { OpeningForm, TimingFields, useOpening } from "./opening";
import type { PaperPlan } from "./paper_plans";
import { Head } from "./parts";
import { planned } from "./planned";
import { type Timing, timingProblems } from "./plans";
import { ConsentForm } from "./prepare_consent";
import { DotForm } from "./prepare_dot";
import { PaperForm } from "./prepare_paper";

/** A poll that exists but was not opened. */
export function PreparedForm({ room, poll }: { room: Room; poll: Poll }) {
  const timing = useSignal<Timing>({ minutes: poll.method === "dot" || isPaper(poll) ? "5" : "10", hard: false });
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
      {(poll.method === "wording" || isPaper(poll)) && (
        <div class="kw-row">
          <Button words={t("Verwerfen")} kind="tertiary" onPress={() => cancel(poll)} />
        </div>
      )}
    </OpeningForm>
  );
}

/** The form for a poll of the room's phase, at first for the usual method. */
export function NewPoll({ room, heading = true }: { room: Room; heading?: boolean }) {
  const methods = methodsOf(room.workshop.phase);
  const method = useSignal<ChosenMethod>(methods[0] ?? "dot");
  const plan = useSignal<PaperPlan | null>(null);
  useEffect(() => {
    planned.value = method.value;
    return () => {
      planned.value = null;
    };
  }, [method.value]);
  return (
    <div class="kw-stack kw-stack--m">
      {heading && <Head eyebrow={t("Noch nicht geöffnet")} title={title(method.value)} />}
      <MethodChoice
        methods={methods}
        method={method.value}
        choose={(chosen) => {
          method.value = chosen;
        }}
      />
      <FormOf room={room} method={method.value} plan={plan} />
    </div>
  );
}

function title(method: ChosenMethod): string {
  if (method === "dot") return t("Mehrpunktabfrage vorbereiten");
  return method === "consent" ? t("Konsensabstimmung vorbereiten") : t("Abstimmung vorbereiten");
}

interface MethodChoiceProps {
  methods: ChosenMethod[];
  method: ChosenMethod;
  choose: (method: ChosenMethod) => void;
}

function MethodChoice({ methods, method, choose }: MethodChoiceProps) {
  return (
    <div class="kw-stack kw-stack--xs kw-poll__method">
      <Select
        id="poll-method"
        label={t("Verfahren")}
        value={method}
        options={methods.map((one) => [one, choiceWords(one)])}
        onChange={choose}
      />
      <p class="kw-small kw-muted" role="status">
        {fitWords(method)}
      </p>
    </div>
  );
}

interface FormOfProps {
  room: Room;
  method: ChosenMethod;
  plan: Signal<PaperPlan | null>;
}

function FormOf({ room, method, plan }: FormOfProps) {
  if (method === "dot") return <DotForm room={room} />;
  if (method === "consent") return <ConsentForm room={room} />;
  return <PaperForm room={room} method={method} plan={plan} />;
}
