// The draft's page: the room's head, the text with its toolbar, the comments beside it, and the bar for freezing.
import { useEffect, useRef, useState } from "preact/hooks";
import { connection } from "../live";
import { DialogHost } from "../room/dialog";
import { Head, RoomHead } from "../room/head";
import { PhaseBar, PhaseLine } from "../room/phases";
import { gone, room } from "../room/state";
import { Toasts } from "../room/toasts";
import { t } from "../words";
import { FreezeBar } from "./freezing";
import { Margin } from "./margin";
import { ModeSwitch } from "./mode-switch";
import { Session } from "./session";
import { editor, obstacle, versions } from "./state";
import { PresenceLine, SavedStatus } from "./status";
import { Strips } from "./strips";
import { Toolbar } from "./toolbar";
import { VoteStrips } from "./votes";
import { WhoWrote, WhoWroteSwitch } from "./who-wrote";

export interface PageProps {
  draft: number;
  workshop: number;
  title: string;
  /** The participant who looks at it. */
  person: number;
  /** Told the session as soon as there is a place for the text. */
  onSession: (session: Session) => void;
}

export function DraftPage(properties: PageProps) {
  const { draft, workshop, title } = properties;
  const [session, setSession] = useState<Session | null>(null);
  const onSession = (begun: Session) => {
    setSession(begun);
    properties.onSession(begun);
  };
  return (
    <div class="kw-room kw-draft">
      <div>{room.value ? <RoomHead room={room.value} /> : <HeadWithoutRoom />}</div>
      <div>{room.value && <Phases />}</div>
      <main class="kw-stage" id="inhalt" tabIndex={-1}>
        <div class="kw-stack kw-stack--s">
          <TopRow draft={draft} workshop={workshop} title={title} />
          {gone.value && <p role="alert">{t("Sie haben in diesem Raum keinen Platz mehr.")}</p>}
          <Strips draft={draft} session={session} />
          <VoteStrips draft={draft} workshop={workshop} />
          <ModeSwitch />
          <WhoWrote />
          <div class="kw-split kw-split--doc" hidden={editor.value === null && obstacle.value !== null}>
            <TextColumn {...properties} onSession={onSession} />
            <Margin draft={draft} person={properties.person} />
          </div>
        </div>
      </main>
      <div class="kw-bars">
        <Toasts />
        <FreezeBar draft={draft} workshop={workshop} />
      </div>
      <DialogHost />
    </div>
  );
}

/** Opened without connection, the page does not know its room; it must still say that there is no connection. */
function HeadWithoutRoom() {
  if (connection.value.state === "connected") return null;
  return (
    <header>
      <Head title={t("Entwurf")} />
    </header>
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
        <WhoWroteSwitch />
        <a class="kw-small" href={`/drafts/${draft}/reading`}>
          {t("Lesefassung")}
        </a>
        <a class="kw-small" href={`/drafts/${draft}/versions`}>
          {versions.value.length > 0 ? t("Fassungen (%(count)s)", { count: versions.value.length }) : t("Fassungen")}
        </a>
      </div>
    </div>
  );
}

function TextColumn({ draft, person, onSession }: PageProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) void Session.begin(place.current, draft, person).then(onSession);
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
