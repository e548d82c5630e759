// What a style says about structure, as an attribute that may stay. Everything else in styles is looks of another text.

const LIST = /mso-list:\s*(l\d+)\s+level(\d+)\s+(lfo\d+)/i;
const SIGN = /mso-list:\s*ignore/i;
const WEIGHT = /(?:^|[;"'\s])font-weight:\s*(\w+)/i;
const STYLE = /(?:^|[;"'\s])font-style:\s*italic/i;
const BOLD = /^(?:bold|bolder|[6-9]00)$/i;

/** Attributes for the value of a style, each with a space before it. */
export function told(style: string): string {
  if (SIGN.test(style)) return " data-sign";
  const item = LIST.exec(style);
  if (item) return ` data-level="${item[2]}" data-of="${item[1]} ${item[3]}"`;
  const weight = WEIGHT.exec(style)?.[1];
  const bold = weight === undefined ? "" : BOLD.test(weight) ? " data-bold" : " data-light";
  return bold + (STYLE.test(style) ? " data-italic" : "");
}
