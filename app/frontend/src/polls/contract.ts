/** What the voting routes answer: app/voting/schemas.py. Moments are ISO 8601 in UTC. */

export type Method = "dot" | "consent" | "wording";
export type Secrecy = "open" | "named";
export type Status = "prepared" | "open" | "closed" | "published" | "cancelled";
export type Answer = "agree" | "reservation" | "stand_aside" | "object";
export type ConsensusClass = "strong_consensus" | "consensus" | "majority" | "no_majority" | "no_result";

/** {option id: points} of a dot poll. */
export type Points = Record<string, number>;

export interface DotSettings {
  points: number;
  limit: number;
}

export interface ConsentSettings {
  denominator: "without_abstentions" | "with_abstentions" | "all_entitled";
  quorum: null | "vwvfg" | { ballots: number };
}

export interface Option {
  id: number;
  number: number;
  label: string;
  /** Whose a wording is, and what it does with the words as they stand. */
  note: string;
  parts: Part[];
}

export type Part = [kind: "kept" | "cut" | "added", words: string];

export interface GroupTurnout {
  group: string;
  cast: number;
  entitled: number;
}

export interface Turnout {
  cast: number;
  entitled: number;
  by_group: GroupTurnout[];
}

export interface OwnBallot {
  choices: Points | { answer: Answer } | { option: number };
  reason: string;
  at: string;
  revision: number;
}

export interface Version {
  id: number;
  number: number;
  fingerprint: string;
  draft_id: number;
  frozen_at: string;
  /** Whether somebody froze it; else it was kept as the vote on a wording began. */
  is_frozen: boolean;
}

export interface DotRow {
  option_id: number;
  label: string;
  rank: number;
  points: number;
  persons: number;
}

export interface DotResult {
  rows: DotRow[];
  cast: number;
  entitled: number;
  points_given: number;
  sentence: string;
  sha256: string;
}

export interface WordingRow {
  option_id: number;
  label: string;
  note: string;
  votes: number;
}

/** A row of the table by stakeholder group; the votes are in the order of the wordings. */
export interface WordingGroup {
  label: string;
  cast: number;
  votes: number[];
}

export interface WordingResult {
  rows: WordingRow[];
  /** Empty where a row would reveal a small group. */
  groups: WordingGroup[];
  /** The option with the most votes; null for a tie. */
  chosen: number | null;
  cast: number;
  entitled: number;
  sentence: string;
  adopted_at: string | null;
  sha256: string;
}

export interface ConsentCounts {
  agree: number;
  reservation: number;
  stand_aside: number;
  object: number;
  recused: number;
  invalid: number;
  not_cast: number;
  entitled: number;
}

/** A class with the figures that it comes from; `percent` is for display, null without a denominator. */
export interface Classified {
  class: ConsensusClass;
  class_label: string;
  numerator: number;
  denominator: number;
  percent: string | null;
}

export interface ConsentGroup extends Classified {
  label: string;
  counts: ConsentCounts;
}

export interface Quorum {
  needed: number;
  cast: number;
  reached: boolean;
}

export interface Reason {
  answer: Answer;
  text: string;
  /** `text` as safe HTML. */
  html: string;
  name: string | null;
}

export interface NamedVote {
  participant_id: number;
  name: string;
  organisation: string;
  answer: Answer;
}

export interface ConsentResult extends Classified {
  rule: string[];
  counts: ConsentCounts;
  quorum: Quorum | null;
  low_participation: boolean;
  groups: ConsentGroup[];
  reasons: Reason[];
  votes: NamedVote[];
  sentence: string;
  sha256: string;
}

interface PollOfAnyMethod {
  id: number;
  workshop_id: number;
  question: string;
  round: number;
  status: Status;
  secrecy: Secrecy;
  options: Option[];
  opened_at: string | null;
  closes_at: string | null;
  hard: boolean;
  server_time: string;
  turnout: Turnout;
  may_vote: boolean;
  reason_not: string | null;
  may_moderate: boolean;
  ballot: OwnBallot | null;
  rule: { title: string; sentences: string[] };
  quorum: Quorum | null;
  version: Version | null;
  on_earlier_version: boolean;
  draft_id: number | null;
  stage: "chosen" | "adopted" | null;
}

export interface DotPoll extends PollOfAnyMethod {
  method: "dot";
  settings: DotSettings;
  result: DotResult | null;
}

export interface ConsentPoll extends PollOfAnyMethod {
  method: "consent";
  settings: ConsentSettings;
  result: ConsentResult | null;
}

export interface WordingPoll extends PollOfAnyMethod {
  method: "wording";
  settings: object;
  result: WordingResult | null;
}

export type Poll = DotPoll | ConsentPoll | WordingPoll;
