// The comments beside the text, in the order of their passages; on the phone they stand under it.
import { connection } from "../live";
import { t } from "../words";
import { CommentForm } from "./commenting";
import { orderedComments } from "./navigation";
import { Note } from "./thread";

/** `person` is the participant who looks at it. */
export function Margin({ person }: { person: number }) {
  const shown = orderedComments();
  return (
    <aside class="kw-stack kw-stack--s kw-draft__margin" id="margin" tabIndex={-1} aria-label={t("Kommentare")}>
      <CommentForm />
      {shown.length === 0 && connection.value.state === "connected" && (
        <p class="kw-small kw-muted">
          {t("Noch keine Kommentare. Markieren Sie eine Stelle, um etwas zu fragen oder anzumerken.")}
        </p>
      )}
      <ul class="kw-list kw-margin">
        {shown.map((comment, index) => (
          <Note key={comment.id} comment={comment} number={index + 1} person={person} />
        ))}
      </ul>
    </aside>
  );
}
