/** What the voting routes answer: app/voting/schemas.py. Moments are ISO 8601 in UTC. */

/** Votes on a list of options. */
export type OptionMethod = "score" | "resistance" | "ranking" | "matrix" | "approval" | "star" | "nominal_group";
/** Votes on the question itself. */
export type AnswerMethod = "yes_no" | "konsent" | "straw";
/** What is run by the common papers: app/voting/papers/shapes.py. */
export type PaperMethod = OptionMethod | AnswerMethod;
export type Method = "dot" | "consent" | "wording" | PaperMethod;
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

/** A step of a scale; null is „no opinion“, which is said on this device only: the server gets nothing for it. */
export type Step = number | null;
/** {option id: step}, of two scales {option id: [step, step]}. */
export type Ratings = Record<string, Step | Step[]>;
/** {option id: place from 1}. */
export type Places = Record<string, number>;
export type Checked = Record<string, 1>;
export interface Answered {
  answer?: string;
}

export interface OwnBallot {
  choices: Points | { answer: Answer } | { option: number } | Ratings | Places | Checked | Answered;
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

/** Whole steps from `low` to `high` and what the ends mean; `name` is empty if there is one scale only. */
export interface Scale {
  name: string;
  low: number;
  high: number;
  low_words: string;
  high_words: string;
}

export interface FormAnswer {
  key: string;
  label: string;
  reason: "none" | "optional" | "required";
}

/** What a ballot looks like. */
export interface Form {
  kind: "scale" | "ranking" | "checks" | "answers";
  task: string;
  scales: Scale[];
  answers: FormAnswer[];
  /** Whether options can be left out. */
  may_skip: boolean;
  /** Of checks and places; null for any number. */
  most: number | null;
  /** Not fewer than `most` either. */
  exactly: boolean;
}

/** An option, or an answer, with its figures in words; `share` is the length of its bar in thousandths. */
export interface FigureRow {
  option_id: number | null;
  rank: number | null;
  label: string;
  cells: string[];
  share: number | null;
}

/** A stakeholder group: a figure for each row of the result, in its order. */
export interface FigureGroup {
  label: string;
  cast: number;
  cells: string[];
}

export interface StepTable {
  title: string;
  columns: string[];
  rows: { label: string; cells: string[] }[];
}

/** The reason that somebody gave with an answer, as safe HTML. */
export interface FigureReason {
  label: string;
  html: string;
}

/** A result in words. */
export interface Figures {
  columns: string[];
  rows: FigureRow[];
  /** What the figures mean. */
  notes: string[];
  groups: FigureGroup[];
  /** What the cells of `groups` are. */
  group_figure: string;
  steps: StepTable[];
  reasons: FigureReason[];
  has_chart: boolean;
  cast: number;
  entitled: number;
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

export interface PaperPoll extends PollOfAnyMethod {
  method: PaperMethod;
  settings: object;
  form: Form;
  result: Figures | null;
}

export type Poll = DotPoll | ConsentPoll | WordingPoll | PaperPoll;

/** Whether the poll is run by the common papers. */
export function isPaper(poll: Poll): poll is PaperPoll {
  return poll.method !== "dot" && poll.method !== "consent" && poll.method !== "wording";
}
