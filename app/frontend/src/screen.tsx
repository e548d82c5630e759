// The screen view: shows what the moderation chose. Without a connection the last picture stays.
import { signal } from "@preact/signals";
import { render } from "preact";
import { setServerTime, startClock } from "./clock";
import { request } from "./http";
import { connect, connection, knownUpTo, onFact, onReload } from "./live";
import { View } from "./screen/views";
import type { ScreenState } from "./types";
import { t } from "./words";

const state = signal<ScreenState | null>(null);
// Facts come in bunches while people submit; a picture need not change more often.
const PAUSE_MS = 400;
// Who comes and goes is no fact.
const PRESENCE_MS = 20_000;

async function load(token: string): Promise<void> {
  try {
    const picture = await request<ScreenState>("GET", `/screens/${token}/state`);
    setServerTime(picture.server_time);
    knownUpTo(picture.number);
    state.value = picture;
  } catch {
    // The last picture stays; connecting again loads anew, and the foot line says that the connection is gone.
  }
}

function Screen({ token }: { token: string }) {
  const picture = state.value;
  if (picture === null) return <p class="kw-screen kw-s36">{t("Die Leinwand wird geladen …")}</p>;
  if (picture.shows === "blank") return <Blank />;
  return (
    <div class="kw-screen">
      <header class="kw-screen__top">
        <Brand />
        <span class="kw-muted">{picture.workshop.title}</span>
        <span>{whereIs(picture)}</span>
      </header>
      <main id="inhalt">
        <View state={picture} token={token} />
      </main>
      <footer class="kw-screen__foot">
        <span>{picture.workshop.is_demo && t("Beispieldaten – keine Beschlüsse des BAMF")}</span>
        <FootWords picture={picture} />
      </footer>
    </div>
  );
}

function Blank() {
  return (
    <main class="kw-screen kw-screen--blank" id="inhalt">
      <h1 class="kern-sr-only">{t("Schwarz")}</h1>
    </main>
  );
}

function Brand() {
  return (
    <span class="kw-brand">
      <svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3">
        <path d="M2 5h6l8 9h10M2 14h24M2 23h6l8-9" />
      </svg>
      <span>Konsenswerk</span>
    </span>
  );
}

/** „TOP 2 Bedarfe sammeln“ */
function whereIs({ workshop: { agenda, current_item_id } }: ScreenState): string {
  const index = agenda.findIndex((item) => item.id === current_item_id);
  return index < 0 ? "" : t("TOP %(number)s %(title)s", { number: index + 1, title: agenda[index]?.title ?? "" });
}

function FootWords({ picture: { presence } }: { picture: ScreenState }) {
  if (connection.value.state !== "connected") {
    return <span class="kw-conn kw-conn--wait">{t("Verbindung wird gesucht")}</span>;
  }
  return (
    <span>{t("%(present)s von %(total)s Personen sind da", { present: presence.present, total: presence.total })}</span>
  );
}

function start(page: HTMLElement): void {
  const token = page.dataset.token ?? "";
  let isPlanned = false;
  const loadSoon = () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      void load(token);
    }, PAUSE_MS);
  };
  startClock();
  onReload(() => void load(token));
  onFact(loadSoon);
  connect({ screen: token });
  void load(token);
  setInterval(loadSoon, PRESENCE_MS);
  page.replaceChildren();
  render(<Screen token={token} />, page);
}

const page = document.getElementById("screen");
if (page !== null) start(page);
