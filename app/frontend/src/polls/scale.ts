// The arithmetic of a ballot that rates: which step an option has, and what is missing. Pure.
import type { Form, Option, Ratings, Step } from "./contract";

/** The step of an option on a scale; undefined if there is none yet, null for „no opinion“. */
export function stepOf(ratings: Ratings, option: number, scale: number): Step | undefined {
  const rating = ratings[option];
  if (!Array.isArray(rating)) return rating;
  return rating[scale] ?? undefined;
}

/** A step on one of the form's scales. */
export function rated({ scales }: Form, ratings: Ratings, option: number, scale: number, step: number): Ratings {
  if (scales.length === 1) return { ...ratings, [option]: step };
  const steps = scales.map((_, place) => (place === scale ? step : (stepOf(ratings, option, place) ?? null)));
  return { ...ratings, [option]: steps };
}

/** „No opinion“ on an option. */
export function skipped(ratings: Ratings, option: number): Ratings {
  return { ...ratings, [option]: null };
}

/** An option as it was before anything was said on it. */
export function cleared(ratings: Ratings, option: number): Ratings {
  const { [option]: _, ...others } = ratings;
  return others;
}

/** A counted ballot: what it leaves out is no opinion. */
export function counted(options: Option[], ratings: Ratings): Ratings {
  return { ...Object.fromEntries(options.map(({ id }) => [id, null])), ...ratings };
}

/** Why an option cannot be sent: it has no step, or a step on some of its scales only; null if it can. */
export function gap({ may_skip }: Form, ratings: Ratings, option: number): "missing" | "half" | null {
  const rating = ratings[option];
  if (Array.isArray(rating)) return rating.includes(null) ? "half" : null;
  return rating == null && !may_skip ? "missing" : null;
}

/** The options on which nothing was said. */
export function untouched(options: Option[], ratings: Ratings): Option[] {
  return options.filter(({ id }) => ratings[id] === undefined);
}

/** All steps of a scale, from the lowest. */
export function stepsOf({ low, high }: { low: number; high: number }): number[] {
  return Array.from({ length: high - low + 1 }, (_, place) => low + place);
}
