// The one calm thing in the middle: what there is to do in the phase, for this person.
import { useLayoutEffect } from "preact/hooks";
import { PollStage } from "../polls";
import type { Phase, PollSummary, Room } from "../types";
import { t } from "../words";
import { Board } from "./board";
import { Closing } from "./closing";
import { Collect } from "./collect";
import { Collected } from "./collected";
import { Drafting } from "./drafting";
import { enterStage, shownPhase } from "./follow";
import { Preparing } from "./lobby";
import { phaseName } from "./names";
import { currentPoll } from "./poll";
import { isStaff } from "./state";
import { dismissActions } from "./toasts";

export function Stage({ room }: { room: Room }) {
  const phase = shownPhase.value ?? room.workshop.phase;
  useLayoutEffect(() => {
    document.title = `${phaseName(phase)} – ${room.workshop.title} – Konsenswerk`;
    enterStage();
    dismissActions();
  }, [phase]);
  return (
    <>
      {room.me.role === "observer" && <p class="kw-small">{t("Sie beobachten. Abstimmen können Sie nicht.")}</p>}
      <Shown phase={phase} room={room} />
    </>
  );
}

/** A vote on a wording comes first; its result leaves room for going on. */
function DraftStage({ room, poll }: { room: Room; poll: PollSummary | null }) {
  if (poll === null) return <Drafting room={room} />;
  return (
    <div class="kw-stack kw-stack--xl">
      <PollStage room={room} poll={poll} />
      {poll.status === "published" && <Drafting room={room} />}
    </div>
  );
}

function Shown({ phase, room }: { phase: Phase; room: Room }) {
  switch (phase) {
    case "preparing":
      return <Preparing room={room} />;
    case "collect":
      return isStaff.value ? <Collected room={room} /> : <Collect room={room} />;
    case "cluster":
      return <Board />;
    case "prioritise":
    case "consent":
      return <PollStage room={room} poll={currentPoll(room)} />;
    case "draft":
      return <DraftStage room={room} poll={currentPoll(room)} />;
    case "closed":
      return <Closing room={room} />;
  }
}
