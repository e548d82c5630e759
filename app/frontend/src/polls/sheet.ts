// The life of one ballot paper on this device. It counts only once the server has said so.
//
//   filling ──press──► sending ──accepted──► counted ──change──► filling
//      ▲                │    ▲
//      └────refused─────┤    └──again── waiting ◄──unreachable── sending
//                       └──tooLate──► late

/** What is on the paper, as it is sent. */
export interface Paper<Choices> {
  choices: Choices;
  reason: string;
}

export interface Refusal {
  message: string;
  fields: Record<string, string>;
}

/** A ballot that the server has counted. */
export interface Counted<Choices> extends Paper<Choices> {
  revision: number;
}

export interface Sheet<Choices> {
  step: "filling" | "sending" | "waiting" | "counted" | "late";
  paper: Paper<Choices>;
  /** The revision of the own ballot that this page has seen, 0 before the first. */
  seen: number;
  /** Of the press of the button that is under way, the same for all its retries. */
  key: string;
  refusal: Refusal | null;
  /** Whether the valid ballot came from another window. */
  elsewhere: boolean;
}

export function begin<C>(empty: Paper<C>, ballot: Counted<C> | null): Sheet<C> {
  const blank: Sheet<C> = { step: "filling", paper: empty, seen: 0, key: "", refusal: null, elsewhere: false };
  return ballot === null ? blank : accepted(blank, ballot);
}

export function fill<C>(sheet: Sheet<C>, paper: Paper<C>): Sheet<C> {
  return sheet.step === "filling" ? { ...sheet, paper, refusal: null } : sheet;
}

/** The button was pressed; a second press of the same paper changes nothing. */
export function press<C>(sheet: Sheet<C>, key: string): Sheet<C> {
  return sheet.step === "filling" ? { ...sheet, step: "sending", key, refusal: null, elsewhere: false } : sheet;
}

export function unreachable<C>(sheet: Sheet<C>): Sheet<C> {
  return sheet.step === "sending" ? { ...sheet, step: "waiting" } : sheet;
}

/** The same press once more, with the same key: the server counts it once. */
export function again<C>(sheet: Sheet<C>): Sheet<C> {
  return sheet.step === "waiting" ? { ...sheet, step: "sending" } : sheet;
}

/** The server has counted this paper. */
export function accepted<C>(sheet: Sheet<C>, ballot: Counted<C>): Sheet<C> {
  const paper = { choices: ballot.choices, reason: ballot.reason };
  return { step: "counted", paper, seen: ballot.revision, key: "", refusal: null, elsewhere: sheet.elsewhere };
}

export function refused<C>(sheet: Sheet<C>, refusal: Refusal): Sheet<C> {
  return sheet.step === "sending" ? { ...sheet, step: "filling", key: "", refusal } : sheet;
}

/** The poll was closed before this paper came. */
export function tooLate<C>(sheet: Sheet<C>): Sheet<C> {
  return { ...sheet, step: "late", key: "" };
}

/** The own ballot as the server has it now. A newer one was cast elsewhere and replaces what stands here. */
export function arrived<C>(sheet: Sheet<C>, ballot: Counted<C> | null): Sheet<C> {
  const underWay = sheet.step === "sending" || sheet.step === "waiting" || sheet.step === "late";
  if (underWay || ballot === null || ballot.revision <= sheet.seen) return sheet;
  return accepted({ ...sheet, elsewhere: true }, ballot);
}

export function change<C>(sheet: Sheet<C>): Sheet<C> {
  return sheet.step === "counted" ? { ...sheet, step: "filling", elsewhere: false } : sheet;
}
