// What editors propose to do with a suggestion, beside the text: the proposal, and what the suggestion's author says to it.
import { useEffect, useState } from "preact/hooks";
import { answer as say } from "../announce";
import { clockTime } from "../clock";
import { Select } from "../room/controls";
import { reason as sentenceOf } from "../room/dialog";
import { t } from "../words";
import { NoteForm } from "./note-form";
import { Act } from "./note-parts";
import { mayEdit } from "./protocol";
import { rights } from "./state";
import { answerTreatment } from "./suggestion-requests";
import type { Suggestion, Treatment } from "./suggestions";
import { proposeHere } from "./treatment-news";

interface Props {
  suggestion: Suggestion;
  /** The participant who looks at it. */
  person: number;
}

/** The proposal that counts, and its answer; its author is asked for one. */
export function Proposed({ suggestion, person }: Props) {
  const { treatment } = suggestion;
  if (!treatment) return null;
  const heading = `treatment-${suggestion.id}`;
  return (
    <section class="kw-note__treatment" aria-labelledby={heading}>
      <h4 id={heading}>{t("Die Redaktion schlägt vor: %(treatment)s", { treatment: nameOf(treatment.treatment) })}</h4>
      <p class="kw-meta">
        {treatment.name} · <time dateTime={treatment.at}>{clockTime(treatment.at)}</time>
      </p>
      <p class="kw-break">{treatment.reason}</p>
      <Answer {...{ suggestion, person }} />
    </section>
  );
}

export function nameOf(treatment: Treatment): string {
  if (treatment === "accept") return t("annehmen");
  return treatment === "reject" ? t("ablehnen") : t("geändert annehmen");
}

function Answer({ suggestion, person }: Props) {
  const { treatment, returned, name } = suggestion;
  const [isRefusing, setRefusing] = useState(false);
  if (returned) return <p class="kw-meta">{t("Aus einer Datei: Hier kann niemand dafür antworten.")}</p>;
  const said = treatment?.answer;
  const isAsked = suggestion.person === person && mayEdit(rights.value);
  return (
    <>
      {said && <p class="kw-break kw-strong">{answerWords(name, said.agrees, clockTime(said.at))}</p>}
      {said?.comment && <p class="kw-break">{t("„%(words)s“", { words: said.comment })}</p>}
      {!said && !isAsked && <p class="kw-meta">{t("%(name)s hat noch nicht geantwortet.", { name })}</p>}
      {isAsked && !isRefusing && <Asked suggestion={suggestion} onRefuse={() => setRefusing(true)} />}
      {isRefusing && <Refusal suggestion={suggestion} onDone={() => setRefusing(false)} />}
    </>
  );
}

function answerWords(name: string, agrees: boolean, time: string): string {
  return agrees
    ? t("%(name)s ist einverstanden (%(time)s Uhr).", { name, time })
    : t("%(name)s ist nicht einverstanden (%(time)s Uhr).", { name, time });
}

function Asked({ suggestion, onRefuse }: { suggestion: Suggestion; onRefuse: () => void }) {
  const [error, setError] = useState("");
  const about = t("(Vorschlag %(number)s)", { number: suggestion.number });
  const said = suggestion.treatment?.answer;
  const agree = () => {
    setError("");
    send(suggestion, true, "").catch((refused) => setError(sentenceOf(refused)));
  };
  return (
    <>
      {!said && <p>{t("Sind Sie einverstanden? Alle im Raum sehen Ihre Antwort. Die Redaktion entscheidet.")}</p>}
      <div class="kw-note__act">
        {!said?.agrees && <Act words={t("Einverstanden")} about={about} onPress={agree} look="firm" />}
        <Act words={t("Nicht einverstanden")} about={about} onPress={onRefuse} look="firm" />
      </div>
      {error && <p role="alert">{error}</p>}
    </>
  );
}

async function send({ id, number, treatment }: Suggestion, agrees: boolean, comment: string): Promise<void> {
  await answerTreatment(id, treatment?.number ?? 0, agrees, comment);
  say(t("Ihre Antwort steht bei Vorschlag %(number)s.", { number }));
}

function Refusal({ suggestion, onDone }: { suggestion: Suggestion; onDone: () => void }) {
  return (
    <NoteForm
      note={suggestion.id}
      label={t("Was sehen Sie anders?")}
      yes={t("Antwort senden")}
      no={t("Abbrechen")}
      missing={t("Bitte schreiben Sie, was Sie anders sehen.")}
      onSend={(words) => send(suggestion, false, words)}
      onDone={onDone}
    />
  );
}

/** Who reviews proposes what to do, with a sentence. */
export function Proposal({ suggestion: { id, number, name }, onDone }: { suggestion: Suggestion; onDone: () => void }) {
  const [treatment, setTreatment] = useState<Treatment>("accept");
  const field = `treatment-of-${id}`;
  useEffect(() => document.getElementById(field)?.focus(), []); // after the form, which begins with its words
  const submit = async (words: string, key: string) => {
    await proposeHere(id, treatment, words, `${key}-${treatment}`);
    say(t("Was Sie vorschlagen, steht bei Vorschlag %(number)s.", { number }));
  };
  return (
    <>
      <Treatments {...{ id: field, treatment }} onChange={setTreatment} />
      <NoteForm
        note={id}
        label={t("Warum? Alle im Raum lesen das, %(name)s kann antworten.", { name })}
        yes={t("Vorgehen vorschlagen")}
        no={t("Abbrechen")}
        missing={t("Bitte schreiben Sie einen Satz dazu.")}
        onSend={submit}
        onDone={onDone}
      />
    </>
  );
}

const TREATMENTS: Treatment[] = ["accept", "change", "reject"];

interface TreatmentsProps {
  id: string;
  treatment: Treatment;
  onChange: (treatment: Treatment) => void;
}

function Treatments({ id, treatment, onChange }: TreatmentsProps) {
  return (
    <Select
      id={id}
      label={t("Wie soll man damit umgehen?")}
      value={treatment}
      options={TREATMENTS.map((one) => [one, nameOf(one)])}
      onChange={onChange}
    />
  );
}
