// One open suggestion beside the text: who wants which words, why, and what becomes of it.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { answer } from "../announce";
import { t } from "../words";
import { colorClass } from "./carets";
import { goToPlace, leaveNote } from "./navigation";
import { NoteForm } from "./note-form";
import { Byline } from "./note-parts";
import { lacksReason, toExplain } from "./reasons";
import { Reopened } from "./reopened";
import { selectedNote } from "./state";
import type { Wish } from "./suggested";
import { Actions, type Form } from "./suggestion-acts";
import { decideHere, done, sayDone } from "./suggestion-news";
import { explain } from "./suggestion-requests";
import type { Open, Suggestion } from "./suggestions";
import { Proposal, Proposed } from "./treatment";
import { Wishes } from "./wishes";

interface NoteProps {
  open: Open;
  /** The participant who looks at it. */
  person: number;
}

export function SuggestionNote({ open, person }: NoteProps) {
  const { id, suggestion, inserted, deleted, wishes } = open;
  const { number, reason } = suggestion;
  const [form, setForm] = useState<Form | null>(null);
  useLayoutEffect(() => () => leaveNote(id), [id]); // before it goes, unlike useEffect
  useEffect(() => {
    if (toExplain.value !== id) return;
    toExplain.value = null;
    setForm("explaining");
  }, [toExplain.value]);
  const isSelected = selectedNote.value === id;
  return (
    <li
      id={`note-${id}`}
      tabIndex={-1}
      class={`kw-note ${colorClass(suggestion.person)}${isSelected ? " kw-note--sel" : ""}`}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && goToPlace(id)}
    >
      <h3>{t("Vorschlag %(number)s", { number })}</h3>
      <Byline {...suggestion} />
      <Wording inserted={inserted} deleted={deleted} wishes={wishes} />
      {reason && <p class="kw-meta kw-break">{t("Warum: %(reason)s", { reason })}</p>}
      {lacksReason(suggestion) && <p class="kw-strong">{t("Begründung fehlt")}</p>}
      <Reopened decision={suggestion.decisions.at(-1)} />
      <Proposed {...{ suggestion, person }} />
      {form === null && <Actions {...{ open, person }} onForm={setForm} />}
      {form === "rejecting" && <Rejection suggestion={suggestion} onDone={() => setForm(null)} />}
      {form === "proposing" && <Proposal suggestion={suggestion} onDone={() => setForm(null)} />}
      {form === "explaining" && <Explanation suggestion={suggestion} onDone={() => setForm(null)} />}
    </li>
  );
}

interface WordingProps {
  inserted: string;
  deleted: string;
  wishes: readonly Wish[];
}

/** „‚sollen‘ ersetzen durch ‚sollten‘“ */
export function Wording({ inserted, deleted, wishes }: WordingProps) {
  const [old, new_] = [deleted, inserted].map(quoted);
  return (
    <>
      {(inserted || deleted) && (
        <p class="kw-break">
          {deleted && old} {deleted && <strong>{inserted ? t("ersetzen durch") : t("streichen")}</strong>}{" "}
          {inserted && new_} {inserted && !deleted && <strong>{t("einfügen")}</strong>}
        </p>
      )}
      <Wishes wishes={wishes} />
    </>
  );
}

function quoted(words: string): string {
  const shown = words.trim() || t("Leerzeichen");
  return t("„%(words)s“", { words: shown });
}

interface FormProps {
  suggestion: Suggestion;
  onDone: () => void;
}

function Rejection({ suggestion: { id, number, name }, onDone }: FormProps) {
  const send = async (words: string, key: string) => {
    await decideHere([{ id }], "rejected", words, key);
    sayDone(done("rejected", number), [id]);
  };
  return (
    <NoteForm
      note={id}
      label={t("Warum nicht? %(name)s sieht Ihre Begründung.", { name })}
      yes={t("Ablehnen")}
      no={t("Abbrechen")}
      missing={t("Bitte begründen Sie, warum Sie ablehnen.")}
      onSend={send}
      onDone={onDone}
    />
  );
}

function Explanation({ suggestion: { id, number, reason }, onDone }: FormProps) {
  const send = async (words: string) => {
    await explain(id, words);
    answer(t("Ihre Begründung steht bei Vorschlag %(number)s.", { number }));
  };
  return (
    <NoteForm
      note={id}
      label={t("Warum schlagen Sie das vor?")}
      begin={reason ?? ""}
      yes={t("Begründung senden")}
      missing={t("Bitte schreiben Sie Ihre Begründung.")}
      onSend={send}
      onDone={onDone}
    />
  );
}
