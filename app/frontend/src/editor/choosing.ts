// Choosing whom to mention while the words are typed: who may be meant, which of them is marked, and what a choice writes.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { answer } from "../announce";
import { t, tn } from "../words";
import { completed, type Mentionable, matching, mentionables, type Typed, typedAt } from "./mentions";

export interface Choosing {
  found: readonly Mentionable[];
  /** The place of the one that is marked. */
  active: number;
  /** Look again at what is typed. */
  look: () => void;
  move: (by: 1 | -1) => void;
  choose: (one: Mentionable) => void;
  close: () => void;
  /** The person wants no list for this mention. */
  dismiss: () => void;
}

const NOWHERE = -1;

/** For the text field with this id. */
export function useChoosing(id: string, value: string, onInput: (value: string) => void): Choosing {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [active, setActive] = useState(0);
  const dismissed = useRef(NOWHERE);
  const putCursor = useCursor(id, value);
  const found = typed === null ? [] : matching(mentionables.value, typed.query);
  useEffect(() => sayCount(found.length), [found.length]);
  const close = () => setTyped(null);
  const look = () => {
    const now = typedIn(id);
    if (now?.from !== dismissed.current) dismissed.current = NOWHERE;
    setTyped(dismissed.current === NOWHERE ? now : null);
    setActive(0);
  };
  const move = (by: 1 | -1) => setActive((active + by + found.length) % found.length);
  const choose = ({ label }: Mentionable) => {
    if (typed === null) return;
    const { words, cursor } = completed(value, typed, label);
    putCursor(cursor);
    close();
    onInput(words);
  };
  const dismiss = () => {
    dismissed.current = typed?.from ?? NOWHERE;
    close();
  };
  return { found, active, look, move, choose, close, dismiss };
}

/** How to put the cursor somewhere once the new words are drawn. */
function useCursor(id: string, value: string): (cursor: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) areaOf(id).setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  }, [value]);
  return (cursor) => {
    wanted.current = cursor;
  };
}

function areaOf(id: string): HTMLTextAreaElement {
  return document.getElementById(id) as HTMLTextAreaElement;
}

function typedIn(id: string): Typed | null {
  const { value, selectionStart } = areaOf(id);
  return typedAt(value, selectionStart);
}

function sayCount(count: number): void {
  if (count === 0) return;
  const sentence = tn("%(num)s Person passt.", "%(num)s Personen passen.", count);
  answer(`${sentence} ${t("Pfeiltasten wählen, Eingabe übernimmt, Escape schließt.")}`);
}
