// A wording as it is shown to people: what it adds and cuts is marked, and a screen reader is read the wording as a whole.
import { t } from "../words";
import type { Option, Part } from "./contract";

export function Difference({ option: { label, parts } }: { option: Pick<Option, "label" | "parts"> }) {
  return (
    <>
      <span class="kern-sr-only">{label || nothingLeft()}</span>
      <span class="kw-poll__wording" aria-hidden="true">
        {parts.length > 0 ? parts.map(drawn) : nothingLeft()}
      </span>
    </>
  );
}

/** What stands on a ballot never changes, so the position is its key. */
function drawn([kind, words]: Part, key: number) {
  if (kind === "cut")
    return (
      <del key={key} class="kw-cut">
        {words}
      </del>
    );
  if (kind === "added")
    return (
      <ins key={key} class="kw-add">
        {words}
      </ins>
    );
  return <span key={key}>{words}</span>;
}

function nothingLeft(): string {
  return t("(Die Stelle wird gestrichen.)");
}
