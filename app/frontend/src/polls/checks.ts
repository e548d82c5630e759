// The arithmetic of a ballot that ticks options. Pure.
import type { Checked, Form } from "./contract";

export function isChecked(checked: Checked, option: number): boolean {
  return option in checked;
}

/** How many more may be ticked; null for any number. */
export function checksLeft({ most }: Form, checked: Checked): number | null {
  return most === null ? null : Math.max(0, most - Object.keys(checked).length);
}

/** The option ticked, or not any more; unchanged if no more may be ticked. */
export function toggled(form: Form, checked: Checked, option: number): Checked {
  const { [option]: before, ...others } = checked;
  if (before !== undefined) return others;
  return checksLeft(form, checked) === 0 ? checked : { ...checked, [option]: 1 };
}
