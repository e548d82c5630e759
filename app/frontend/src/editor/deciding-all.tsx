// Decide on everything that one person suggests at once: who proofreads makes dozens.
import { signal } from "@preact/signals";
import { Refused } from "../http";
import { TextField } from "../room/controls";
import { ask } from "../room/dialog";
import { t, tn } from "../words";
import { type Several, severalBy } from "./margin-filter";
import { rights } from "./state";
import { decideHere, sayDone } from "./suggestion-news";
import { authorOf, type Suggestion } from "./suggestions";

/** As many as the server takes in one decision. */
const MOST = 200;

const reason = signal("");

/** For reviewers: a button for everybody else who has made several; `person` is the participant who looks at it. */
export function DecidingAll({ person }: { person: number }) {
  if (!rights.value.review) return null;
  return (
    <div class="kw-note__act">
      {severalBy(person).map((all) => (
        <AllAct key={authorOf(all[0])} all={all} />
      ))}
    </div>
  );
}

function AllAct({ all }: { all: Several }) {
  const [{ name }] = all;
  const words = t("Alle %(count)s Vorschläge von %(name)s …", { count: all.length, name });
  return (
    <button type="button" class="kw-mini" onClick={() => question(all, name)}>
      {words}
    </button>
  );
}

function question(all: Suggestion[], name: string): void {
  reason.value = "";
  const these = all.slice(0, MOST);
  ask({
    heading: t("Alle %(count)s Vorschläge von %(name)s", { count: these.length, name }),
    body: <Reason name={name} />,
    other: { words: t("Alle ablehnen"), act: () => rejectAll(these) },
    yes: t("Alle annehmen"),
    act: () => acceptAll(these),
  });
}

function Reason({ name }: { name: string }) {
  return (
    <TextField
      id="reason-for-all"
      label={t("Begründung")}
      hint={t("Nötig, wenn Sie ablehnen. %(name)s sieht Ihre Begründung.", { name })}
      value={reason.value}
      onInput={(words) => {
        reason.value = words;
      }}
      rows={3}
      limit={5_000}
    />
  );
}

async function acceptAll(all: Suggestion[]): Promise<void> {
  await decideHere(all, "accepted", "");
  sayAllDone(tn("%(num)s Vorschlag ist angenommen.", "%(num)s Vorschläge sind angenommen.", all.length), all);
}

async function rejectAll(all: Suggestion[]): Promise<void> {
  if (reason.value.trim() === "") throw new Refused(0, "reason", t("Bitte begründen Sie, warum Sie ablehnen."));
  await decideHere(all, "rejected", reason.value);
  sayAllDone(tn("%(num)s Vorschlag ist abgelehnt.", "%(num)s Vorschläge sind abgelehnt.", all.length), all);
}

function sayAllDone(sentence: string, all: Suggestion[]): void {
  sayDone(
    sentence,
    all.map(({ id }) => id),
  );
}
