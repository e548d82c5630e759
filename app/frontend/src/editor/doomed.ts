// A document that cannot go on. It is shown until the next one is there, so that no key is lost meanwhile.
import type { Doc } from "yjs";
import { differing, wordsOf } from "./words-of";

export interface Doomed {
  doc: Doc;
  reason: string;
  /** The name under which its words are set aside. */
  key: string;
  /** Whether it holds words that are not saved. */
  hasWords: boolean;
}

/** What a document says that nobody else has. */
export function asideOf({ doc, reason, key, hasWords }: Doomed, shared: Map<string, string>) {
  return { key, reason, sections: hasWords ? differing(wordsOf(doc), shared) : [] };
}
