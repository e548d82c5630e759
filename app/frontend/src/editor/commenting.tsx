// A comment on the marked passage: its place is remembered as Yjs knows it, so that others may go on writing meanwhile.
import { signal } from "@preact/signals";
import type { EditorState } from "@tiptap/pm/state";
import { useEffect, useRef, useState } from "preact/hooks";
import { answer } from "../announce";
import { digest } from "../digest";
import { newKey } from "../http";
import { Button } from "../room/controls";
import { reason } from "../room/dialog";
import { t } from "../words";
import { MentionField } from "./mention-field";
import { encoded, mentionables } from "./mentions";
import { goToNote } from "./navigation";
import { beforeLetter, relativeOf } from "./positions";
import type { Cursor } from "./protocol";
import { sendComment } from "./requests";
import { editor, rights } from "./state";

const LONGEST_COMMENT = 5_000;
const LONGEST_QUOTE = 5_000;
const SHOWN_QUOTE = 120;

/** A passage that is to be commented on: its two ends as Yjs knows them, and its words. */
export interface Marked {
  ends: Cursor;
  quote: string;
}

const marked = signal<Marked | null>(null);

/** The editor learns of a selection a moment after the browser has made it. */
const SELECTION_MS = 60;

/** Begin a comment on what is marked in the text; without a mark, say what to do. */
export function beginComment(): void {
  setTimeout(begin, SELECTION_MS);
}

function begin(): void {
  const state = editor.value?.state;
  if (state === undefined || !rights.value.comment) return;
  const chosen = chosenIn(state);
  if (chosen === null) answer(t("Bitte markieren Sie zuerst eine Stelle im Text."));
  else marked.value = chosen;
}

/** What is selected, from its first to its last letter; null if that is none. */
function chosenIn(state: EditorState): Marked | null {
  const { from, to } = state.selection;
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  state.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return;
    start = Math.min(start, Math.max(from, position));
    end = Math.min(to, position + node.nodeSize);
  });
  if (start >= end) return null;
  const [anchor, head] = [beforeLetter(state, start), relativeOf(state, end)];
  const quote = state.doc.textBetween(start, end, "\n").trim().slice(0, LONGEST_QUOTE);
  if (anchor === null || head === null || quote === "") return null;
  return { ends: { anchor, head }, quote };
}

/** The form, as soon as a comment has begun. */
export function CommentForm() {
  return marked.value && <Form key={JSON.stringify(marked.value.ends)} marked={marked.value} />;
}

function Form({ marked: chosen }: { marked: Marked }) {
  const form = useRef<HTMLFormElement>(null);
  const [body, setBody] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey); // the same words sent again, after an answer that was lost, are the same comment
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const close = () => {
    marked.value = null;
    editor.value?.view.focus();
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (body.trim() === "") return setError(t("Bitte schreiben Sie Ihren Kommentar."));
    setBusy(true);
    try {
      const id = await sendComment(chosen, encoded(body, mentionables.value), `${key}-${digest(body)}`);
      if (marked.value === chosen) marked.value = null; // another comment may have begun meanwhile
      answer(t("Ihr Kommentar ist gesendet."));
      requestAnimationFrame(() => isWaiting() && goToNote(id));
    } catch (refused) {
      setError(reason(refused));
      setBusy(false);
    }
  };
  return (
    <form
      class="kw-panel kw-panel--lead kw-stack kw-stack--s"
      aria-labelledby="comment-heading"
      ref={form}
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <h2 class="kern-heading-small" id="comment-heading">
        {t("Stelle kommentieren")}
      </h2>
      <p class="kw-small kw-muted kw-break">{t("Markiert: „%(quote)s“", { quote: shortened(chosen.quote) })}</p>
      <MentionField
        {...{ id: "comment-body", label: t("Kommentar"), value: body, onInput: setBody, error, readOnly: busy }}
        rows={4}
        limit={LONGEST_COMMENT}
      />
      <div class="kw-row">
        <Button words={t("Kommentar senden")} kind="primary" type="submit" busy={busy} />
        <Button words={t("Verwerfen")} kind="tertiary" onPress={close} />
      </div>
    </form>
  );
}

/** The form took the focus with it when it went; who has clicked into the text meanwhile is writing there, and stays. */
function isWaiting(): boolean {
  return document.activeElement === document.body;
}

function shortened(quote: string): string {
  return quote.length > SHOWN_QUOTE ? `${quote.slice(0, SHOWN_QUOTE)} …` : quote;
}
