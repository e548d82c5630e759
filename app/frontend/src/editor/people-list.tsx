// The people who may be meant, under the field in which one is mentioned. The keys are the field's, which keeps the focus.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words";
import type { Mentionable } from "./mentions";

interface PeopleListProps {
  id: string;
  found: readonly Mentionable[];
  /** The place of the one that is marked. */
  active: number;
  onChosen: (one: Mentionable) => void;
}

export function PeopleList({ id, found, active, onChosen }: PeopleListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.scrollIntoView({ block: "nearest" }), []);
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: "nearest" }), [active]);
  return (
    <div class="kw-people-list" id={id} role="listbox" aria-label={t("Personen")} ref={list}>
      {found.map((one, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={one.reader.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChosen(one)}
        >
          {one.label} {one.reader.organisation && <span class="kw-muted">{one.reader.organisation}</span>}
        </div>
      ))}
    </div>
  );
}
