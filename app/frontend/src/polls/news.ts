// What a screen reader hears when a poll changes under the person.
import { useEffect, useRef } from "preact/hooks";
import { announce, urgent } from "../announce";
import { t, tn } from "../words";
import type { Poll, Status } from "./contract";

const WARNING_MS = 30_000;

/** The sentence for a change of status, null where there is nothing to say. */
export function newsOf(poll: Poll): string | null {
  switch (poll.status) {
    case "open":
      return opened(poll);
    case "closed":
      return t("Die Abstimmung ist geschlossen.");
    case "published":
      return published(poll);
    case "cancelled":
      return t("Die Abstimmung wurde abgebrochen.");
    case "prepared":
      return null;
  }
}

function opened(poll: Poll): string {
  if (poll.method === "dot")
    return tn(
      "Die Mehrpunktabfrage ist offen. Sie haben %(num)s Punkt.",
      "Die Mehrpunktabfrage ist offen. Sie haben %(num)s Punkte.",
      poll.settings.points,
    );
  if (poll.method === "consent")
    return t("Konsensabstimmung offen: %(question)s. Fassung %(number)s.", {
      question: poll.question,
      number: poll.version?.number ?? "",
    });
  const { question } = poll;
  if (poll.method === "wording") return t("Abstimmung über den Wortlaut offen: %(question)s", { question });
  return t("Die Abstimmung ist offen: %(question)s", { question });
}

function published(poll: Poll): string | null {
  if (poll.result === null) return null;
  const { sentence } = poll.result;
  if (poll.method === "consent" || poll.method === "wording") return sentence;
  return t("Das Ergebnis ist da. %(sentence)s", { sentence });
}

/** Announce what happens to the poll `id` while the page is open, but not what was there when it came. */
export function useNews(poll: Poll | null, id: number | null): void {
  const thereFirst = useRef(id);
  const before = useRef<Status | null>(null);
  useEffect(() => {
    if (poll === null) return;
    const isOld = before.current === null && poll.id === thereFirst.current;
    before.current = poll.status;
    const sentence = isOld ? null : newsOf(poll);
    if (sentence !== null) announce(sentence);
  }, [poll?.id, poll?.status]);
  useLastCall(poll);
}

/** Half a minute before a hard end, whoever has not voted is told. */
function useLastCall(poll: Poll | null): void {
  const missing = poll?.status === "open" && poll.may_vote && poll.ballot === null && poll.hard;
  const ends = missing ? poll.closes_at : null;
  useEffect(() => {
    if (!poll || ends === null) return undefined;
    const left = Date.parse(ends) - Date.parse(poll.server_time);
    if (left <= 0) return undefined;
    const call = () => urgent(t("Die Abstimmung endet in 30 Sekunden. Ihre Stimme fehlt noch."));
    const timer = setTimeout(call, Math.max(0, left - WARNING_MS));
    return () => clearTimeout(timer);
  }, [ends]);
}
