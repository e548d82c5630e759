// An open poll as the moderation sees it: who has taken part, never what.
import { useSignal } from "@preact/signals";
import { Button } from "../room/controls";
import { t } from "../words";
import { cancel, extend } from "./acts";
import type { Poll } from "./contract";
import { Subject } from "./frozen_text";
import { Head, Refusing } from "./parts";
import { eyebrow } from "./sentences";
import type { Refusal } from "./sheet";
import { GroupTurnouts, TurnoutPanel } from "./turnout";

const EXTENSION_MINUTES = 2;

export function Running({ poll }: { poll: Poll }) {
  return (
    <>
      <Head eyebrow={eyebrow(poll)} title={poll.question} />
      <Subject poll={poll} />
      <TurnoutPanel poll={poll} />
      <GroupTurnouts groups={poll.turnout.by_group} />
      <Controls poll={poll} />
    </>
  );
}

function Controls({ poll }: { poll: Poll }) {
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);
  async function giveMoreTime() {
    busy.value = true;
    refusal.value = await extend(poll, EXTENSION_MINUTES);
    busy.value = false;
  }
  return (
    <div class="kw-stack kw-stack--s">
      <div class="kw-row">
        <Button words={t("2 Minuten verlängern")} busy={busy.value} onPress={() => void giveMoreTime()} />
        <Button words={t("Abbrechen")} kind="tertiary" onPress={() => cancel(poll)} />
      </div>
      <Refusing refusal={refusal.value} />
    </div>
  );
}
