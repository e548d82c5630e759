// The ballot that answers the question itself, with a reason where it belongs.
import { FieldError, TextField } from "../room/controls";
import { t } from "../words";
import type { Answered, Form, FormAnswer, PaperPoll } from "./contract";
import { PaperForm, type Problems, type Writing } from "./paper_form";
import type { Paper } from "./sheet";

const LONGEST_REASON = 2000;

export function AnswersBallot({ poll }: { poll: PaperPoll }) {
  const { form } = poll;
  return (
    <PaperForm<Answered>
      poll={poll}
      check={(paper) => problemsOf(form, paper)}
      tidy={(paper) => withoutIdleReason(form, paper)}
    >
      {(writing) => (
        <>
          <Answers form={form} writing={writing} />
          <Reason asked={chosen(form, writing.choices)} writing={writing} />
        </>
      )}
    </PaperForm>
  );
}

function chosen({ answers }: Form, { answer }: Answered): FormAnswer | undefined {
  return answers.find(({ key }) => key === answer);
}

/** What is missing on the paper, by field. */
export function problemsOf(form: Form, { choices, reason }: Paper<Answered>): Problems {
  const found = chosen(form, choices);
  if (found === undefined) return { choices: t("Bitte wählen Sie eine Antwort.") };
  if (found.reason === "required" && reason.trim() === "")
    return { reason: t("Bitte begründen Sie Ihre Antwort. Ohne Begründung kann sie nicht gezählt werden.") };
  return {};
}

/** A reason goes only with an answer that asks for one. */
export function withoutIdleReason(form: Form, { choices, reason }: Paper<Answered>): Paper<Answered> {
  const asks = chosen(form, choices)?.reason ?? "none";
  return { choices, reason: asks === "none" ? "" : reason.trim() };
}

function Answers({ form, writing: { choices, problems, write } }: { form: Form; writing: Writing<Answered> }) {
  const problem = problems.choices;
  return (
    <fieldset class="kw-choice" aria-describedby={problem && "poll-answer-error"}>
      <legend class="kern-label">{t("Wie stehen Sie dazu?")}</legend>
      {form.answers.map(({ key, label, reason }) => (
        <label key={key} for={`poll-answer-${key}`}>
          <input
            type="radio"
            name="poll-answer"
            id={`poll-answer-${key}`}
            checked={choices.answer === key}
            data-landing={choices.answer === key ? "" : undefined}
            aria-invalid={problem ? "true" : undefined}
            onChange={() => write({ choices: { answer: key } })}
          />
          <b>{label}</b>
          {reason === "required" && <span>{t("Begründung nötig.")}</span>}
        </label>
      ))}
      <FieldError id="poll-answer" error={problem} />
    </fieldset>
  );
}

function Reason({ asked, writing }: { asked: FormAnswer | undefined; writing: Writing<Answered> }) {
  if (asked === undefined || asked.reason === "none") return null;
  return (
    <TextField
      id="poll-reason"
      label={t("Begründung")}
      value={writing.reason}
      error={writing.problems.reason}
      optional={asked.reason === "optional"}
      limit={LONGEST_REASON}
      rows={3}
      onInput={(reason) => writing.write({ reason })}
    />
  );
}
