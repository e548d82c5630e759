// The notes beside the text, in the order of their places: comments and suggestions; on the phone they stand under it.
import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import { connection } from "../live";
import { t } from "../words";
import { CommentForm } from "./commenting";
import { Decided } from "./decided";
import { DecidingAll } from "./deciding-all";
import { Filtering } from "./filtering";
import type { MarginEntry } from "./margin-entries";
import { shownEntries } from "./margin-filter";
import { mode } from "./mode";
import { comments } from "./state";
import { SuggestionNote } from "./suggestion-note";
import { suggestions } from "./suggestions";
import { Note } from "./thread";
import { VotedPassages } from "./votes";

/** `person` is the participant who looks at it. */
export function Margin({ draft, person }: { draft: number; person: number }) {
  const ordered = shownEntries.value;
  const before = useRef<readonly MarginEntry[]>([]);
  const drawn = useRef(new WeakMap<MarginEntry, VNode>());
  const shown = isInList() ? inOrderOf(before.current, ordered) : ordered;
  before.current = shown;
  return (
    <aside
      class="kw-stack kw-stack--s kw-draft__margin"
      id="margin"
      tabIndex={-1}
      aria-label={t("Vorschläge und Kommentare")}
    >
      <CommentForm />
      {comments.value.length + suggestions.value.length === 0 && connection.value.state === "connected" && (
        <p class="kw-small kw-muted">{invitation()}</p>
      )}
      <Filtering />
      <ul class="kw-list kw-margin">{shown.map((entry) => noteOf(entry, person, drawn.current))}</ul>
      <DecidingAll person={person} />
      <Decided person={person} />
      <VotedPassages draft={draft} />
    </aside>
  );
}

function invitation(): string {
  return mode.value === "read"
    ? t("Noch keine Kommentare. Markieren Sie eine Stelle, um etwas zu fragen oder anzumerken.")
    : t("Noch keine Vorschläge. Markieren Sie eine Stelle, um etwas zu ändern oder zu fragen.");
}

/** Hundreds stand here: what was drawn for an entry is used again, so that only new ones cost time. */
function noteOf(entry: MarginEntry, person: number, drawn: WeakMap<MarginEntry, VNode>): VNode {
  const note = drawn.get(entry) ?? <Entry key={entry.id} entry={entry} person={person} />;
  drawn.set(entry, note);
  return note;
}

function Entry({ entry, person }: { entry: MarginEntry; person: number }) {
  if ("comment" in entry) return <Note {...entry} person={person} />;
  const notes = entry.suggestions.map((open) => <SuggestionNote key={open.id} open={open} person={person} />);
  return notes.length === 1 ? notes[0] : <Rivals count={notes.length}>{notes}</Rivals>;
}

/** Suggestions that strike the same words, side by side: only one of them can be accepted. */
function Rivals({ count, children }: { count: number; children: ComponentChildren }) {
  return (
    <li class="kw-rivals">
      <h3>{count === 2 ? t("Zwei Vorschläge zur selben Stelle") : t("Mehrere Vorschläge zur selben Stelle")}</h3>
      <p class="kw-small">{t("Wird einer angenommen, sind die anderen überholt.")}</p>
      <ul class="kw-list kw-margin">{children}</ul>
    </li>
  );
}

/** While somebody stands in the list nothing moves in it: a browser takes the focus from what is moved. */
function isInList(): boolean {
  return document.activeElement?.closest(".kw-margin") != null;
}

/** Those that were there before stay in that order, the others follow. */
function inOrderOf(before: readonly MarginEntry[], entries: readonly MarginEntry[]): MarginEntry[] {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const place = ({ id }: MarginEntry) => places.get(id) ?? before.length;
  return entries.toSorted((one, other) => place(one) - place(other));
}
