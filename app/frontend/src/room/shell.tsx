// The frame of the room. One document for every device: the stylesheet decides what a phone shows behind its tabs.
import type { Room } from "../types";
import { t } from "../words";
import { Agenda } from "./agenda";
import { DialogHost } from "./dialog";
import { goAlong, movedTo, type View, view, whereIs } from "./follow";
import { RoomHead } from "./head";
import { askToLeave, Gone, Lobby, useAdmission } from "./lobby";
import { ModerationBar } from "./moderation";
import { More } from "./more";
import { PhaseBar, PhaseLine } from "./phases";
import { Presence } from "./presence";
import { Stage } from "./stage";
import { gone, isStaff, room, waiting } from "./state";
import { Strips } from "./strips";
import { Toasts } from "./toasts";

export function Shell() {
  return (
    <>
      {content()}
      <DialogHost />
    </>
  );
}

function content() {
  if (gone.value) return <Gone />;
  if (waiting.value !== null) return <Lobby waiting={waiting.value} />;
  if (room.value !== null) return <RoomFrame room={room.value} />;
  return (
    <main class="kw-main" id="inhalt">
      <div class="kw-wrap">
        <h1 class="kern-heading-medium">{t("Der Raum wird geladen …")}</h1>
      </div>
    </main>
  );
}

/** The board takes the full width: its side columns go below. */
function columnsFor(room: Room): string {
  return room.workshop.phase === "cluster" ? " kw-body--wide" : " kw-body--both";
}

function RoomFrame({ room }: { room: Room }) {
  useAdmission(room, whereIs(room));
  return (
    <div class="kw-room" data-view={view.value}>
      <RoomHead room={room} />
      <div>
        <PhaseBar room={room} />
        <PhaseLine room={room} />
      </div>
      <div class={`kw-body${columnsFor(room)}`}>
        <main class="kw-stage" id="inhalt" tabIndex={-1}>
          <div class="kw-stack">
            <Strips room={room} />
            <div class="kw-stage__now">
              <Stage room={room} />
            </div>
          </div>
        </main>
        <aside class="kw-side kw-side--agenda" aria-label={t("Ablauf")}>
          <Agenda room={room} />
        </aside>
        <aside class="kw-side kw-side--right" aria-label={t("Im Raum")}>
          <Presence presence={room.presence} />
          <More room={room} />
          <button type="button" class="kw-plain kw-small kw-above" onClick={askToLeave}>
            {t("Raum verlassen")}
          </button>
        </aside>
      </div>
      <div class="kw-bars">
        <Toasts />
        {isStaff.value && <ModerationBar room={room} />}
        <Tabs room={room} />
      </div>
    </div>
  );
}

const TABS: { view: View; icon: string; name: () => string }[] = [
  { view: "now", icon: "stage", name: () => t("Jetzt") },
  { view: "agenda", icon: "agenda", name: () => t("Ablauf") },
  { view: "more", icon: "more", name: () => t("Mehr") },
];

function Tabs({ room }: { room: Room }) {
  const open = (chosen: View) => {
    if (chosen === "now") goAlong(room);
    else view.value = chosen;
    scrollTo(0, 0);
  };
  return (
    <nav class="kw-tabs" aria-label={t("Bereiche")}>
      <ul>
        {TABS.map((tab) => (
          <li key={tab.view}>
            <button
              type="button"
              aria-current={view.value === tab.view ? "page" : undefined}
              onClick={() => open(tab.view)}
            >
              <span class={`kw-i kw-i--${tab.icon}`} aria-hidden="true" />
              {tab.name()}
              {tab.view === "now" && movedTo.value !== null && <span class="kw-tabs__new">{t("neu")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
