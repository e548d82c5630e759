// Drawings of figures that stand beside them as words: hidden from assistive technology.
import { t } from "../words";
import type { ConsensusClass, ConsentCounts, Turnout } from "./contract";
import { filledSquares, turnoutSentence } from "./sentences";

/** Four squares and the word. */
export function ClassMark({ reached, label, size }: { reached: ConsensusClass; label: string; size?: "xl" | "s" }) {
  const filled = filledSquares(reached);
  return (
    <span class={`kw-class${size ? ` kw-class--${size}` : ""}`}>
      <span class="kw-class__m" aria-hidden="true">
        {[1, 2, 3, 4].map((square) => (
          <i key={square} class={square <= filled ? "on" : ""} />
        ))}
      </span>
      {label}
    </span>
  );
}

/** The parts of a consent result, in the order of its table; `key` is the class of the colour. */
export function consentParts(counts: ConsentCounts): { key: string; count: number }[] {
  return [
    { key: "y", count: counts.agree },
    { key: "r", count: counts.reservation },
    { key: "a", count: counts.stand_aside },
    { key: "n", count: counts.object },
    { key: "x", count: counts.recused },
  ];
}

/** One bar of all ballots. Widths are attributes of SVG: the policy forbids them in style attributes. */
export function ConsentBar({ counts }: { counts: ConsentCounts }) {
  const parts = consentParts(counts).filter((part) => part.count > 0);
  const sum = parts.reduce((total, part) => total + part.count, 0);
  if (sum === 0) return null;
  let start = 0;
  const placed = parts.map((part) => {
    const piece = { ...part, start };
    start += part.count;
    return piece;
  });
  return (
    <svg class="kw-bar" viewBox={`0 0 ${sum} 1`} preserveAspectRatio="none" aria-hidden="true">
      {placed.map((part) => (
        <rect key={part.key} class={part.key} x={part.start} y={0} width={part.count} height={1} />
      ))}
    </svg>
  );
}

/** Points on the scale of the first rank. */
export function RankBar({ points, most }: { points: number; most: number }) {
  return (
    <svg class="kw-rank" viewBox={`0 0 ${Math.max(1, most)} 1`} preserveAspectRatio="none" aria-hidden="true">
      <rect x={0} y={0} width={points} height={1} />
    </svg>
  );
}

export function Key({ part }: { part: string }) {
  return <span class={`kw-key ${part}`} aria-hidden="true" />;
}

export function TurnoutBar({ turnout }: { turnout: Turnout }) {
  const most = Math.max(1, turnout.entitled);
  return (
    <div
      class="kw-turnout"
      role="progressbar"
      aria-label={t("Beteiligung")}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={turnout.cast}
      aria-valuetext={turnoutSentence(turnout)}
    >
      <svg class="kw-poll__fill" viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect x={0} y={0} width={turnout.cast} height={1} />
      </svg>
    </div>
  );
}
