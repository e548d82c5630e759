// Words that could not be saved. They stay in this browser until the person has taken them.
import { setAside } from "./state";
import type { SetAside, Store } from "./store";

type Wording = Pick<SetAside, "key" | "reason" | "sections">;

/** The words set aside of one person's draft. */
export class Asides {
  constructor(
    private readonly store: Store | null,
    private readonly person: number,
    private readonly draft: number,
  ) {}

  /** Show what earlier pages have set aside. */
  async load(): Promise<void> {
    setAside.value = (await this.store?.asidesOf(this.person, this.draft)) ?? [];
  }

  /** Keep words, without showing them yet. Under the same key they replace what is there. */
  keep({ key, reason, sections }: Wording): void {
    const { person, draft } = this;
    if (sections.length > 0) this.store?.keepAside({ key, person, draft, reason, sections });
  }

  /** Keep words and show them. Words that are there already are not doubled. */
  offer(words: Wording): void {
    const others = setAside.value.filter(({ key }) => key !== words.key);
    const isThere = others.some(({ sections }) => JSON.stringify(sections) === JSON.stringify(words.sections));
    if (words.sections.length === 0 || isThere) {
      this.drop(words.key);
      return;
    }
    setAside.value = [...others, words];
    this.keep(words);
  }

  /** The person has taken them. */
  drop(key: string): void {
    setAside.value = setAside.value.filter((one) => one.key !== key);
    this.store?.dropAside(key);
  }
}
