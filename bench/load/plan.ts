/** What the driver asks for: one load on one server. Written by bench/loads.py and bench/run.py. */
export interface Plan {
  server: "konsenswerk" | "hocuspocus" | "y-websocket";
  port: number;
  workshop: number;
  /** One cookie per connection; empty for servers without sign-in. */
  cookies: string[];
  drafts: number[];
  scenario: "typing" | "joining" | "idle" | "exchange" | "crash";
  /** Per draft. */
  typists: number;
  /** Per draft. */
  listeners: number;
  seconds: number;
  /** Cursor moves a second and typist. */
  moves: number;
  /** Edits that the text has before the measurement. */
  edits: number;
  /** Whether the server has the text in memory when people join. */
  warm: boolean;
}

/** Names and numbers; the driver knows what they mean. */
export type Result = Record<string, number | boolean | string | object>;
