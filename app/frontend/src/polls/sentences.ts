// What polls say. Pure: the same figures are always the same sentence.
import { clockTime } from "../clock";
import { t, tn } from "../words";
import type {
  Answer,
  Classified,
  ConsensusClass,
  ConsentResult,
  ConsentSettings,
  DotSettings,
  Option,
  Points,
  Poll,
  Quorum,
  Status,
  Turnout,
} from "./contract";
import { ownPhrase } from "./own_words";
import { blocked, given, left, pointsOf } from "./points";

/** The first eight digits of a fingerprint, as people compare them: „7c1e 94ab“. */
export function shortFingerprint(fingerprint: string): string {
  return `${fingerprint.slice(0, 4)} ${fingerprint.slice(4, 8)}`;
}

export function answerLabel(answer: Answer): string {
  const labels: Record<Answer, string> = {
    agree: t("Zustimmung"),
    reservation: t("Zustimmung mit Bedenken"),
    stand_aside: t("Enthaltung"),
    object: t("Einwand"),
  };
  return labels[answer];
}

/** How many of the four squares of the consensus mark are filled. */
export function filledSquares(reached: ConsensusClass): number {
  const squares = { strong_consensus: 4, consensus: 3, majority: 2, no_majority: 1, no_result: 0 };
  return squares[reached];
}

export function pointsLeft(settings: DotSettings, points: Points): string {
  const rest = left(settings, points);
  if (rest <= 0) return t("Alle Punkte vergeben. Nehmen Sie erst einen zurück.");
  return tn("Noch %(rest)s von %(num)s Punkt", "Noch %(rest)s von %(num)s Punkten", settings.points, { rest });
}

/** After a change: „Durchgängigkeit Kita–Schule: 2 Punkte. Noch 1 übrig.“ */
export function pointsChanged(settings: DotSettings, points: Points, option: { id: number; label: string }): string {
  const now = tn("%(label)s: %(num)s Punkt.", "%(label)s: %(num)s Punkte.", pointsOf(points, option.id), {
    label: option.label,
  });
  const rest = left(settings, points);
  const after = rest > 0 ? t("Noch %(rest)s übrig.", { rest }) : t("Alle Punkte vergeben.");
  return [now, after].join(" ");
}

/** Why + is disabled on an option, null if it is not. */
export function whyBlocked(settings: DotSettings, points: Points, option: number): string | null {
  const reason = blocked(settings, points, option);
  if (reason === null) return null;
  if (reason === "budget") return t("Alle Punkte vergeben. Nehmen Sie erst einen zurück.");
  return tn(
    "Mehr als %(num)s Punkt ist hier nicht möglich.",
    "Mehr als %(num)s Punkte sind hier nicht möglich.",
    settings.limit,
  );
}

export function turnoutSentence({ cast, entitled }: Turnout): string {
  return tn("%(num)s von %(entitled)s hat abgestimmt", "%(num)s von %(entitled)s haben abgestimmt", cast, { entitled });
}

export function missingSentence({ cast, entitled }: Turnout): string {
  const missing = entitled - cast;
  if (missing <= 0) return t("Alle haben abgestimmt");
  return tn("%(num)s Stimme fehlt noch", "%(num)s Stimmen fehlen noch", missing);
}

/** What closing now means: „2 Personen haben noch nicht abgestimmt. Danach kann niemand mehr ändern.“ */
export function closingWords({ cast, entitled }: Turnout): string {
  const missing = entitled - cast;
  const who =
    missing > 0
      ? tn("%(num)s Person hat noch nicht abgestimmt.", "%(num)s Personen haben noch nicht abgestimmt.", missing)
      : t("Alle haben abgestimmt.");
  return [who, t("Danach kann niemand mehr ändern.")].join(" ");
}

export function quorumSentence(quorum: Quorum): string {
  const needed = tn("Beschlussfähig ab %(num)s Stimme", "Beschlussfähig ab %(num)s Stimmen", quorum.needed);
  if (quorum.reached) return t("%(needed)s: erreicht.", { needed });
  const missing = tn("noch %(num)s Stimme nötig", "noch %(num)s Stimmen nötig", quorum.needed - quorum.cast);
  return t("%(needed)s: %(missing)s.", { needed, missing });
}

/** „17 von 19 = 89,5 %“; without a denominator there is no share. */
export function share({ numerator, denominator, percent }: Classified): string {
  if (percent === null) return t("%(numerator)s von %(denominator)s", { numerator, denominator });
  return t("%(numerator)s von %(denominator)s = %(percent)s\u00a0%%", { numerator, denominator, percent });
}

/** What follows „17 von 19“ in a result. */
export function comparedWith({ denominator }: ConsentSettings, percent: string): string {
  switch (denominator) {
    case "without_abstentions":
      return t("abgegebenen Ja- und Einwand-Stimmen sind Zustimmung (%(percent)s\u00a0%%).", { percent });
    case "with_abstentions":
      return t("abgegebenen Stimmen sind Zustimmung (%(percent)s\u00a0%%).", { percent });
    case "all_entitled":
      return t("Stimmberechtigten haben zugestimmt (%(percent)s\u00a0%%).", { percent });
  }
}

