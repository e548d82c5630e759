// What the ballot papers say about their fate: counted, waiting, too late, or not yours to fill in.
import type { Signal } from "@preact/signals";
import { clockTime } from "../clock";
import { Button } from "../room/controls";
import { t } from "../words";
import { type DotPoll, isPaper, type Option, type Points, type Poll } from "./contract";
import { type OwnEntry, ownEntries } from "./own_words";
import { Strip } from "./parts";
import { pointsOf } from "./points";
import { ownBallot, turnoutSentence } from "./sentences";
import { change, type Sheet } from "./sheet";
import { Difference } from "./wording_parts";

/** After casting. The confirmation gets the focus, since the button that had it is gone. */
export function CountedPaper<C>({ poll, sheet }: { poll: Poll; sheet: Signal<Sheet<C>> }) {
  const dot = poll.method === "dot";
  return (
    <div class="kw-stack kw-stack--m">
      {sheet.value.elsewhere && (
        <Strip kind="warn">
          {t("Sie haben in einem anderen Fenster abgestimmt. Hier sehen Sie den gültigen Stand.")}
        </Strip>
      )}
      <div data-landing tabIndex={-1}>
        <Strip kind="ok" icon="check">
          <p>{countedWords(poll)}</p>
        </Strip>
      </div>
      {poll.method === "dot" && <Own name={t("Ihre Punkte")} entries={ownPoints(poll)} />}
      {isPaper(poll) && <Own name={t("Ihre Stimme")} entries={ownEntries(poll)} />}
      <p class="kw-muted">{waitWords(poll)}</p>
      <div class="kw-row">
        <Button
          words={dot ? t("Punkte ändern") : t("Stimme ändern")}
          onPress={() => {
            sheet.value = change(sheet.value);
          }}
        />
      </div>
    </div>
  );
}

/** What the person gave, entry by entry. */
function Own({ name, entries }: { name: string; entries: OwnEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <ul class="kw-points kw-poll__own" aria-label={name}>
      {entries.map(({ id, label, words }) => (
        <li key={id}>
          <span class="kw-break" dir="auto">
            {label}
          </span>
          <strong class="kw-num">{words}</strong>
        </li>
      ))}
    </ul>
  );
}

function ownPoints({ ballot, options }: DotPoll): OwnEntry[] {
  const points = (ballot?.choices ?? {}) as Points;
  const given = options.map(({ id, label }) => ({ id, label, words: String(pointsOf(points, id)) }));
  return given.filter(({ id }) => pointsOf(points, id) > 0);
}

export function countedWords(poll: Poll): string {
  const time = clockTime(poll.ballot?.at ?? poll.server_time);
  if (poll.method === "dot")
    return t("Ihre Punkte sind gezählt (%(time)s Uhr). Bis zum Schluss können Sie sie ändern.", { time });
  const answer = ownBallot(poll) ?? "";
  return t("Ihre Stimme ist gezählt: %(answer)s (%(time)s Uhr). Sie können sie bis zum Schluss ändern.", {
    answer,
    time,
  });
}

function waitWords({ turnout }: Poll): string {
  const stand = t("%(turnout)s.", { turnout: turnoutSentence(turnout) });
  return [stand, t("Das Ergebnis kommt, wenn die Moderation schließt.")].join(" ");
}

/** The foot of a paper that is sent as a form. */
export function Casting({ step }: { step: Sheet<unknown>["step"] }) {
  return (
    <div class="kw-stack kw-stack--s">
      <Button
        words={step === "sending" ? t("Wird gesendet …") : t("Stimme abgeben")}
        kind="primary"
        type="submit"
        block
        busy={step !== "filling"}
      />
      <p class="kw-small kw-muted">{t("Bis zum Schluss der Abstimmung können Sie Ihre Stimme ändern.")}</p>
    </div>
  );
}

/** The paper is on this device only. */
export function WaitingPaper({ poll }: { poll: Poll }) {
  return (
    <div role="status">
      <Strip kind="warn" icon="time">
        {poll.method === "dot"
          ? t("Noch nicht gezählt. Ihre Punkte warten auf Verbindung.")
          : t("Noch nicht gezählt. Ihre Stimme wartet auf Verbindung.")}
      </Strip>
    </div>
  );
}

function Noted({ option }: { option: Option }) {
  return (
    <>
      <b>{option.note}:</b> <Difference option={option} />
    </>
  );
}

export function WithoutVote({ poll }: { poll: Poll }) {
  return (
    <div class="kw-stack kw-stack--m">
      <Strip icon="lock">
        <p>{poll.reason_not}</p>
      </Strip>
      {poll.options.length > 0 && (
        <ol class="kw-poll__rule" aria-label={t("Einträge")}>
          {poll.options.map((option) => (
            <li key={option.id}>{poll.method === "wording" ? <Noted option={option} /> : option.label}</li>
          ))}
        </ol>
      )}
      <p class="kw-muted">{waitWords(poll)}</p>
    </div>
  );
}
