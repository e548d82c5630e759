// The comments beside the text, in the order of their passages; on the phone they stand under it.
import { clockTime } from "../clock";
import { connection } from "../live";
import { t } from "../words";
import { CommentForm } from "./commenting";
import { goToPassage, orderedComments } from "./navigation";
import { type Comment, passages, selectedComment } from "./state";

export function Margin() {
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
          <Note key={comment.id} comment={comment} number={index + 1} />
        ))}
      </ul>
    </aside>
  );
}

function Note({ comment, number }: { comment: Comment; number: number }) {
  const { id, name, organisation, html, quote, at } = comment;
  const isThere = passages.value.some((passage) => passage.id === id);
  const choose = () => goToPassage(id);
  return (
    <li
      id={`note-${id}`}
      tabIndex={-1}
      class={`kw-note${selectedComment.value === id ? " kw-note--sel" : ""}`}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && choose()}
    >
      <h3>{t("Kommentar %(number)s", { number })}</h3>
      <p class="kw-meta">
        {[name, organisation].filter(Boolean).join(", ")} · <time dateTime={at}>{clockTime(at)}</time>
      </p>
      {isThere ? <Quote words={quote} /> : <p class="kw-meta kw-break">{gone(quote)}</p>}
      <div class="kw-prose kw-break" dangerouslySetInnerHTML={{ __html: html }} />
      {isThere && (
        <div class="kw-note__act">
          <button type="button" class="kw-mini kw-mini--quiet" onClick={choose}>
            {t("Zur Textstelle")}
            <span class="kern-sr-only">{t(" von Kommentar %(number)s", { number })}</span>
          </button>
        </div>
      )}
    </li>
  );
}

function Quote({ words }: { words: string }) {
  return <p class="kw-note__quote kw-break">„{words}“</p>;
}

function gone(quote: string): string {
  return t("Die Textstelle wurde gelöscht. Sie lautete: „%(quote)s“", { quote });
}