/** Why it is this class: „Regel: Konsens bei mehr als 75 bis 95 %. Enthaltungen zählen nicht mit.“ */
export function classRule({ denominator }: ConsentSettings, reached: ConsensusClass): string {
  const rules: Record<ConsensusClass, string> = {
    strong_consensus: t("Regel: starker Konsens bei mehr als 95\u00a0%%."),
    consensus: t("Regel: Konsens bei mehr als 75 bis 95\u00a0%%."),
    majority: t("Regel: mehrheitliche Zustimmung bei mehr als 50 bis 75\u00a0%%."),
    no_majority: t("Regel: keine mehrheitliche Zustimmung bei höchstens 50\u00a0%%."),
    no_result: "",
  };
  const abstentions = denominator === "without_abstentions" ? [t("Enthaltungen zählen nicht mit.")] : [];
  return [rules[reached], ...abstentions].join(" ");
}

/** What the class means for the room. */
export function whatNext(result: ConsentResult): string {
  switch (result.class) {
    case "strong_consensus":
    case "consensus":
      return t("Die Moderation stellt die Empfehlung fest.");
    case "majority":
      return t("Die Gruppe überarbeitet den Text und stimmt erneut ab.");
    case "no_majority":
      return t("Der Text geht zurück in den Entwurf.");
    case "no_result":
      return t("Die Gruppe entscheidet, ob sie erneut abstimmt.");
  }
}

export function isConsensus(reached: ConsensusClass): boolean {
  return reached === "strong_consensus" || reached === "consensus";
}

/** The own ballot in words: „Zustimmung mit Bedenken“, „5 vergeben“. */
export function ownBallot(poll: Poll): string | null {
  if (poll.ballot === null) return null;
  const { choices } = poll.ballot;
  switch (poll.method) {
    case "wording":
      return noteOf(poll.options, choices as { option: number });
    case "consent":
      return answerLabel((choices as { answer: Answer }).answer);
    case "dot":
      return t("%(count)s vergeben", { count: given(choices as Points) });
    default:
      return ownPhrase(poll);
  }
}

function noteOf(options: Option[], { option }: { option: number }): string | null {
  return options.find(({ id }) => id === option)?.note ?? null;
}

/** To somebody whose paper is not counted any more, because the poll is over. */
export function overSentence(poll: Poll, wasLate: boolean): string {
  return [t("Die Abstimmung ist geschlossen."), ...fate(poll, wasLate)].join(" ");
}

function fate(poll: Poll, wasLate: boolean): string[] {
  const dot = poll.method === "dot";
  if (poll.ballot !== null) {
    const time = clockTime(poll.ballot.at);
    return [
      dot ? t("Ihre Punkte von %(time)s Uhr zählen.", { time }) : t("Ihre Stimme von %(time)s Uhr zählt.", { time }),
    ];
  }
  if (!wasLate) return [];
  return [dot ? t("Ihre Punkte kamen zu spät und zählen nicht.") : t("Ihre Stimme kam zu spät und zählt nicht.")];
}

/** The line over the heading: „Konsensabstimmung · Runde 2 · namentlich · läuft seit 14:55 Uhr“. */
export function eyebrow(poll: Poll): string {
  return [methodName(poll), ...roundWords(poll), ...secrecyWords(poll), ...standWords(poll)].join(" · ");
}

function methodName(poll: Poll): string {
  switch (poll.method) {
    case "dot":
      return t("Mehrpunktabfrage");
    case "consent":
      return t("Konsensabstimmung");
    case "wording":
      return t("Abstimmung über den Wortlaut");
    default:
      return poll.rule.title;
  }
}

function standWords(poll: Poll): string[] {
  const words: Record<Status, string[]> = {
    prepared: [t("vorbereitet")],
    open: running(poll),
    closed: [t("geschlossen")],
    published: [],
    cancelled: [t("abgebrochen")],
  };
  return words[poll.status];
}

/** „Ergebnis · Runde 2 · noch nicht veröffentlicht“ */
export function resultEyebrow(poll: Poll): string {
  const stand = poll.status === "closed" ? [t("noch nicht veröffentlicht")] : [];
  return [t("Ergebnis"), ...roundWords(poll), ...secrecyWords(poll), ...stand].join(" · ");
}

function roundWords(poll: Poll): string[] {
  return poll.method === "consent" || poll.round > 1 ? [t("Runde %(round)s", { round: poll.round })] : [];
}

function secrecyWords({ method, secrecy }: Poll): string[] {
  if (method === "dot" || method === "wording") return [];
  if (secrecy === "named") return [t("namentlich")];
  return method === "consent" ? [t("offene Abstimmung")] : [];
}

function running(poll: Poll): string[] {
  if (poll.opened_at === null) return [];
  const since = poll.may_moderate ? [t("läuft seit %(time)s Uhr", { time: clockTime(poll.opened_at) })] : [];
  if (poll.closes_at === null) return since;
  const time = clockTime(poll.closes_at);
  return [...since, poll.hard ? t("endet um %(time)s Uhr", { time }) : t("vorgesehen bis %(time)s Uhr", { time })];
}
