// What stands beside the text, in the order of its places: comments, and suggestions with those that strike the same words.
import { type Comment, comments, passages } from "./state";
import { type Open, open } from "./suggestions";

interface CommentEntry {
  id: string;
  comment: Comment;
  /** The comments are numbered in the order of the text. */
  number: number;
}

interface SuggestionEntry {
  id: string;
  /** More than one: they stand in each other's way. */
  suggestions: Open[];
}

export type MarginEntry = CommentEntry | SuggestionEntry;

/** The comments in the order of their passages; those whose passage is gone come last. */
export function orderedComments(): Comment[] {
  const places = new Map(passages.value.map(({ id }, index) => [id, index]));
  const place = ({ id }: Comment) => places.get(id) ?? Number.POSITIVE_INFINITY;
  return comments.value.toSorted((one, other) => place(one) - place(other) || one.at.localeCompare(other.at));
}

/** Of the same place, the comment comes first. */
export function marginEntries(): MarginEntry[] {
  const starts = new Map(passages.value.map(({ id, from }) => [id, from]));
  const commented = orderedComments().map((comment, index) => ({
    from: starts.get(comment.id) ?? Number.POSITIVE_INFINITY,
    entry: { id: comment.id, comment, number: index + 1 },
  }));
  const suggested = rivalries(open.value).flatMap((suggestions) => {
    const [first] = suggestions;
    return first ? [{ from: first.place.from, entry: { id: first.place.id, suggestions } }] : [];
  });
  return [...commented, ...suggested].toSorted((one, other) => one.from - other.from).map(({ entry }) => entry);
}

/** Each suggestion once, together with those that strike the same words, and with those that strike words of these. */
export function rivalries(all: Open[]): Open[][] {
  const groups = new Map<string, Open[]>();
  for (const one of all) {
    const joined = new Set([...one.place.rivals].flatMap((rival) => groups.get(rival) ?? []));
    const group = [...joined, one].toSorted((first, second) => first.place.from - second.place.from);
    for (const { place } of group) groups.set(place.id, group);
  }
  return [...new Set(all.flatMap(({ place }) => [groups.get(place.id) ?? []]))];
}

/** The ids of all notes as they stand. */
export function orderedNotes(): string[] {
  return marginEntries().flatMap((entry) =>
    "comment" in entry ? [entry.id] : entry.suggestions.map(({ place }) => place.id),
  );
}
