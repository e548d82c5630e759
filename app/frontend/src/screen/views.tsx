// The pictures of a projector: at most five rows, nothing smaller than 36 px of 1080, nothing to operate.
import type { ComponentChildren } from "preact";
import { digits, secondsLeft, serverNow, timeInWords } from "../clock";
import { ScreenResult } from "../polls";
import type { Board, Need, ScreenState } from "../types";
import { t, tn } from "../words";

const MOST_ROWS = 5;

export function View({ state, token }: { state: ScreenState; token: string }) {
  switch (state.shows) {
    case "welcome":
      return <Welcome state={state} token={token} />;
    case "question":
      return <Question state={state} token={token} />;
    case "needs":
      return state.board && <Needs board={state.board} />;
    case "clusters":
      return state.board && <Clusters board={state.board} />;
    case "timer":
      return <Time state={state} />;
    case "result":
      return <ScreenResult poll={state.poll} />;
    case "text":
      return <Text state={state} />;
    case "blank":
      return null;
  }
}

/** The QR code and the address; the code too, unless it already stands there in large digits. */
function Entrance({ state, token, code = true }: { state: ScreenState; token: string; code?: boolean }) {
  return (
    <div>
      <img class="kw-screen__qr" src={`/screens/${token}/qr.svg`} alt={t("QR-Code zum Beitreten")} />
      <p class="kw-s36 kw-screen__gap kw-break">{address(state.join.link)}</p>
      {code && (
        <p class="kw-s36">
          {t("Code")} <strong class="kw-num">{state.join.code}</strong>
        </p>
      )}
    </div>
  );
}

/** What people type when they cannot scan: the page that asks for the code. */
function address(link: string): string {
  return `${new URL(link, location.href).host}/beitreten`;
}

function Welcome({ state, token }: { state: ScreenState; token: string }) {
  return (
    <div class="kw-screen__split">
      <div>
        <h1>{state.workshop.title}</h1>
        <p class="kw-screen__gap">{t("Treten Sie mit Ihrem Telefon bei. Sie brauchen kein Benutzerkonto.")}</p>
        <p class="kw-s36 kw-muted kw-screen__gap">{t("Code")}</p>
        <p class="kw-screen__code">
          <strong>{state.join.code}</strong>
        </p>
      </div>
      <Entrance state={state} token={token} code={false} />
    </div>
  );
}

function Question({ state, token }: { state: ScreenState; token: string }) {
  const [first, ...others] = state.workshop.questions;
  return (
    <div class="kw-screen__split">
      <div>
        <p class="kw-s36 kw-muted">{t("Leitfrage")}</p>
        <h1 class="kw-screen__question">{first?.text ?? state.workshop.title}</h1>
        {others.slice(0, 2).map((question) => (
          <p key={question.id} class="kw-screen__gap">
            {question.text}
          </p>
        ))}
        {state.workshop.phase === "collect" && <p class="kw-screen__gap">{t("Schreiben Sie auf, was fehlt.")}</p>}
      </div>
      <Entrance state={state} token={token} />
    </div>
  );
}

function Rows({ heading, rest, children }: { heading: string; rest: number; children: ComponentChildren }) {
  return (
    <>
      <h1>{heading}</h1>
      <ul class="kw-list kw-screen__rows">{children}</ul>
      {rest > 0 && (
        <p class="kw-s36 kw-muted kw-screen__gap">
          {tn("und %(num)s weiterer auf Ihrem Gerät", "und %(num)s weitere auf Ihrem Gerät", rest)}
        </p>
      )}
    </>
  );
}

/** The newest needs, with the group and never a name; hidden ones as a number only. */
function Needs({ board: { needs, hidden } }: { board: Board }) {
  const total = needs.length + hidden;
  const newest: Need[] = needs.slice(-MOST_ROWS).reverse();
  return (
    <Rows
      heading={tn("%(num)s Bedarf eingereicht", "%(num)s Bedarfe eingereicht", total)}
      rest={needs.length - newest.length}
    >
      {newest.map((need) => (
        <li key={need.id}>
          <small>{[need.label, need.group].filter(Boolean).join(" · ")}</small>
          <span dir="auto">{need.title}</span>
        </li>
      ))}
      {hidden > 0 && <li>{t("Die Bedarfe sind verdeckt. Die Moderation deckt sie auf.")}</li>}
    </Rows>
  );
}

function Clusters({ board: { clusters } }: { board: Board }) {
  return (
    <Rows
      heading={tn("%(num)s Cluster", "%(num)s Cluster", clusters.length)}
      rest={Math.max(0, clusters.length - MOST_ROWS)}
    >
      {clusters.slice(0, MOST_ROWS).map((cluster) => (
        <li key={cluster.id}>
          {cluster.title}
          <small>{tn("%(num)s Bedarf", "%(num)s Bedarfe", cluster.need_ids.length)}</small>
        </li>
      ))}
    </Rows>
  );
}

function Time({ state }: { state: ScreenState }) {
  const { countdown, agenda, current_item_id } = state.workshop;
  const item = agenda.find((one) => one.id === current_item_id);
  if (countdown === null) return <h1>{t("Keine Zeit gestellt")}</h1>;
  const seconds = secondsLeft(countdown, serverNow.value);
  return (
    <div>
      <h1 class="kw-muted">{seconds < 0 ? t("Zeit überschritten") : t("Noch")}</h1>
      <p
        class={`kw-screen__time${seconds < 0 ? " kw-screen__over" : ""}`}
        role="timer"
        aria-label={timeInWords(seconds)}
      >
        {digits(seconds)}
      </p>
      {item && <p class="kw-screen__gap">{t("für: %(title)s", { title: item.title })}</p>}
    </div>
  );
}

const LONG_TEXT = 500;

/** A long text is smaller and ends at the edge; nobody reads more than that from row 20 anyway. */
function textSize(html: string): string {
  return html.length > LONG_TEXT ? "kw-screen__text kw-s36" : "kw-screen__text";
}

function Text({ state }: { state: ScreenState }) {
  const { draft } = state;
  if (!draft) return <h1>{t("Noch kein Text")}</h1>;
  const version =
    draft.version === null ? t("Noch keine Fassung eingefroren") : t("Fassung %(number)s", { number: draft.version });
  return (
    <>
      <h1>{draft.title || t("Entwurf ohne Titel")}</h1>
      <p class="kw-s36 kw-muted">{version}</p>
      {draft.html && (
        // The server renders the text's own nodes and marks, nothing else: see app/documents/html.py.
        <div class={`kw-prose ${textSize(draft.html)}`} dangerouslySetInnerHTML={{ __html: draft.html }} />
      )}
      <p class="kw-s36 kw-muted kw-screen__gap">{t("Den ganzen Text lesen Sie auf Ihrem Gerät.")}</p>
    </>
  );
}
