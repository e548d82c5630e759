// What every form that opens a poll has. The button of the moderation's bar sends the form too.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button, Check, TextField } from "../room/controls";
import { t, tn } from "../words";
import { NumberField, Refusing } from "./parts";
import type { Problems, Timing } from "./plans";
import type { Refusal } from "./sheet";

const FORM = "kw-poll-form";

/** Sends the form on the stage, from a button outside of it. */
export function sendForm(): void {
  const form = document.getElementById(FORM);
  if (form instanceof HTMLFormElement) form.requestSubmit();
}

interface OpeningFormProps {
  voting: number;
  problems: Problems;
  open: () => Promise<Refusal | null>;
  children: ComponentChildren;
}

/** Sends once, shows why it did not work, and brings the focus to the first wrong field. */
export function OpeningForm({ voting, problems, open, children }: OpeningFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);
  async function submit(event: Event) {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    refusal.value = await open();
    busy.value = false;
  }
  useEffect(() => {
    if (Object.keys(problems).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  return (
    <form class="kw-panel kw-stack kw-stack--m" id={FORM} ref={form} noValidate onSubmit={submit}>
      {children}
      <div>
        <Refusing refusal={refusal.value} />
        <Button words={openWords(voting)} type="submit" busy={busy.value} />
      </div>
    </form>
  );
}

function openWords(voting: number): string {
  return tn("Für %(num)s Stimmberechtigten öffnen", "Für %(num)s Stimmberechtigte öffnen", voting);
}

type Open<Plan> = (plan: Plan) => Promise<Refusal | null>;

/** What is wrong with a plan, here or by the server, and how to open it; with problems nothing is sent. */
export function useOpening<Plan extends Timing>(check: (plan: Plan) => Problems, open: Open<Plan>) {
  const problems = useSignal<Problems>({});
  async function submit(plan: Plan): Promise<Refusal | null> {
    problems.value = check(plan);
    if (Object.keys(problems.value).length > 0) return null;
    const refusal = await open(plan);
    if (refusal !== null) problems.value = refusal.fields;
    return refusal;
  }
  return { problems: problems.value, submit };
}

interface TimingFieldsProps {
  timing: Timing;
  problems: Problems;
  change: (part: Partial<Timing>) => void;
}

export function TimingFields({ timing, problems, change }: TimingFieldsProps) {
  return (
    <div class="kw-stack kw-stack--s">
      <NumberField
        id="poll-minutes"
        label={t("Dauer in Minuten")}
        hint={t("Leer: bis Sie schließen.")}
        value={timing.minutes}
        error={problems.minutes}
        change={(minutes) => change({ minutes })}
      />
      <Check
        id="poll-hard"
        words={t("Bei null schließen")}
        checked={timing.hard}
        onChange={(hard) => change({ hard })}
      />
    </div>
  );
}

interface QuestionFieldProps {
  value: string;
  problems: Problems;
  change: (part: { question: string }) => void;
}

export function QuestionField({ value, problems, change }: QuestionFieldProps) {
  return (
    <TextField
      id="poll-question"
      label={t("Frage")}
      value={value}
      error={problems.question}
      onInput={(question) => change({ question })}
    />
  );
}
