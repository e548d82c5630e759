// The moderator's bar: four tools on the left, on the right what is missing and the one next action of the phase.
import { PollBar } from "../polls";
import { isAnswerMethod } from "../polls/methods";
import type { Room } from "../types";
import { t } from "../words";
import { Button } from "./controls";
import { ask } from "./dialog";
import { nextOf } from "./next";
import { currentPoll, isUnderWay } from "./poll";
import { board } from "./state";
import { ToolButtons, ToolPanel } from "./tools";

export function ModerationBar({ room }: { room: Room }) {
  return (
    <section class="kw-moderation" aria-label={t("Moderation")}>
      <ToolPanel room={room} />
      <div class="kw-modbar">
        <ToolButtons />
        <NextAction room={room} />
      </div>
    </section>
  );
}

function NextAction({ room }: { room: Room }) {
  const poll = currentPoll(room);
  const { phase } = room.workshop;
  const isDecided = phase === "prioritise" && poll?.status === "published" && !isAnswerMethod(poll.method);
  const isVoting = phase === "draft" && poll !== null && isUnderWay(poll);
  if ((phase === "prioritise" && !isDecided) || phase === "consent" || isVoting)
    return <PollBar room={room} poll={poll} />;
  const next = nextOf(room, board.value);
  if (next === null) return null;
  return (
    <div class="kw-modbar__next">
      <span class="kw-small kw-muted">{next.half}</span>
      <Button words={next.words} kind="primary" blocked={next.blocked ?? false} onPress={next.act} />
    </div>
  );
}

/** Strg+Eingabe: the next action, asked first, because no button was pressed. */
export function askForNext(): void {
  const button = document.querySelector<HTMLButtonElement>(".kw-modbar__next .kern-btn--primary");
  if (button === null || button.getAttribute("aria-disabled") === "true") return;
  const words = button.textContent ?? "";
  ask({
    heading: t("Nächster Schritt: %(words)s?", { words }),
    yes: words,
    act: () => void setTimeout(() => button.click()),
  });
}
