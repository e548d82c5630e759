// A field for words in which „@“ offers the people who may be mentioned: by keys, by touch, and said aloud.
import { useEffect } from "preact/hooks";
import { TextField } from "../room/controls";
import { t } from "../words";
import { type Choosing, useChoosing } from "./choosing";
import { loadReaders } from "./mentions";
import { PeopleList } from "./people-list";
import { show } from "./requests";

interface MentionFieldProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  error: string;
  limit: number;
  rows: number;
  readOnly: boolean;
}

export function MentionField(props: MentionFieldProps) {
  const { id, value, onInput } = props;
  const choosing = useChoosing(id, value, onInput);
  const { found, active, look, choose, close } = choosing;
  useEffect(() => void show(loadReaders), []);
  const list = `${id}-people`;
  const take = (words: string) => {
    onInput(words);
    look();
  };
  const more = {
    "aria-autocomplete": "list" as const,
    "aria-controls": found.length > 0 ? list : undefined,
    "aria-activedescendant": found[active] && `${list}-${active}`,
    onClick: look,
    onBlur: close,
    onKeyDown: (event: KeyboardEvent) => found.length > 0 && press(event, choosing),
  };
  return (
    <div class="kw-mentioning">
      <TextField {...props} onInput={take} more={more} />
      {found.length > 0 && <PeopleList id={list} found={found} active={active} onChosen={choose} />}
      <button type="button" class="kw-mini kw-mini--quiet" onClick={() => begin(id)}>
        {t("Person erwähnen (@)")}
      </button>
    </div>
  );
}

/** Type the sign for the person: on a phone it is hard to find. */
function begin(id: string): void {
  const area = document.getElementById(id) as HTMLTextAreaElement;
  const { value, selectionStart, selectionEnd } = area;
  const isBehindWord = /[\p{L}\p{N}@]$/u.test(value.slice(0, selectionStart));
  area.focus();
  area.setRangeText(isBehindWord ? " @" : "@", selectionStart, selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function press(event: KeyboardEvent, { found, active, move, choose, dismiss }: Choosing): void {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const chosen = found[active];
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
  else if (event.key === "Escape") dismiss();
  else return;
  event.preventDefault();
  event.stopPropagation(); // Escape would close the form
}
