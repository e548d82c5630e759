// Words for people. The German sentence is the key; the English catalogue comes as words.en.js, which the page loads
// before any module when it speaks English.

export type Values = Record<string, string | number>;
/** German sentence -> its translation; a sentence with a plural has both forms. */
export type Catalogue = Record<string, string | [one: string, many: string]>;

declare global {
  var konsenswerkWords: Catalogue | undefined;
}

function filled(sentence: string, values: Values): string {
  return sentence.replace(/%\((\w+)\)[sd]|%%/g, (whole, name: string | undefined) =>
    name === undefined ? "%" : Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** The sentence in the page's language; `%(name)s` stands for values.name, `%%` for a percent sign. */
export function t(german: string, values: Values = {}): string {
  const found = globalThis.konsenswerkWords?.[german];
  return filled(typeof found === "string" ? found : german, values);
}

/** The form for `count`, which is also the value of `%(num)s`; German and English both say "one" for exactly 1. */
export function tn(germanOne: string, germanMany: string, count: number, values: Values = {}): string {
  const found = globalThis.konsenswerkWords?.[germanOne];
  const [one, many] = Array.isArray(found) ? found : [germanOne, germanMany];
  return filled(count === 1 ? one : many, { num: count, ...values });
}
