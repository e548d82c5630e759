// A closed poll: its result for the moderation, after publication for everybody.
import { room } from "../room/state";
import type { Recommendation, Room } from "../types";
import { t } from "../words";
import { ConsentResultView } from "./consent_result";
import { type ConsentPoll, type ConsentResult, isPaper, type Poll } from "./contract";
import { DotResultView } from "./dot_result";
import { chartAddress, FiguresResult } from "./figures_result";
import { frozenWords } from "./frozen_text";
import { Head, Strip } from "./parts";
import { isConsensus, ownBallot, resultEyebrow, whatNext } from "./sentences";
import { InTheText, WordingByGroup, WordingResultView } from "./wording_result";

export function Result({ poll }: { poll: Poll }) {
  return (
    <>
      <Head eyebrow={resultEyebrow(poll)} title={poll.question}>
        {poll.version && <p class="kw-small kw-muted">{frozenWords(poll.version)}</p>}
      </Head>
      {poll.status === "closed" && <Strip icon="lock">{t("Nur Sie sehen dieses Ergebnis.")}</Strip>}
      <EarlierVersion poll={poll} />
      <Figures poll={poll} />
      <OwnBallot poll={poll} />
      {poll.status === "published" && <Published poll={poll} />}
    </>
  );
}

function Figures({ poll }: { poll: Poll }) {
  switch (poll.method) {
    case "dot":
      return poll.result && <DotResultView result={poll.result} />;
    case "consent":
      return poll.result && <ConsentResultView poll={poll} result={poll.result} />;
    case "wording":
      return (
        poll.result && (
          <>
            <WordingResultView poll={poll} result={poll.result} />
            <WordingByGroup {...poll.result} />
          </>
        )
      );
    default:
      return poll.result && <FiguresResult poll={poll} result={poll.result} />;
  }
}

/** Of a vote on a wording the text is meant to change. */
function EarlierVersion({ poll }: { poll: Poll }) {
  if (!poll.on_earlier_version || poll.version === null || poll.stage === "adopted") return null;
  return (
    <Strip kind="warn">
      <strong>{t("Auf einer früheren Fassung.")}</strong>{" "}
      {t("Abgestimmt wurde über Fassung %(number)s. Der Text hat sich seitdem geändert.", {
        number: poll.version.number,
      })}
    </Strip>
  );
}

function OwnBallot({ poll }: { poll: Poll }) {
  const own = ownBallot(poll);
  if (own === null) return null;
  return (
    <Strip icon="check">
      {poll.method === "dot" ? t("Ihre Punkte:") : t("Ihre Stimme:")} <strong>{own}</strong>.{" "}
      {poll.method === "dot" ? t("Sie sind gezählt.") : t("Sie ist gezählt.")}
    </Strip>
  );
}

function Published({ poll }: { poll: Poll }) {
  return (
    <section class="kw-stack kw-stack--s" aria-labelledby={poll.method === "consent" ? "kw-next" : undefined}>
      {poll.method === "consent" && poll.result && (
        <>
          <h2 class="kern-heading-small" id="kw-next">
            {t("Wie geht es weiter?")}
          </h2>
          <p>
            <WhatNext poll={poll} result={poll.result} />
          </p>
        </>
      )}
      {poll.method === "wording" && poll.result && <InTheText poll={poll} result={poll.result} />}
      <ul class="kw-links">
        <li>
          <a href={`/polls/${poll.id}/results.csv`}>{t("Ergebnis als Tabelle (CSV)")}</a>
        </li>
        {isPaper(poll) && poll.result?.has_chart && (
          <li>
            <a href={chartAddress(poll)} download={`abstimmung-${poll.id}.svg`}>
              {t("Bild (SVG)")}
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

function WhatNext({ poll, result }: { poll: ConsentPoll; result: ConsentResult }) {
  const recorded = recordedFrom(poll);
  return recorded ? <a href={recorded.address}>{recordedWords(recorded)}</a> : whatNext(result);
}

/** The recommendation that was recorded from the poll. */
export function recordedFrom(poll: Poll): Recommendation | undefined {
  return room.value?.recommendations.find((one) => one.poll_id === poll.id);
}

export function recordedWords({ number }: Recommendation): string {
  return t("Empfehlung %(number)s ist festgestellt", { number });
}

/** Whether a later version of the text waits for its vote: then the next round is the next step. */
export function isRevised({ drafts }: Pick<Room, "drafts">, { version }: Pick<Poll, "version">): boolean {
  const newest = drafts.find((draft) => draft.id === version?.draft_id)?.version;
  return version !== null && newest !== null && newest !== undefined && newest.number > version.number;
}

/** Where the moderation goes on after a published consent poll. */
export function nextAddress(poll: ConsentPoll): { words: string; address: string } | null {
  if (poll.result === null || poll.version === null) return null;
  if (isConsensus(poll.result.class))
    return {
      words: t("Empfehlung feststellen"),
      address: `/workshops/${poll.workshop_id}/recommendations/new?poll=${poll.id}`,
    };
  const draft = `/drafts/${poll.version.draft_id}`;
  if (poll.result.class === "no_majority") return { words: t("Zurück in den Entwurf"), address: draft };
  return { words: t("Text überarbeiten und erneut abstimmen"), address: draft };
}
