// Where the room stands: six numbered steps, for the moderator as buttons; one line on the phone.
import type { Phase, Room } from "../types";
import { t } from "../words";
import { ask, reason } from "./dialog";
import { PHASES, phaseName } from "./names";
import { act, may, path } from "./state";
import { toast } from "./toasts";

export function PhaseBar({ room }: { room: Room }) {
  const now = PHASES.indexOf(room.workshop.phase);
  return (
    <nav class="kw-phasenav" aria-label={t("Phasen")}>
      <ol class="kw-phases">
        {PHASES.map((phase, index) => (
          <li key={phase} class={index < now ? "is-done" : undefined} aria-current={index === now ? "step" : undefined}>
            <PhaseStep phase={phase} index={index} now={now} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function PhaseStep({ phase, index, now }: { phase: Phase; index: number; now: number }) {
  const content = (
    <>
      <b>{index < now ? <span class="kw-i kw-i--check kw-i--s" aria-hidden="true" /> : index + 1}</b>
      {phaseName(phase)}
      {index < now && <span class="kern-sr-only">{t(", abgeschlossen")}</span>}
    </>
  );
  if (!may("run_room") || index === now) return content;
  return (
    <button type="button" class="kw-phases__go" onClick={() => changePhase(phase, index < now)}>
      {content}
    </button>
  );
}

/** Change the phase; going back, closing and jumping are asked first. */
export function changePhase(phase: Phase, isBack: boolean): void {
  const name = phaseName(phase);
  ask({
    heading: isBack ? t("Zurück zu „%(name)s“?", { name }) : t("Zu „%(name)s“ wechseln?", { name }),
    body: <p>{t("Alle im Raum sehen dann diese Phase. Was bisher entstanden ist, bleibt erhalten.")}</p>,
    yes: isBack ? t("Zurückgehen") : t("Wechseln"),
    act: () => setPhase(phase),
  });
}

/** The last step of a workshop; taken back by going back. */
export function askToClose(): void {
  ask({
    heading: t("Raum schließen?"),
    body: (
      <p>{t("Danach kann niemand mehr beitreten, schreiben oder abstimmen. Was entstanden ist, bleibt lesbar.")}</p>
    ),
    yes: t("Raum schließen"),
    no: t("Noch offen lassen"),
    act: () => setPhase("closed"),
  });
}

export function setPhase(phase: Phase): Promise<void> {
  return act("POST", path("phase-changes"), { phase }, ["room", "board"]);
}

/** Change the phase without a question, as the one next action does. */
export async function goToPhase(phase: Phase): Promise<void> {
  try {
    await setPhase(phase);
  } catch (error) {
    toast(reason(error));
  }
}

export function PhaseLine({ room }: { room: Room }) {
  const now = PHASES.indexOf(room.workshop.phase);
  return (
    <nav class="kw-phase1" aria-label={t("Phasen")}>
      <span class="kw-muted">
        {now < 0
          ? t("Noch nicht begonnen:")
          : t("Phase %(number)s von %(count)s:", { number: now + 1, count: PHASES.length })}
      </span>{" "}
      <strong>{phaseName(room.workshop.phase)}</strong>
      <span class="kw-phase1__seg" aria-hidden="true">
        {PHASES.map((phase, index) => (
          <i key={phase} class={index <= now ? "on" : ""} />
        ))}
      </span>
    </nav>
  );
}
