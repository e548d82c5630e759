// The draft's page: the room's head, the text with its toolbar, the comments beside it, and the bar for freezing.
import { useEffect, useRef } from "preact/hooks";
import { DialogHost } from "../room/dialog";
import { RoomHead } from "../room/head";
import { PhaseBar, PhaseLine } from "../room/phases";
import { gone, room } from "../room/state";
import { Toasts } from "../room/toasts";
import { t } from "../words";
import { FreezeBar } from "./freezing";
import { Margin } from "./margin";
import { Session } from "./session";
import { editor, versions } from "./state";
import { PresenceLine, SavedStatus } from "./status";
import { Strips } from "./strips";
import { Toolbar } from "./toolbar";

export interface PageProps {
  draft: number;
  workshop: number;
  title: string;
  /** Told the session as soon as there is a place for the text. */
  onSession: (session: Session) => void;
}

export function DraftPage(properties: PageProps) {
  const { draft, workshop, title } = properties;
  return (
    <div class="kw-room kw-draft">
      <div>{room.value && <RoomHead room={room.value} />}</div>
      <div>{room.value && <Phases />}</div>
      <main class="kw-stage" id="inhalt" tabIndex={-1}>
        <div class="kw-stack kw-stack--s">
          <TopRow draft={draft} workshop={workshop} title={title} />
          {gone.value && <p role="alert">{t("Sie haben in diesem Raum keinen Platz mehr.")}</p>}
          <Strips draft={draft} />
          <div class="kw-split kw-split--doc">
            <TextColumn {...properties} />
            <Margin />
          </div>
        </div>
      </main>
      <FreezeBar draft={draft} />
      <DialogHost />
      <Toasts />
    </div>
  );
}

function Phases() {
  return (
    room.value && (
      <>
        <PhaseBar room={room.value} />
        <PhaseLine room={room.value} />
      </>
    )
  );
}

function TopRow({ draft, workshop, title }: { draft: number; workshop: number; title: string }) {
  return (
    <div class="kw-row kw-row--between">
      <div class="kw-draft__head">
        <p class="kw-small">
          <a href={`/workshops/${workshop}`}>{t("Zurück in den Raum")}</a>
        </p>
        <h1 class="kern-heading-medium kw-break">{t("Entwurf: %(title)s", { title })}</h1>
      </div>
      <div class="kw-row">
        <PresenceLine />
        <a class="kw-small" href={`/drafts/${draft}/versions`}>
          {t("Fassungen (%(count)s)", { count: versions.value.length })}
        </a>
      </div>
    </div>
  );
}

function TextColumn({ draft, onSession }: PageProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) onSession(new Session(place.current, draft));
  }, []);
  return (
    <div class="kw-draft__text">
      <div class="kw-draft__tools">
        <Toolbar />
        <SavedStatus />
      </div>
      <article class="kw-doc" aria-label={t("Entwurf")} aria-busy={editor.value === null}>
        <div ref={place} />
      </article>
    </div>
  );
}
