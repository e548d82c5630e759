// Says which sections are not as they were to the person, as soon as the rights in them change.
import { toast } from "../room/toasts";
import { t } from "../words";
import type { Rights } from "./protocol";
import { changedLeaves, type Leave } from "./section-rights";
import { label, sections } from "./sections";

/** Whether the person may do less from now on, in some section or in all; says what changed in single ones. */
export function tellLeaves(before: Rights, after: Rights): boolean {
  const keys = sections.value.map(({ key }) => key);
  const changed = changedLeaves(before, after, keys);
  const news = newsOf(changed);
  if (news !== "") toast(news);
  return (before.write && !after.write) || changed.closed.length + changed.suggest.length > 0;
}

/** A sentence for each thing that one may do in some sections now. */
export function newsOf(changed: Record<Leave, string[]>): string {
  const told = (["closed", "suggest", "write"] as const).filter((leave) => changed[leave].length > 0);
  return told.map((leave) => sentenceOf(leave, changed[leave])).join(" ");
}

function sentenceOf(leave: Leave, keys: string[]): string {
  const sections = keys.map((key) => t("„%(words)s“", { words: label(key) })).join(", ");
  if (leave === "closed") return t("%(sections)s ändert jetzt nur noch die Moderation.", { sections });
  if (leave === "suggest") return t("In %(sections)s schlagen Sie jetzt vor.", { sections });
  return t("%(sections)s können Sie jetzt wieder ändern.", { sections });
}
