// The arithmetic of a dot ballot: how many points are left, and where one more may go.
import type { DotSettings, Points } from "./contract";

export function given(points: Points): number {
  return Object.values(points).reduce((sum, one) => sum + one, 0);
}

export function left(settings: DotSettings, points: Points): number {
  return settings.points - given(points);
}

export function pointsOf(points: Points, option: number): number {
  return points[option] ?? 0;
}

/** Why an option cannot get one more point, null if it can. */
export function blocked(settings: DotSettings, points: Points, option: number): "limit" | "budget" | null {
  if (pointsOf(points, option) >= settings.limit) return "limit";
  return left(settings, points) <= 0 ? "budget" : null;
}

/** One point more on an option; unchanged where that is not allowed. */
export function more(settings: DotSettings, points: Points, option: number): Points {
  if (blocked(settings, points, option) !== null) return points;
  return { ...points, [option]: pointsOf(points, option) + 1 };
}

/** One point less on an option; without points it leaves the ballot. */
export function fewer(points: Points, option: number): Points {
  const { [option]: before = 0, ...others } = points;
  return before > 1 ? { ...others, [option]: before - 1 } : others;
}

export const MOST_POINTS = 100;

/** Points for each person by the Gauss rule of app/voting/methods/dot.py, ceil(a (a - 1) / (2 p)), from 1 to 100. */
export function ruleOfThumb(options: number, persons: number): number {
  const comparisons = (options * (options - 1)) / 2;
  return Math.min(MOST_POINTS, Math.max(1, Math.ceil(comparisons / Math.max(1, persons))));
}

/** How many of the points may go to one option: half of them, rounded up. */
export function proposedLimit(points: number): number {
  return Math.max(1, Math.ceil(points / 2));
}
