// One open suggestion beside the text: who wants which words, why, and what becomes of it.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { answer } from "../announce";
import { reason as sentenceOf } from "../room/dialog";
import { may } from "../room/state";
import { t } from "../words";
import { colorClass } from "./carets";
import { goToPlace, leaveNote } from "./navigation";
import { NoteForm } from "./note-form";
import { Act, Byline } from "./note-parts";
import { mayEdit } from "./protocol";
import { PutToVote } from "./putting-to-vote";
import { lacksReason, toExplain } from "./reasons";
import { Reopened } from "./reopened";
import { rights, selectedNote } from "./state";
import { decideHere, done, sayDone } from "./suggestion-news";
import { explain } from "./suggestion-requests";
import type { Open, Suggestion } from "./suggestions";

interface NoteProps {
  open: Open;
  /** The participant who looks at it. */
  person: number;
}

export function SuggestionNote({ open: { id, suggestion, inserted, deleted }, person }: NoteProps) {
  const { number, reason } = suggestion;
  const [form, setForm] = useState<"rejecting" | "explaining" | null>(null);
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
      <Wording inserted={inserted} deleted={deleted} />
      {reason && <p class="kw-meta kw-break">{t("Warum: %(reason)s", { reason })}</p>}
      {lacksReason(suggestion) && <p class="kw-strong">{t("Begründung fehlt")}</p>}
      <Reopened decision={suggestion.decisions.at(-1)} />
      {form === null && <Actions {...{ suggestion, person }} onForm={setForm} />}
      {form === "rejecting" && <Rejection suggestion={suggestion} onDone={() => setForm(null)} />}
      {form === "explaining" && <Explanation suggestion={suggestion} onDone={() => setForm(null)} />}
    </li>
  );
}

/** „‚sollen‘ ersetzen durch ‚sollten‘“ */
export function Wording({ inserted, deleted }: { inserted: string; deleted: string }) {
  const [old, new_] = [deleted, inserted].map(quoted);
  return (
    <p class="kw-break">
      {deleted && old} {deleted && <strong>{inserted ? t("ersetzen durch") : t("streichen")}</strong>}{" "}
      {inserted && new_} {inserted && !deleted && <strong>{t("einfügen")}</strong>}
    </p>
  );
}

function quoted(words: string): string {
  const shown = words.trim() || t("Leerzeichen");
  return t("„%(words)s“", { words: shown });
}

interface ActionsProps {
  suggestion: Suggestion;
  person: number;
  onForm: (form: "rejecting" | "explaining") => void;
}

function Actions({ suggestion, person, onForm }: ActionsProps) {
  const [error, setError] = useState("");
  const { id, number } = suggestion;
  // What came back in a file is the organisation's; whoever brought it decides on it like on everybody else's.
  const isOwn = suggestion.person === person && suggestion.name !== suggestion.organisation;
  const about = t("(Vorschlag %(number)s)", { number });
  const decide = (outcome: "accepted" | "withdrawn") => {
    setError("");
    decideHere([{ id }], outcome, "").then(
      () => sayDone(done(outcome, number), [id]),
      (refused) => setError(sentenceOf(refused)),
    );
  };
  const why = suggestion.reason ? t("Begründung ändern") : t("Begründung hinzufügen");
  return (
    <>
      <div class="kw-note__act">
        {rights.value.review && (
          <Act words={t("Annehmen")} about={about} onPress={() => decide("accepted")} look="solid" />
        )}
        {rights.value.review && !isOwn && (
          <Act words={t("Ablehnen")} about={about} onPress={() => onForm("rejecting")} look="firm" />
        )}
        {isOwn && mayEdit(rights.value) && (
          <>
            <Act words={t("Zurückziehen")} about={about} onPress={() => decide("withdrawn")} look="firm" />
            <Act
              words={why}
              about={about}
              onPress={() => onForm("explaining")}
              look={lacksReason(suggestion) ? "firm" : "quiet"}
            />
          </>
        )}
        {may("run_polls") && rights.value.review && <PutToVote id={id} about={about} />}
        <Act words={t("Zur Textstelle")} about={about} onPress={() => goToPlace(id)} />
      </div>
      {error && <p role="alert">{error}</p>}
    </>
  );
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
