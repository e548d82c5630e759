// The stage in the phases prioritise and consent: what there is to do with the poll, for every role.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../room/controls";
import { unfinished } from "../room/follow";
import type { PollSummary, Room } from "../types";
import { t } from "../words";
import { WithoutVote } from "./ballot_parts";
import { useSheet } from "./casting";
import { ConsentBallot } from "./consent_ballot";
import { isPaper, type Poll } from "./contract";
import { DotBallot } from "./dot_ballot";
import { Subject } from "./frozen_text";
import { useLanding } from "./landing";
import { isAnswerMethod } from "./methods";
import { useNews } from "./news";
import { PaperBallot } from "./paper_ballot";
import { Head, Strip } from "./parts";
import { usePoll } from "./polls";
import { NewPoll, PreparedForm } from "./prepare";
import { isRevised, Result } from "./result";
import { Running } from "./running";
import { eyebrow, overSentence } from "./sentences";
import { WordingBallot } from "./wording_ballot";

/** The stage for `poll`; null where the room has none yet. */
export function PollStage({ room, poll: summary }: { room: Room; poll: PollSummary | null }) {
  const { poll, problem } = usePoll(summary?.id ?? null);
  const runs = room.me.rights.includes("run_polls");
  useNews(poll, summary?.id ?? null);
  if (summary === null) return <Stage state="none">{runs ? <NewPoll room={room} /> : <NoPoll />}</Stage>;
  if (poll === null)
    return <Stage state="loading">{problem ? <Strip kind="warn">{problem}</Strip> : <Loading />}</Stage>;
  return (
    <Stage state={`${poll.id}-${poll.status}`}>
      {poll.may_moderate ? <ForModeration room={room} poll={poll} /> : <ForVoter poll={poll} />}
    </Stage>
  );
}

function Stage({ state, children }: { state: string; children: ComponentChildren }) {
  const stage = useLanding(state);
  return (
    <div class="kw-poll kw-stack kw-stack--m" ref={stage}>
      {children}
    </div>
  );
}

function Loading() {
  return <p class="kw-muted">{t("Abstimmung wird geladen …")}</p>;
}

function NoPoll() {
  return (
    <>
      <Head eyebrow={t("Abstimmung")} title={t("Noch keine Abstimmung")} />
      <p>{t("Sie müssen nichts tun. Sobald die Moderation die Abstimmung öffnet, erscheint sie hier.")}</p>
    </>
  );
}

function ForModeration({ room, poll }: { room: Room; poll: Poll }) {
  const formAtOnce = poll.status === "cancelled" || isRevised(room, poll) || isAnswerMethod(poll.method);
  if (poll.status === "open") return <Running poll={poll} />;
  if (poll.status === "prepared")
    return (
      <>
        <Head eyebrow={eyebrow(poll)} title={poll.question} />
        <Subject poll={poll} />
        <PreparedForm room={room} poll={poll} />
      </>
    );
  return (
    <>
      {poll.status === "cancelled" ? <Cancelled poll={poll} /> : <Result poll={poll} />}
      {poll.status !== "closed" && room.workshop.phase !== "draft" && room.me.rights.includes("run_polls") && (
        <Another key={`${poll.id} ${formAtOnce}`} room={room} atOnce={formAtOnce} />
      )}
    </>
  );
}

/** A further poll of the same phase: the next draft, or the same question again. */
function Another({ room, atOnce }: { room: Room; atOnce: boolean }) {
  const shown = useSignal(atOnce);
  if (shown.value)
    return (
      <section class="kw-stack" aria-labelledby="kw-another">
        <h2 class="kern-heading-small" id="kw-another">
          {t("Weitere Abstimmung")}
        </h2>
        <NewPoll room={room} heading={false} />
      </section>
    );
  return (
    <div class="kw-row">
      <Button
        words={t("Weitere Abstimmung vorbereiten")}
        onPress={() => {
          shown.value = true;
        }}
      />
    </div>
  );
}

function ForVoter({ poll }: { poll: Poll }) {
  switch (poll.status) {
    case "open":
      return <Ballot poll={poll} />;
    case "closed":
      return <Over poll={poll} />;
    case "published":
      return <Result poll={poll} />;
    case "cancelled":
      return <Cancelled poll={poll} />;
    case "prepared":
      return <NoPoll />;
  }
}

function Ballot({ poll }: { poll: Poll }) {
  return (
    <>
      <Head eyebrow={eyebrow(poll)} title={poll.question}>
        {poll.may_vote && <Task poll={poll} />}
      </Head>
      <Subject poll={poll} />
      {poll.secrecy === "named" && <Strip icon="bell">{poll.rule.sentences.at(-1)}</Strip>}
      {poll.may_vote ? <Paper poll={poll} /> : <WithoutVote poll={poll} />}
    </>
  );
}

/** What there is to do, where the paper itself does not ask it. */
function Task({ poll }: { poll: Poll }) {
  if (poll.method === "dot") return <p>{poll.rule.sentences.slice(0, 2).join(" ")}</p>;
  return isPaper(poll) && poll.form.kind !== "answers" ? <p>{poll.form.task}</p> : null;
}

function Paper({ poll }: { poll: Poll }) {
  const { step, seen, paper } = useSheet<object>(poll, { choices: {}, reason: "" }).value;
  const isUnfinished =
    step === "waiting" || (step === "filling" && seen === 0 && Object.keys(paper.choices).length > 0);
  useEffect(() => {
    unfinished.value = isUnfinished;
    return () => {
      unfinished.value = false;
    };
  }, [isUnfinished]);
  const ballot = useLanding(step);
  return (
    <div class="kw-stack kw-stack--m" ref={ballot}>
      <BallotOf poll={poll} />
    </div>
  );
}

function BallotOf({ poll }: { poll: Poll }) {
  switch (poll.method) {
    case "dot":
      return <DotBallot poll={poll} />;
    case "consent":
      return <ConsentBallot poll={poll} />;
    case "wording":
      return <WordingBallot poll={poll} />;
    default:
      return <PaperBallot poll={poll} />;
  }
}

function Over({ poll }: { poll: Poll }) {
  const late = useSheet<object>(poll, { choices: {}, reason: "" }).value.step === "late";
  return (
    <>
      <Head eyebrow={eyebrow(poll)} title={poll.question} />
      <Strip {...(late ? { kind: "warn" } : poll.ballot ? { kind: "ok" } : {})} icon="lock">
        {overSentence(poll, late)}
      </Strip>
      <p class="kw-muted">{t("Das Ergebnis erscheint hier, sobald die Moderation es veröffentlicht.")}</p>
    </>
  );
}

function Cancelled({ poll }: { poll: Poll }) {
  return (
    <>
      <Head eyebrow={eyebrow(poll)} title={poll.question} />
      <Strip icon="lock">{t("Die Abstimmung wurde abgebrochen. Die abgegebenen Stimmen sind gelöscht.")}</Strip>
    </>
  );
}
