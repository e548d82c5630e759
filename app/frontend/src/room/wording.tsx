// The fields of a need, for a new one and for changing one.
import type { Workshop } from "../types";
import { t } from "../words";
import { Select, TextField } from "./controls";
import type { Wording } from "./outbox";

const LONGEST_TEXT = 5_000;

interface NeedFieldsProps {
  value: Wording;
  onInput: (change: Partial<Wording>) => void;
  questions: Workshop["questions"];
  error?: string | undefined;
  /** Before the ids of the fields, when they stand on the page twice. */
  prefix?: string;
}

export function NeedFields({ value, onInput, questions, error, prefix = "need" }: NeedFieldsProps) {
  return (
    <>
      {questions.length > 1 && (
        <Select
          id={`${prefix}-question`}
          label={t("Zu welcher Leitfrage?")}
          value={String(value.question_id ?? "")}
          options={questions.map((question) => [String(question.id), question.text])}
          onChange={(id) => onInput({ question_id: Number(id) })}
        />
      )}
      <TextField
        id={`${prefix}-title`}
        label={t("Was fehlt?")}
        hint={t("In einem Satz.")}
        value={value.title}
        error={error}
        onInput={(title) => onInput({ title })}
      />
      <TextField
        id={`${prefix}-text`}
        label={t("Was sollte man dazu wissen?")}
        value={value.text}
        rows={3}
        limit={LONGEST_TEXT}
        optional
        onInput={(text) => onInput({ text })}
      />
      <details class="kw-details">
        <summary>{t("Weitere Angaben (Adressat, Zielgruppe)")}</summary>
        <div class="kw-stack">
          <TextField
            id={`${prefix}-addressee`}
            label={t("Wer soll handeln?")}
            value={value.addressee}
            optional
            onInput={(addressee) => onInput({ addressee })}
          />
          <TextField
            id={`${prefix}-target`}
            label={t("Wem soll es nützen?")}
            value={value.target_group}
            optional
            onInput={(target_group) => onInput({ target_group })}
          />
        </div>
      </details>
    </>
  );
}
