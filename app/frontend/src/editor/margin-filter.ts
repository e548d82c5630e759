// Which notes the margin shows: all, or those of one person, of one group, in one state, or that mention who looks at it.
import { computed, signal } from "@preact/signals";
import { idsOf, type MarginEntry, marginEntries } from "./margin-entries";
import { mentions } from "./mentions";
import { comments, viewer } from "./state";
import { authorOf, decided, type Suggestion, suggestions } from "./suggestions";

/** Empty means: whichever. */
export interface Filter {
  /** The person, as `authorOf` names it. */
  person: string;
  group: string;
  state: "" | "open" | "done";
  isMention: boolean;
}

interface Author {
  person: number;
  name: string;
  returned?: boolean;
  group: string;
}

export const EVERYTHING: Filter = { person: "", group: "", state: "", isMention: false };

export const filter = signal(EVERYTHING);
export const isFiltered = computed(() => Object.values(filter.value).some(Boolean));

/** Those that were there when the filter was chosen: what comes later and is hidden is counted as new. */
const seen = signal<ReadonlySet<string>>(new Set());

export function choose(wanted: Partial<Filter>): void {
  filter.value = { ...filter.value, ...wanted };
  seen.value = new Set(notes.value);
}

export function showEverything(): void {
  filter.value = EVERYTHING;
}

export const shownEntries = computed(() =>
  isFiltered.value ? marginEntries.value.filter(passes) : marginEntries.value,
);

export const shownDecided = computed(() => (isFiltered.value ? decided.value.filter(passesDecided) : decided.value));

function passes(entry: MarginEntry): boolean {
  const { state, isMention } = filter.value;
  if (!("comment" in entry))
    return state !== "done" && !isMention && isBy(entry.suggestions.map((one) => one.suggestion));
  const { comment } = entry;
  const isState = state === "" || (state === "done") === (comment.settled !== null);
  return isState && isBy([comment, ...comment.replies]) && (!isMention || mentions(comment, viewer.value));
}

function passesDecided(suggestion: Suggestion): boolean {
  const { state, isMention } = filter.value;
  return state !== "open" && !isMention && isBy([suggestion]);
}

/** Whether one of them is of the chosen person, and one of the chosen group. */
function isBy(authors: readonly Author[]): boolean {
  const { person, group } = filter.value;
  return (
    (person === "" || authors.some((one) => authorOf(one) === person)) &&
    (group === "" || authors.some((one) => one.group === group))
  );
}

/** The ids of all notes, and of those that are shown; the decided ones count. */
export const notes = computed(() => [...idsOf(marginEntries.value), ...decided.value.map(({ id }) => id)]);
export const shownNotes = computed(() => [...idsOf(shownEntries.value), ...shownDecided.value.map(({ id }) => id)]);

export type Several = [Suggestion, ...Suggestion[]];

/** The open ones that are shown, of each author who has made several, but for this participant's. */
export function severalBy(person: number): Several[] {
  const all = shownEntries.value.flatMap((entry) => ("comment" in entry ? [] : entry.suggestions));
  const groups = new Map<string, Suggestion[]>();
  for (const { suggestion } of all) {
    const author = authorOf(suggestion);
    groups.set(author, [...(groups.get(author) ?? []), suggestion]);
  }
  groups.delete(String(person));
  return [...groups.values()].filter((own): own is Several => own.length > 1);
}

/** How many came since the filter was chosen and are hidden by it. */
export const hiddenNews = computed(() => {
  const shown = new Set(shownNotes.value);
  return notes.value.filter((id) => !shown.has(id) && !seen.value.has(id)).length;
});

const authors = computed<Author[]>(() => [
  ...comments.value.flatMap((comment) => [comment, ...comment.replies]),
  ...suggestions.value,
]);

/** Everybody who said something: [as `authorOf` names them, name], in the order of the names. */
export const people = computed(() => {
  const names = new Map(authors.value.map((one) => [authorOf(one), one.name]));
  return [...names].toSorted(([, one], [, other]) => one.localeCompare(other, "de"));
});

export const groups = computed(() =>
  [...new Set(authors.value.map(({ group }) => group).filter(Boolean))].toSorted((one, other) =>
    one.localeCompare(other, "de"),
  ),
);

/** The comments that mention who looks at the page and are not done. */
export const mentioning = computed(() =>
  comments.value.filter((comment) => comment.settled === null && mentions(comment, viewer.value)),
);
