// One comment with its thread: what was said, the way to its passage, an answer, and whether it is done.
import type { TargetedFocusEvent } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { answer } from "../announce";
import { clockTime } from "../clock";
import { reason } from "../room/dialog";
import { t, tn } from "../words";
import { encoded, mentionables, mentions } from "./mentions";
import { goToPlace, leaveNote } from "./navigation";
import { NoteForm } from "./note-form";
import { Act, Byline } from "./note-parts";
import { sendReply, settleComment } from "./requests";
import { type Comment, rights, type Said, selectedNote } from "./state";

interface NoteProps {
  comment: Comment;
  number: number;
  /** Whether its passage is still in the text. */
  isThere: boolean;
  /** The participant who looks at it. */
  person: number;
}

export function Note({ comment, number, isThere, person }: NoteProps) {
  const { id, settled } = comment;
  const [isAnswering, setAnswering] = useState(false);
  const [isShown, setShown] = useState<boolean | null>(null); // null: nobody has chosen yet
  const isSelected = selectedNote.value === id;
  const [isInside, setInside] = useState(false);
  useEffect(() => setShown(null), [isSelected, settled === null]);
  useLayoutEffect(() => () => leaveNote(id), [id]); // a filter may take it away; before it goes, unlike useEffect
  // What is done takes one line, but not away from under somebody's hands.
  const isFolded = settled !== null && !isAnswering && !isInside && !(isShown ?? isSelected);
  const fold = { isShown: !isFolded, onPress: () => setShown(isFolded) };
  return (
    <li
      id={`note-${id}`}
      tabIndex={-1}
      class={`kw-note${isSelected ? " kw-note--sel" : ""}${settled ? " kw-note--settled" : ""}`}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && goToPlace(id)}
    >
      <h3>{t("Kommentar %(number)s", { number })}</h3>
      {mentions(comment, person) && <p class="kw-note__me">{t("Sie wurden erwähnt.")}</p>}
      {settled && <Settled settled={settled} number={number} isFixed={isAnswering} {...fold} />}
      <div
        hidden={isFolded}
        onFocusIn={() => setInside(true)}
        onFocusOut={(event) => leaves(event) && setInside(false)}
      >
        <Byline {...comment} />
        <p class={isThere ? "kw-note__quote kw-break" : "kw-meta kw-break"}>{words(comment, isThere)}</p>
        <Body said={comment} />
        <Replies replies={comment.replies} />
        {isAnswering ? (
          <ReplyForm comment={id} number={number} onDone={() => setAnswering(false)} />
        ) : (
          <Actions {...{ comment, number, person, isThere }} onAnswer={() => setAnswering(true)} />
        )}
      </div>
    </li>
  );
}

function leaves({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLElement>): boolean {
  return !currentTarget.contains(relatedTarget as Node | null);
}

interface SettledProps {
  settled: NonNullable<Comment["settled"]>;
  number: number;
  isShown: boolean;
  /** It cannot be folded now. */
  isFixed: boolean;
  onPress: () => void;
}

function Settled({ settled, number, isShown, isFixed, onPress }: SettledProps) {
  return (
    <div class="kw-row kw-row--between">
      <p class="kw-meta">{t("Erledigt von %(name)s, %(time)s", { name: settled.name, time: clockTime(settled.at) })}</p>
      {!isFixed && (
        <button type="button" class="kw-mini kw-mini--quiet" aria-expanded={isShown} onClick={onPress}>
          {isShown ? t("Einklappen") : t("Ansehen")}{" "}
          <span class="kern-sr-only">{t("(Kommentar %(number)s)", { number })}</span>
        </button>
      )}
    </div>
  );
}

function Body({ said }: { said: Said }) {
  return <div class="kw-prose kw-break" dangerouslySetInnerHTML={{ __html: said.html }} />;
}

function words({ quote }: Comment, isThere: boolean): string {
  return isThere ? `„${quote}“` : t("Die Textstelle wurde gelöscht. Sie lautete: „%(quote)s“", { quote });
}

function Replies({ replies }: { replies: Said[] }) {
  if (replies.length === 0) return null;
  return (
    <>
      <h4 class="kw-meta">{tn("%(num)s Antwort", "%(num)s Antworten", replies.length)}</h4>
      <ol class="kw-list kw-note__replies">
        {replies.map((reply) => (
          <li key={reply.id}>
            <Byline {...reply} />
            <Body said={reply} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface ActionsProps extends NoteProps {
  onAnswer: () => void;
}

function Actions({ comment, number, person, isThere, onAnswer }: ActionsProps) {
  const [error, setError] = useState("");
  const { id, settled } = comment;
  const hasSay = rights.value.comment && (rights.value.write || comment.person === person);
  const about = t("(Kommentar %(number)s)", { number });
  const settle = () => {
    setError("");
    change(comment, number).catch((refused) => setError(reason(refused)));
  };
  return (
    <>
      <div class="kw-note__act">
        {rights.value.comment && <Act words={t("Antworten")} about={about} onPress={onAnswer} look="firm" />}
        {hasSay && <Act words={settled ? t("Wieder öffnen") : t("Erledigt")} about={about} onPress={settle} />}
        {isThere && <Act words={t("Zur Textstelle")} about={about} onPress={() => goToPlace(id)} />}
      </div>
      {error && <p role="alert">{error}</p>}
    </>
  );
}

/** Settle or reopen; the focus stays with the comment, whose buttons change. */
async function change({ id, settled }: Comment, number: number): Promise<void> {
  await settleComment(id, settled === null);
  const done = t("Kommentar %(number)s ist erledigt.", { number });
  answer(settled === null ? done : t("Kommentar %(number)s ist wieder offen.", { number }));
  if (selectedNote.value === id) selectedNote.value = null;
  requestAnimationFrame(() => stayAt(id));
}

/** Who has gone elsewhere meanwhile stays there. */
function stayAt(id: string): void {
  const note = document.getElementById(`note-${id}`);
  const { activeElement, body } = document;
  if (activeElement === body || note?.contains(activeElement)) note?.focus({ preventScroll: true });
}

function ReplyForm({ comment, number, onDone }: { comment: string; number: number; onDone: () => void }) {
  const send = async (words: string, key: string) => {
    await sendReply(comment, encoded(words, mentionables.value), key);
    answer(t("Ihre Antwort ist gesendet."));
  };
  return (
    <NoteForm
      note={comment}
      label={t("Antwort auf Kommentar %(number)s", { number })}
      yes={t("Antwort senden")}
      missing={t("Bitte schreiben Sie Ihre Antwort.")}
      onSend={send}
      onDone={onDone}
      mentions
    />
  );
}
