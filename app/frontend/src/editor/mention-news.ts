// What is said to somebody whom a comment mentions while the page is open.
import { announce } from "../announce";
import { toast } from "../room/toasts";
import { t } from "../words";
import { marginEntries } from "./margin-entries";
import { goToNote } from "./navigation";

/** Tell the person who looks at the page that a comment, or an answer to it, mentions them. */
export function tellMention(id: string): void {
  const entry = marginEntries.value.find((one) => one.id === id);
  const number = entry && "comment" in entry ? entry.number : "";
  const sentence = t("Sie wurden in Kommentar %(number)s erwähnt.", { number });
  announce(sentence);
  toast(sentence, { words: t("Ansehen"), act: () => goToNote(id) });
}
