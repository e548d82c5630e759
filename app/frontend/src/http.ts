// Requests to our own server. What must survive goes this way: with a status, safe to send again, refused in plain words.
import { t } from "./words";

/** The server's no: `message` and `fields` are sentences for people, `error` is for programs. */
export class Refused extends Error {
  readonly status: number;
  readonly error: string;
  readonly fields: Record<string, string>;

  constructor(status: number, error: string, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.error = error;
    this.fields = fields;
  }
}

/** No answer came: the server may or may not have got the request. */
export class Offline extends Error {
  constructor() {
    super(t("Keine Verbindung. Bitte versuchen Sie es noch einmal."));
    this.name = "Offline";
  }
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

// A request that takes longer is treated as lost; whoever sent it may send it again.
const LONGEST_WAIT_MS = 20_000;
// What a proxy answers while the server behind it restarts.
const NOBODY_THERE = new Set([502, 503, 504]);

/** Ask the server; `undefined` for an empty answer. Throws Refused or Offline. */
export async function request<T = void>(method: Method, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body);
  if (NOBODY_THERE.has(response.status)) throw new Offline();
  const answer = await parsed(response);
  if (!response.ok) throw refusal(response.status, answer);
  return answer as T;
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  try {
    return await fetch(path, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Offline();
  }
}

async function parsed(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    // A page in place of JSON comes from something in between; a body that broke off was lost on the way.
    if (error instanceof SyntaxError && !response.ok) return undefined;
    throw new Offline();
  }
}

function refusal(status: number, answer: unknown): Refused {
  const { error, message, fields } = (answer ?? {}) as Partial<Refused>;
  return new Refused(status, error ?? "refused", message ?? t("Das hat nicht geklappt."), fields ?? {});
}

function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** 32 random hex digits: names a request, so that sending it again is no second one. */
export function newKey(): string {
  // crypto.randomUUID exists on https and localhost only.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
