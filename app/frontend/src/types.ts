/** What the server answers: see docs/api.md. Times are ISO 8601 in UTC. */
import type { Method, Poll } from "./polls/contract";

export type Phase = "preparing" | "collect" | "cluster" | "prioritise" | "draft" | "consent" | "closed";
export type Role = "moderator" | "minute_taker" | "editor" | "expert" | "guest" | "observer";
export type Shows = "welcome" | "question" | "needs" | "clusters" | "timer" | "result" | "text" | "blank";

export interface Me {
  id: number;
  name: string;
  role: Role;
  confirmed: boolean;
  admitted: boolean;
  /** What the person may do right now, in this phase. */
  rights: string[];
}

export interface AgendaItem {
  id: number;
  title: string;
  minutes: number;
  in_charge: string;
}

export interface Countdown {
  ends_at: string;
  minutes: number;
}

export interface Workshop {
  id: number;
  code: string;
  title: string;
  purpose: string;
  format: "working_group" | "expert_talk" | "workshop" | "conference";
  field: { code: string; name: string };
  starts_on: string;
  phase: Phase;
  collecting: "private" | "anonymous" | "open";
  revealed: "no" | "anonymous" | "named";
  admission: "lobby" | "open";
  is_demo: boolean;
  questions: { id: number; text: string }[];
  agenda: AgendaItem[];
  current_item_id: number | null;
  countdown: Countdown | null;
}

export interface Presence {
  present: number;
  waiting: number;
  total: number;
  voting: number;
  groups: { name: string; present: number; total: number; voting: number }[];
}

export interface Waiting {
  number: number;
  server_time: string;
  me: Me;
  workshop: { id: number; title: string; is_demo: boolean };
}

export interface Room {
  number: number;
  server_time: string;
  me: Me;
  workshop: Workshop;
  presence: Presence;
  /** Six digits and link; only for who runs the room. */
  join: { code: string; link: string } | null;
  screens: { id: number; token: string; shows: Shows; follows: boolean }[];
  polls: PollSummary[];
  drafts: DraftSummary[];
  recommendations: Recommendation[];
}

export interface Recommendation {
  number: string;
  title: string;
  address: string;
  poll_id: number;
}

export interface PollSummary {
  id: number;
  method: Method;
  question: string;
  round: number;
  status: "prepared" | "open" | "closed" | "published" | "cancelled";
  draft_id: number | null;
  /** Of a published vote on a wording: the chosen one waits to be taken into the text, or is in it. Null for a tie. */
  stage: "chosen" | "adopted" | null;
}

export interface DraftSummary {
  id: number;
  title: string;
  cluster_id: number | null;
  /** The open comments that mention the person. */
  mentions: number;
  /** The newest frozen version, if there is one; is_current says whether the live text still is that version. */
  version: { id: number; number: number; fingerprint: string; frozen_at: string; is_current: boolean } | null;
}

export interface Need {
  id: number;
  label: string;
  title: string;
  text: string;
  /** The text as safe HTML. */
  html: string;
  addressee: string;
  target_group: string;
  question_id: number | null;
  cluster_id: number | null;
  mine: boolean;
  /** null where the room does not show names. */
  author: string | null;
  group: string | null;
  submitted_at: string;
}

export interface Board {
  clusters: { id: number; title: string; need_ids: number[] }[];
  needs: Need[];
  /** How many needs there are that this person may not see yet. */
  hidden: number;
  /** How many people submitted something; only for the moderation. */
  authors: number | null;
}

export interface Person {
  id: number;
  name: string;
  organisation: string;
  group_id: number | null;
  group: string;
  role: Role;
  confirmed: boolean;
  present: boolean;
  double: boolean;
}

export interface ScreenState {
  number: number;
  server_time: string;
  shows: Shows;
  workshop: Workshop;
  join: { code: string; link: string };
  presence: Presence;
  /** Each of these three is null unless it is what the screen shows. */
  board: Board | null;
  /** The newest poll that was opened, without names and reasons. */
  poll: Poll | null;
  /** The newest draft: its title, and the frozen recommendation as safe HTML. */
  draft: { title: string; version: number | null; html?: string } | null;
}
