// A few words in a note: an answer, a reason. They stay in their field until they are sent.
import { useEffect, useRef, useState } from "preact/hooks";
import { digest } from "../digest";
import { newKey } from "../http";
import { Button, TextField } from "../room/controls";
import { reason } from "../room/dialog";
import { t } from "../words";
import { MentionField } from "./mention-field";
import { goToNote } from "./navigation";

const LONGEST = 5_000;

interface NoteFormProps {
  /** The id of the note. */
  note: string;
  label: string;
  /** The words that stand there already. */
  begin?: string;
  /** The button that sends them. */
  yes: string;
  /** The button that leaves everything as it is. */
  no?: string;
  /** What is said if there are none. */
  missing: string;
  limit?: number;
  /** Whether people can be mentioned in it. */
  mentions?: boolean;
  /** `key` names the words: the same sent again, after an answer that was lost, are no second ones. */
  onSend: (words: string, key: string) => Promise<void>;
  onDone: () => void;
}

export function NoteForm(props: NoteFormProps) {
  const { note, label, begin = "", yes, no = t("Verwerfen"), missing, limit = LONGEST, onSend, onDone } = props;
  const form = useRef<HTMLFormElement>(null);
  const [words, setWords] = useState(begin);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const Field = props.mentions ? MentionField : TextField;
  const close = () => {
    onDone();
    requestAnimationFrame(() => document.activeElement === document.body && goToNote(note));
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (words.trim() === "") return setError(missing);
    setBusy(true);
    try {
      await onSend(words, `${key}-${digest(words)}`);
      close();
    } catch (refused) {
      setError(reason(refused));
      setBusy(false);
    }
  };
  return (
    <form
      class="kw-stack kw-stack--s"
      ref={form}
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <Field
        {...{ id: `form-${note}`, label, value: words, error, limit }}
        onInput={setWords}
        readOnly={busy}
        rows={3}
      />
      <div class="kw-row">
        <Button words={yes} kind="primary" type="submit" busy={busy} />
        <Button words={no} kind="tertiary" onPress={close} />
      </div>
    </form>
  );
}
