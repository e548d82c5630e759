/** Millions of durations in little memory: counted in steps of 0.05 ms up to ten seconds. */
const STEP = 0.05;
const STEPS = 200_000;

/** Milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export class Histogram {
  private readonly counts = new Uint32Array(STEPS);
  private count = 0;
  private max = 0;

  add(milliseconds: number): void {
    const step = Math.min(STEPS - 1, Math.max(0, Math.round(milliseconds / STEP)));
    this.counts[step] = (this.counts[step] as number) + 1;
    this.count += 1;
    if (milliseconds > this.max) this.max = milliseconds;
  }

  spread(): Spread {
    return {
      count: this.count,
      p50: this.quantile(0.5),
      p95: this.quantile(0.95),
      p99: this.quantile(0.99),
      max: this.max,
    };
  }

  /** The smallest duration that at least this share does not exceed; 0 if nothing was counted. */
  private quantile(share: number): number {
    let left = Math.ceil(this.count * share);
    for (let step = 0; step < STEPS; step++) {
      left -= this.counts[step] as number;
      if (left <= 0) return Math.round(step * STEP * 100) / 100;
    }
    return this.max;
  }
}
