// The ballot of a vote on a wording: the passage as it stands and as each suggestion would make it; one of them is chosen.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { FieldError } from "../room/controls";
import { t } from "../words";
import { Casting, CountedPaper, WaitingPaper } from "./ballot_parts";
import { cast, useSheet } from "./casting";
import type { WordingPoll } from "./contract";
import { Refusing } from "./parts";
import { fill, type Paper, type Sheet } from "./sheet";
import { Difference } from "./wording_parts";

interface Choice {
  option?: number;
}

const EMPTY: Paper<Choice> = { choices: {}, reason: "" };

export function WordingBallot({ poll }: { poll: WordingPoll }) {
  const sheet = useSheet<Choice>(poll, EMPTY);
  if (sheet.value.step === "counted") return <CountedPaper poll={poll} sheet={sheet} />;
  return <WordingPaper poll={poll} sheet={sheet} />;
}

function WordingPaper({ poll, sheet }: { poll: WordingPoll; sheet: Signal<Sheet<Choice>> }) {
  const form = useRef<HTMLFormElement>(null);
  const { step, paper, refusal } = sheet.value;
  const problem = useSignal("");
  const isLocked = step !== "filling";
  async function submit(event: Event) {
    event.preventDefault();
    if (isLocked) return;
    problem.value = paper.choices.option === undefined ? t("Bitte wählen Sie einen Wortlaut.") : "";
    if (problem.value === "") await cast(poll.id, sheet);
  }
  useEffect(() => {
    if (problem.value !== "") form.current?.querySelector<HTMLElement>("input")?.focus();
  }, [problem.value]);
  return (
    <form class="kw-stack kw-stack--m" ref={form} noValidate onSubmit={submit}>
      <fieldset class="kw-poll__paper" disabled={isLocked}>
        <Wordings
          poll={poll}
          chosen={paper.choices.option}
          problem={problem.value || refusal?.fields.choices}
          choose={(option) => {
            problem.value = "";
            sheet.value = fill(sheet.value, { choices: { option }, reason: "" });
          }}
        />
      </fieldset>
      {refusal && !refusal.fields.choices && <Refusing refusal={refusal} />}
      {step === "waiting" && <WaitingPaper poll={poll} />}
      <Casting step={step} />
    </form>
  );
}

interface WordingsProps {
  poll: WordingPoll;
  chosen: number | undefined;
  problem: string | undefined;
  choose: (option: number) => void;
}

function Wordings({ poll, chosen, problem, choose }: WordingsProps) {
  return (
    <fieldset class="kw-choice" aria-describedby={problem && "poll-wording-error"}>
      <legend class="kern-label">{t("Welcher Wortlaut soll gelten?")}</legend>
      {poll.options.map((option) => (
        <label key={option.id} for={`poll-wording-${option.id}`}>
          <input
            type="radio"
            name="poll-wording"
            id={`poll-wording-${option.id}`}
            checked={chosen === option.id}
            data-landing={chosen === option.id ? "" : undefined}
            aria-invalid={problem ? "true" : undefined}
            onChange={() => choose(option.id)}
          />
          <b>{option.note}</b>
          <span class="kw-break">
            <Difference option={option} />
          </span>
        </label>
      ))}
      <FieldError id="poll-wording" error={problem} />
    </fieldset>
  );
}
