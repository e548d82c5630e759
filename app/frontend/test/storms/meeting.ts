// Everybody who will meet waits for the last one; then something happens once, for all of them.

export class Meeting {
  private arrived = 0;
  private expected: number;
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
  private happened: Promise<void> | undefined;
  private readonly happen: () => Promise<void>;

  constructor(expected: number, happen: () => Promise<void>) {
    this.expected = expected;
    this.happen = happen;
  }

  async arrive(): Promise<void> {
    this.arrived += 1;
    this.look();
    await this.opened;
    this.happened ??= this.happen();
    await this.happened;
  }

  /** Somebody will not come. */
  excuse(): void {
    this.expected -= 1;
    this.look();
  }

  private look(): void {
    if (this.arrived >= this.expected) this.open();
  }
}
