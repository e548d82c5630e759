// The frozen text that a vote is about, drawn from its tree (docs/live.md): no HTML of others enters the page.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { clockTime } from "../clock";
import { Offline, Refused, request } from "../http";
import { t } from "../words";
import type { Poll, Version } from "./contract";
import { shortFingerprint } from "./sentences";

interface Node {
  type: string;
  attrs?: { key?: string; level?: number; start?: number };
  content?: Node[];
  text?: string;
  marks?: Record<string, { href?: string }>;
}

/** What people decide on; the other sections are behind „Ganzer Text“. */
const CORE = "recommendation";

/** What a poll is about, as it stays. A ballot on a wording has the passage itself. */
export function Subject({ poll: { method, version } }: { poll: Poll }) {
  if (version === null) return null;
  if (method !== "wording") return <FrozenText version={version} />;
  return (
    <p class="kw-small kw-muted">
      {frozenWords(version)} · <a href={`/drafts/${version.draft_id}/versions/${version.number}`}>{t("Ganzer Text")}</a>
    </p>
  );
}

function FrozenText({ version }: { version: Version }) {
  const text = useText(version);
  const core = text?.tree.find((section) => section.attrs?.key === CORE);
  return (
    <section class="kw-frozen kw-stack kw-stack--s" aria-label={t("Text, über den abgestimmt wird")}>
      {core && <div class="kw-prose">{core.content?.map(drawn)}</div>}
      <p class="kw-print">
        <span class="kw-i kw-i--lock kw-i--s" aria-hidden="true" />
        <span>{frozenWords(version)}</span>
      </p>
      {text && (
        <details class="kw-small">
          <summary>{t("Ganzer Text")}</summary>
          <div class="kw-prose kw-poll__text">{text.tree.map((section) => Section(section, text.titles))}</div>
        </details>
      )}
      <p class="kw-small">
        <a href={`/drafts/${version.draft_id}/versions`}>{t("Alle Fassungen")}</a>
      </p>
    </section>
  );
}

export function frozenWords(version: Version): string {
  const values = {
    number: version.number,
    time: clockTime(version.frozen_at),
    fingerprint: shortFingerprint(version.fingerprint),
  };
  return version.is_frozen
    ? t("Fassung %(number)s, eingefroren %(time)s Uhr · Prüfzeichen %(fingerprint)s", values)
    : t("Fassung %(number)s, festgehalten %(time)s Uhr · Prüfzeichen %(fingerprint)s", values);
}

/** A version's sections, and what they are called. */
interface Text {
  tree: Node[];
  titles: Record<string, string>;
}

/** The text of a version; null until it has come. A frozen text never changes, so once is enough. */
function useText({ draft_id, number }: Version): Text | null {
  const text = useSignal<Text | null>(null);
  useEffect(() => {
    request<Text>("GET", `/drafts/${draft_id}/versions/${number}`).then(
      (answer) => {
        text.value = answer;
      },
      (error) => {
        if (!(error instanceof Refused || error instanceof Offline)) throw error;
      },
    );
  }, [draft_id, number, text]);
  return text.value;
}

function Section(section: Node, titles: Record<string, string>): VNode | null {
  const key = section.attrs?.key ?? "";
  if (!hasWords(section)) return null;
  return (
    <section key={key}>
      <h2 class="kern-label">{titles[key] ?? key}</h2>
      {section.content?.map(drawn)}
    </section>
  );
}

function hasWords(node: Node): boolean {
  return Boolean(node.text) || (node.content ?? []).some(hasWords);
}

/** A node of the tree as an element; the position is its key, since a frozen text never changes. */
function drawn(node: Node, key: number): ComponentChildren {
  if (node.type === "text") return <span key={key}>{marked(node)}</span>;
  const inside = node.content?.map(drawn);
  switch (node.type) {
    case "heading":
      return (
        <h3 key={key} class="kern-label">
          {inside}
        </h3>
      );
    case "bulletList":
      return <ul key={key}>{inside}</ul>;
    case "orderedList":
      return (
        <ol key={key} start={node.attrs?.start ?? 1}>
          {inside}
        </ol>
      );
    case "listItem":
      return <li key={key}>{inside}</li>;
    case "blockquote":
      return <blockquote key={key}>{inside}</blockquote>;
    case "hardBreak":
      return <br key={key} />;
    default:
      return <p key={key}>{inside}</p>;
  }
}

const MARKS: Record<string, (inside: ComponentChildren, href?: string) => VNode> = {
  bold: (inside) => <strong>{inside}</strong>,
  italic: (inside) => <em>{inside}</em>,
  link: (inside, href = "") => (
    <a href={href} rel="noreferrer">
      {inside}
    </a>
  ),
};

function marked(node: Node): ComponentChildren {
  return Object.entries(node.marks ?? {}).reduce<ComponentChildren>(
    (inside, [name, { href }]) => MARKS[name]?.(inside, href) ?? inside,
    node.text,
  );
}
