// Pasted HTML. The schema decides what comes in; this only takes away what the browser would complain about before, and puts
// into tags what Word and others say in styles alone.
import { told } from "./styles-told";
import { inTags } from "./word-paste";

const WHOLE = /<(style|script)\b[\s\S]*?<\/\1\s*>/gi;
const TAG = /<[a-z][^>]*>/gi;
const ATTRIBUTE = /\s(style|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

/** HTML without styles and handlers: reading them breaks the policy and is reported. What counts in a style becomes tags. */
export function withoutStyles(html: string): string {
  let found = false;
  const attribute = (_all: string, name: string, value: string) => {
    const kept = name.toLowerCase() === "style" ? told(value) : "";
    found ||= kept !== "";
    return kept;
  };
  const plain = html.replace(WHOLE, "").replace(TAG, (tag) => tag.replace(ATTRIBUTE, attribute));
  return found || plain.includes("Mso") ? inTags(plain) : plain;
}
