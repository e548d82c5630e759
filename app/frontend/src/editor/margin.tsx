// The comments beside the text, in the order of their passages; on the phone they stand under it.
import { useRef } from "preact/hooks";
import { connection } from "../live";
import { t } from "../words";
import { CommentForm } from "./commenting";
import { orderedComments } from "./navigation";
import type { Comment } from "./state";
import { Note } from "./thread";

/** `person` is the participant who looks at it. */
export function Margin({ person }: { person: number }) {
  const ordered = orderedComments();
  const before = useRef<Comment[]>([]);
  const shown = isInList() ? inOrderOf(before.current, ordered) : ordered;
  before.current = shown;
  return (
    <aside class="kw-stack kw-stack--s kw-draft__margin" id="margin" tabIndex={-1} aria-label={t("Kommentare")}>
      <CommentForm />
      {shown.length === 0 && connection.value.state === "connected" && (
        <p class="kw-small kw-muted">
          {t("Noch keine Kommentare. Markieren Sie eine Stelle, um etwas zu fragen oder anzumerken.")}
        </p>
      )}
      <ul class="kw-list kw-margin">
        {shown.map((comment) => (
          <Note key={comment.id} comment={comment} number={ordered.indexOf(comment) + 1} person={person} />
        ))}
      </ul>
    </aside>
  );
}

/** While somebody stands in the list nothing moves in it: a browser takes the focus from what is moved. */
function isInList(): boolean {
  return document.activeElement?.closest(".kw-margin") != null;
}

/** Those that were there before stay in that order, the others follow. */
function inOrderOf(before: Comment[], comments: Comment[]): Comment[] {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const place = ({ id }: Comment) => places.get(id) ?? before.length;
  return comments.toSorted((one, other) => place(one) - place(other));
}
