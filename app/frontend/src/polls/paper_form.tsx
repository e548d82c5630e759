// What the common ballot papers share: one form that checks, asks where there is a doubt, sends, and says its fate.
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../room/dialog";
import { Casting, CountedPaper, WaitingPaper } from "./ballot_parts";
import { cast, useSheet } from "./casting";
import type { PaperPoll } from "./contract";
import { Refusing } from "./parts";
import { fill, type Paper, type Sheet } from "./sheet";

/** What is wrong with a paper: „choices“, „reason“ or an option's id -> a sentence. */
export type Problems = Record<string, string>;

/** What a person may do on purpose, but not by mistake. */
export interface Doubt {
  heading: string;
  meaning: string;
  no: string;
  yes: string;
}

export interface Writing<C> extends Paper<C> {
  problems: Problems;
  locked: boolean;
  write: (part: Partial<Paper<C>>) => void;
}

interface PaperFormProps<C> {
  poll: PaperPoll;
  check: (paper: Paper<C>) => Problems;
  doubt?: (paper: Paper<C>) => Doubt | null;
  /** The paper without what its answer does not ask for. */
  tidy?: (paper: Paper<C>) => Paper<C>;
  /** How a counted ballot is written on again. */
  reopened?: (choices: C) => C;
  children: (writing: Writing<C>) => ComponentChildren;
}

export function PaperForm<C extends object>(props: PaperFormProps<C>) {
  const { poll } = props;
  const sheet = useSheet<C>(poll, { choices: {} as C, reason: "" });
  if (sheet.value.step === "counted") return <CountedPaper poll={poll} sheet={sheet} />;
  return <Filling {...props} sheet={sheet} />;
}

function Filling<C extends object>(props: PaperFormProps<C> & { sheet: Signal<Sheet<C>> }) {
  const { poll, sheet, check, doubt, tidy, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const missing = useSignal<Problems>({});
  const { step, refusal } = sheet.value;
  const locked = step !== "filling";
  const paper = shown(sheet.value, props.reopened);
  const write = (part: Partial<Paper<C>>) => {
    missing.value = {};
    sheet.value = fill(sheet.value, { ...paper, ...part });
  };
  async function submit(event: Event) {
    event.preventDefault();
    if (locked) return;
    missing.value = check(paper);
    if (Object.keys(missing.value).length > 0) return;
    sheet.value = fill(sheet.value, tidy?.(paper) ?? paper);
    await castUnlessInDoubt(poll, sheet, doubt?.(paper) ?? null);
  }
  useEffect(() => {
    if (Object.keys(missing.value).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus();
  }, [missing.value]);
  return (
    <form class="kw-stack kw-stack--m" ref={form} noValidate onSubmit={submit}>
      <fieldset class="kw-poll__paper" disabled={locked}>
        {children({ ...paper, problems: { ...refusal?.fields, ...missing.value }, locked, write })}
      </fieldset>
      {refusal && Object.keys(refusal.fields).length === 0 && <Refusing refusal={refusal} />}
      {step === "waiting" && <WaitingPaper poll={poll} />}
      <Casting step={step} />
    </form>
  );
}

function shown<C>({ paper, seen }: Sheet<C>, reopened: ((choices: C) => C) | undefined): Paper<C> {
  return seen > 0 && reopened ? { ...paper, choices: reopened(paper.choices) } : paper;
}

async function castUnlessInDoubt<C>(poll: PaperPoll, sheet: Signal<Sheet<C>>, doubt: Doubt | null): Promise<void> {
  if (doubt === null) return cast(poll.id, sheet);
  ask({
    heading: doubt.heading,
    body: <p>{doubt.meaning}</p>,
    yes: doubt.yes,
    no: doubt.no,
    act: () => void cast(poll.id, sheet), // the paper says how it goes on
  });
}
