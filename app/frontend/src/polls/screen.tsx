// A poll on the projector: while it runs the turnout, after publication the result in at most five rows.
import { t } from "../words";
import { answerRows } from "./consent_result";
import type { ConsentPoll, ConsentResult, DotResult, Figures, Poll, WordingResult } from "./contract";
import { hasRanks, rankWords, WHOLE } from "./figures_result";
import { ClassMark, ConsentBar, Key, RankBar, TurnoutBar } from "./marks";
import { share, turnoutSentence } from "./sentences";

const MOST_ROWS = 5;

/** The inside of a screen view's main part. Before publication nothing but the turnout is shown, whatever `poll` holds. */
export function ScreenResult({ poll }: { poll: Poll | null }) {
  if (poll === null || poll.status === "prepared") return <h1>{t("Noch keine Abstimmung")}</h1>;
  return (
    <div class="kw-poll-screen">
      <h1>{poll.question}</h1>
      <Shown poll={poll} />
    </div>
  );
}

function Shown({ poll }: { poll: Poll }) {
  switch (poll.status) {
    case "open":
      return <Turnout poll={poll} />;
    case "published":
      return <Published poll={poll} />;
    case "cancelled":
      return <p>{t("Die Abstimmung wurde abgebrochen.")}</p>;
    default:
      return <p>{t("Die Abstimmung ist geschlossen.")}</p>;
  }
}

function Turnout({ poll }: { poll: Poll }) {
  return (
    <>
      <p class="kw-poll-screen__figure kw-num">{turnoutSentence(poll.turnout)}</p>
      <TurnoutBar turnout={poll.turnout} />
    </>
  );
}

function Published({ poll }: { poll: Poll }) {
  switch (poll.method) {
    case "dot":
      return poll.result && <Ranks result={poll.result} />;
    case "wording":
      return poll.result && <Votes result={poll.result} />;
    case "consent":
      return poll.result && <Consent poll={poll} result={poll.result} />;
    default:
      return poll.result && <FirstFigures result={poll.result} />;
  }
}

/** Of each row the first figure, which says where its bar ends. */
function FirstFigures({ result }: { result: Figures }) {
  const ranked = hasRanks(result);
  return (
    <>
      <table class={ranked ? "kw-poll-screen__ranks" : ""}>
        <caption class="kern-sr-only">{t("Ergebnis")}</caption>
        <thead>
          <tr class="kw-s36 kw-muted">
            {ranked && <th scope="col">{t("Platz")}</th>}
            <th scope="col">{ranked ? t("Eintrag") : t("Antwort")}</th>
            <th scope="col" class="n">
              {result.columns[0]}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.option_id ?? row.label}>
              {ranked && <td>{rankWords(row)}</td>}
              <th scope="row">
                <span dir="auto">{row.label}</span>
                {row.share !== null && <RankBar points={row.share} most={WHOLE} />}
              </th>
              <td class="n">{row.cells[0]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.rows.length > MOST_ROWS && <p class="kw-s36 kw-muted">{t("Alle Plätze stehen auf Ihrem Gerät.")}</p>}
    </>
  );
}

function Votes({ result }: { result: WordingResult }) {
  return (
    <>
      <p class="kw-poll-screen__figure">{result.sentence}</p>
      <table class="kw-poll-screen__ranks">
        <caption class="kern-sr-only">{t("Stimmen")}</caption>
        <tbody>
          {result.rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.option_id}>
              <th scope="row">
                {row.note}
                <RankBar points={row.votes} most={result.rows[0]?.votes ?? 0} />
              </th>
              <td class="n">{row.votes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** „Fassung 3 · Runde 2“ */
function textWords(poll: ConsentPoll): string {
  const round = t("Runde %(round)s", { round: poll.round });
  return poll.version ? [t("Fassung %(number)s", { number: poll.version.number }), round].join(" · ") : round;
}

function Consent({ poll, result }: { poll: ConsentPoll; result: ConsentResult }) {
  return (
    <>
      <p class="kw-s36 kw-muted">{textWords(poll)}</p>
      <div class="kw-poll-screen__halves">
        <div class="kw-poll-screen__class">
          <ClassMark reached={result.class} label={result.class_label} />
          <p class="kw-poll-screen__figure kw-num">{result.class === "no_result" ? result.sentence : share(result)}</p>
          <ConsentBar counts={result.counts} />
        </div>
        <AnswerRows result={result} />
      </div>
    </>
  );
}

function AnswerRows({ result }: { result: ConsentResult }) {
  return (
    <table>
      <caption class="kern-sr-only">{t("Stimmen")}</caption>
      <tbody>
        {answerRows(result.counts)
          .slice(0, MOST_ROWS)
          .map((row) => (
            <tr key={row.words}>
              <th scope="row">
                {row.part !== "none" && <Key part={row.part} />}
                {row.part === "r" ? t("mit Bedenken") : row.words}
              </th>
              <td class="n">{row.count}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Ranks({ result }: { result: DotResult }) {
  const most = result.rows[0]?.points ?? 0;
  const rest = result.rows.length - MOST_ROWS;
  return (
    <>
      <table class="kw-poll-screen__ranks">
        <caption class="kern-sr-only">{t("Rangfolge")}</caption>
        <tbody>
          {result.rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.option_id}>
              <td>{row.rank}.</td>
              <th scope="row">
                {row.label}
                <RankBar points={row.points} most={most} />
              </th>
              <td class="n">{row.points}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="kw-s36 kw-muted">{t("Alle Plätze stehen auf Ihrem Gerät.")}</p>}
    </>
  );
}
