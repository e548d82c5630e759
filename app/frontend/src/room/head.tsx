// The head of the room: what it is, how much time is left, whether the device is connected.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { announce } from "../announce";
import { announcedAt, digits, secondsLeft, serverNow, timeInWords } from "../clock";
import { type Connection, connection } from "../live";
import type { Countdown, Room } from "../types";
import { t, tn } from "../words";
import { roleName } from "./names";

export function Head({ title, small, children }: { title: string; small?: string; children?: ComponentChildren }) {
  return (
    <div class="kw-head">
      <a class="kw-brand" href="/">
        <svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3">
          <path d="M2 5h6l8 9h10M2 14h24M2 23h6l8-9" />
        </svg>
        <span>Konsenswerk</span>
      </a>
      <span class="kw-head__title">
        {title} {small && <small>{small}</small>}
      </span>
      {children}
      <ConnectionMark />
    </div>
  );
}

export function RoomHead({ room }: { room: Room }) {
  const { workshop, me } = room;
  return (
    <header>
      <DemoBand shown={workshop.is_demo} />
      <Head title={workshop.title} small={`${workshop.code} · ${roleName(me.role)}`}>
        {workshop.countdown && <Timer countdown={workshop.countdown} />}
      </Head>
    </header>
  );
}

export function DemoBand({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <p class="kw-demo" role="note">
      {t("Beispieldaten – keine Beschlüsse des BAMF. Alle Personen sind erfunden.")}
    </p>
  );
}

/** The wording and the sign of a connection. */
function ConnectionMark() {
  const marks: Record<Connection["state"], [className: string, words: string]> = {
    connected: ["", t("Verbunden")],
    searching: [" kw-conn--wait", t("Verbindung wird gesucht")],
    offline: [" kw-conn--off", t("Nicht verbunden")],
  };
  const [className, words] = marks[connection.value.state];
  return (
    <span class={`kw-conn${className}`}>
      <span class="kw-conn__words">{words}</span>
      <span class="kw-conn__short" aria-hidden="true">
        {t("Getrennt")}
      </span>
    </span>
  );
}

const LAST_MINUTE = 60;
const JUST_NOW = 3;

function Timer({ countdown }: { countdown: Countdown }) {
  const seconds = secondsLeft(countdown, serverNow.value);
  useEffect(() => announceStart(countdown, seconds), [countdown.ends_at]);
  useEffect(() => announceTime(countdown, seconds), [countdown, seconds]);
  const state = seconds < 0 ? " kw-timer--over" : seconds <= LAST_MINUTE ? " kw-timer--soon" : "";
  return (
    <span class={`kw-timer${state}`} role="timer" aria-label={timeInWords(seconds)}>
      <span class="kw-i kw-i--time kw-i--s" aria-hidden="true" />
      <span aria-hidden="true">{digits(seconds)}</span>
    </span>
  );
}

/** Only a clock that was just set: whoever opens the page later sees it running. */
function announceStart({ minutes }: Countdown, seconds: number): void {
  if (seconds >= minutes * 60 - JUST_NOW) {
    announce(tn("Die Zeit läuft: %(num)s Minute.", "Die Zeit läuft: %(num)s Minuten.", minutes));
  }
}

/** Said at half time, five minutes and one minute; never ticking. */
function announceTime(countdown: Countdown, seconds: number): void {
  if (!announcedAt(countdown).includes(seconds)) return;
  announce(tn("Noch %(num)s Minute.", "Noch %(num)s Minuten.", Math.max(1, Math.round(seconds / 60))));
}
