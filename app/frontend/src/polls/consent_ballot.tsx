// The consent ballot: four answers, none of them chosen in advance, with a reason where it belongs.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { FieldError, TextField } from "../room/controls";
import { t } from "../words";
import { Casting, CountedPaper, WaitingPaper } from "./ballot_parts";
import { cast, useSheet } from "./casting";
import type { Answer, ConsentPoll } from "./contract";
import { Refusing } from "./parts";
import { fill, type Paper, type Sheet } from "./sheet";

interface Choice {
  answer?: Answer;
}

const EMPTY: Paper<Choice> = { choices: {}, reason: "" };
const LONGEST_REASON = 2000;

interface Offer {
  answer: Answer;
  words: string;
  hint?: string;
}

function offers(): Offer[] {
  return [
    { answer: "agree", words: t("Ich stimme zu") },
    {
      answer: "reservation",
      words: t("Ich stimme zu, mit Bedenken"),
      hint: t("Ihre Bedenken stehen nachher beim Ergebnis."),
    },
    { answer: "stand_aside", words: t("Ich enthalte mich"), hint: t("Ich stehe nicht im Weg.") },
    {
      answer: "object",
      words: t("Ich erhebe Einwand"),
      hint: t("Ich kann das nicht mittragen. Begründung nötig."),
    },
  ];
}

/** What is missing on the paper, by field. */
export function problemsOf({ choices, reason }: Paper<Choice>): Record<string, string> {
  if (choices.answer === undefined) return { choices: t("Bitte wählen Sie eine Antwort.") };
  if (choices.answer === "object" && reason.trim() === "")
    return { reason: t("Bitte begründen Sie Ihren Einwand. Ohne Begründung kann er nicht gezählt werden.") };
  return {};
}

/** A reason belongs to reservations and objections only; with another answer it stays on the device. */
function sent({ choices, reason }: Paper<Choice>): Paper<Choice> {
  const asked = choices.answer === "reservation" || choices.answer === "object";
  return { choices, reason: asked ? reason.trim() : "" };
}

export function ConsentBallot({ poll }: { poll: ConsentPoll }) {
  const sheet = useSheet<Choice>(poll, EMPTY);
  if (sheet.value.step === "counted") return <CountedPaper poll={poll} sheet={sheet} />;
  return <ConsentPaper poll={poll} sheet={sheet} />;
}

function ConsentPaper({ poll, sheet }: { poll: ConsentPoll; sheet: Signal<Sheet<Choice>> }) {
  const form = useRef<HTMLFormElement>(null);
  const { step, paper, refusal } = sheet.value;
  const missing = useSignal<Record<string, string>>({});
  const problems = { ...refusal?.fields, ...missing.value };
  const locked = step !== "filling";
  const write = (part: Partial<Paper<Choice>>) => {
    missing.value = {};
    sheet.value = fill(sheet.value, { ...paper, ...part });
  };
  async function submit(event: Event) {
    event.preventDefault();
    if (locked) return;
    missing.value = problemsOf(paper);
    if (Object.keys(missing.value).length > 0) return;
    sheet.value = fill(sheet.value, sent(paper));
    await cast(poll.id, sheet);
  }
  useEffect(() => {
    if (Object.keys(missing.value).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [missing.value]);
  return (
    <form class="kw-stack kw-stack--m" ref={form} noValidate onSubmit={submit}>
      <fieldset class="kw-poll__paper" disabled={locked}>
        <Answers
          chosen={paper.choices.answer}
          problem={problems.choices}
          choose={(answer) => write({ choices: { answer } })}
        />
        <ReasonField paper={paper} problem={problems.reason} write={(reason) => write({ reason })} />
      </fieldset>
      {refusal && Object.keys(refusal.fields).length === 0 && <Refusing refusal={refusal} />}
      {step === "waiting" && <WaitingPaper poll={poll} />}
      <Casting step={step} />
    </form>
  );
}

interface AnswersProps {
  chosen: Answer | undefined;
  problem: string | undefined;
  choose: (answer: Answer) => void;
}

function Answers({ chosen, problem, choose }: AnswersProps) {
  return (
    <fieldset class="kw-choice" aria-describedby={problem && "poll-answer-error"}>
      <legend class="kern-label">{t("Wie stehen Sie dazu?")}</legend>
      {offers().map(({ answer, words, hint }) => (
        <label key={answer} for={`poll-${answer}`}>
          <input
            type="radio"
            name="poll-answer"
            id={`poll-${answer}`}
            checked={chosen === answer}
            data-landing={chosen === answer ? "" : undefined}
            aria-invalid={problem ? "true" : undefined}
            onChange={() => choose(answer)}
          />
          <b>{words}</b>
          {hint && <span>{hint}</span>}
        </label>
      ))}
      <FieldError id="poll-answer" error={problem} />
    </fieldset>
  );
}

interface ReasonFieldProps {
  paper: Paper<Choice>;
  problem: string | undefined;
  write: (reason: string) => void;
}

function ReasonField({ paper, problem, write }: ReasonFieldProps) {
  const objects = paper.choices.answer === "object";
  if (!objects && paper.choices.answer !== "reservation") return null;
  return (
    <TextField
      id="poll-reason"
      label={objects ? t("Was spricht dagegen? Was müsste sich ändern?") : t("Welche Bedenken haben Sie?")}
      value={paper.reason}
      error={problem}
      optional={!objects}
      limit={LONGEST_REASON}
      rows={3}
      onInput={write}
    />
  );
}
