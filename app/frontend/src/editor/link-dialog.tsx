// Asking for a link's address.
import { signal } from "@preact/signals";
import type { Editor } from "@tiptap/core";
import { Refused } from "../http";
import { TextField } from "../room/controls";
import { ask } from "../room/dialog";
import { t } from "../words";
import { isLink } from "./schema";

const LONGEST_LINK = 2_000;
const address = signal("");

/** Link what is marked, change the link at the cursor, or take it away with an empty address. */
export function editLink(editor: Editor): void {
  address.value = editor.getAttributes("link").href ?? "";
  ask({ heading: t("Link"), body: <AddressField />, yes: t("Übernehmen"), act: () => setLink(editor) });
}

function AddressField() {
  return (
    <TextField
      id="link-address"
      label={t("Adresse")}
      hint={t("Beginnt mit https:// oder mailto:. Leer: Der Link wird entfernt.")}
      value={address.value}
      onInput={(value) => {
        address.value = value;
      }}
      limit={LONGEST_LINK}
    />
  );
}

function setLink(editor: Editor): void {
  const href = address.value.trim();
  const change = editor.chain().extendMarkRange("link");
  if (href === "") change.unsetMark("link").run();
  else if (isLink(href)) change.setMark("link", { href }).run();
  else throw new Refused(0, "malformed", t("Bitte geben Sie eine Adresse an, die mit https:// oder mailto: beginnt."));
}
