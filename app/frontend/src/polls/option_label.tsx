// An option on a paper: its number and its words.
import type { Option } from "./contract";

export function OptionLabel({ option: { number, label } }: { option: Option }) {
  return (
    <span class="kw-break kw-poll__label">
      <span class="kw-need__id">{number}</span>{" "}
      <span class="kw-need__t" dir="auto">
        {label}
      </span>
    </span>
  );
}
