// What stands beside the text, in the order of its places: comments, and suggestions with those that strike the same words.
import { computed } from "@preact/signals";
import { type Comment, comments, passages } from "./state";
import { steady } from "./steady";
import { found, type Open, open } from "./suggestions";

interface CommentEntry {
  id: string;
  comment: Comment;
  /** The comments are numbered in the order of the text. */
  number: number;
  /** Whether its passage is still in the text. */
  isThere: boolean;
}

interface SuggestionEntry {
  id: string;
  /** More than one: they stand in each other's way. */
  suggestions: readonly Open[];
}

export type MarginEntry = CommentEntry | SuggestionEntry;

/** The ids in the order of the text; of the same place, the comment comes first. */
const order = computed(() =>
  [...passages.value, ...found.value]
    .toSorted((one, other) => one.from - other.from)
    .map(({ id }) => id)
    .join(" "),
);

/** Comments whose passage is gone come last. */
export const marginEntries = steady<MarginEntry>(() => {
  const ranks = new Map(order.value.split(" ").map((id, rank) => [id, rank]));
  const rank = ({ id }: { id: string }) => ranks.get(id) ?? ranks.size;
  const ordered = comments.value.toSorted((one, other) => rank(one) - rank(other) || one.at.localeCompare(other.at));
  const commented = ordered.map((comment, index) => ({
    id: comment.id,
    comment,
    number: index + 1,
    isThere: ranks.has(comment.id),
  }));
  const suggested = rivalries(open.value).map((suggestions) => ({ id: suggestions[0]?.id ?? "", suggestions }));
  return [...commented, ...suggested].toSorted((one, other) => rank(one) - rank(other));
}, isSame);

function isSame(one: MarginEntry, other: MarginEntry): boolean {
  if ("comment" in one) {
    const isComment = "comment" in other && one.comment === other.comment;
    return isComment && one.number === other.number && one.isThere === other.isThere;
  }
  if ("comment" in other || one.suggestions.length !== other.suggestions.length) return false;
  return one.suggestions.every((suggestion, place) => suggestion === other.suggestions[place]);
}

/** Each suggestion once, together with those that strike the same words, and with those that strike words of these. */
export function rivalries(all: readonly Open[]): Open[][] {
  const groups = new Map<string, Open[]>();
  for (const one of all) {
    const members = new Set(one.rivals.split(" ").flatMap((rival) => groups.get(rival) ?? []));
    const group = [...members, one];
    for (const { id } of group) groups.set(id, group);
  }
  return [...new Set(all.map(({ id }) => groups.get(id) ?? []))];
}

/** The ids of the notes that these entries are, as they stand. */
export function idsOf(entries: readonly MarginEntry[]): string[] {
  return entries.flatMap((entry) => ("comment" in entry ? [entry.id] : entry.suggestions.map(({ id }) => id)));
}
