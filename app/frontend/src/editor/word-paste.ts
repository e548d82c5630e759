// What Word puts on the clipboard, in tags: its lists are paragraphs with a level in their style and a sign in their words,
// its quotations paragraphs of a class. Others (Google Docs, Word in the browser) say bold and italic in styles only.

const NUMBER = /^\(?(?:(\d{1,4})|[a-z]|[ivx]+)[.)]/i;
const EMPTY = /^[\s\u00a0]*$/;

/** The HTML with lists, quotations, bold and italic as tags; `data-…` attributes say where (styles-told.ts). */
export function inTags(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const line of page.querySelectorAll<HTMLElement>("p[class^=Mso]")) if (isBlank(line)) line.remove();
  for (const quote of page.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")) quoted(quote);
  for (const line of page.querySelectorAll<HTMLElement>("[data-level]")) listed(line);
  for (const heavy of page.querySelectorAll("span[data-bold]")) wrapped(heavy, "b");
  for (const slanted of page.querySelectorAll("span[data-italic]")) wrapped(slanted, "i");
  for (const light of page.querySelectorAll("b[data-light], strong[data-light]"))
    light.replaceWith(...light.childNodes);
  return page.body.innerHTML;
}

function isBlank(line: Element): boolean {
  return EMPTY.test(line.textContent ?? "") && line.querySelector("br") === null;
}

/** Quotations that follow each other are one. */
function quoted(line: Element): void {
  const before = line.previousElementSibling;
  if (before?.tagName === "BLOCKQUOTE") before.append(line);
  else wrapped(line, "blockquote", "around");
}

function wrapped(inner: Element, tag: string, where: "inside" | "around" = "inside"): void {
  const outer = inner.ownerDocument.createElement(tag);
  if (where === "around") {
    inner.replaceWith(outer);
    outer.append(inner);
  } else {
    outer.append(...inner.childNodes);
    inner.append(outer);
  }
}

/** Make a paragraph that is an item of a list one. */
function listed(line: HTMLElement): void {
  const sign = line.querySelector("[data-sign]");
  const number = NUMBER.exec(sign?.textContent?.trim() ?? "");
  sign?.remove();
  const made = line.ownerDocument.createElement(number ? "ol" : "ul");
  made.dataset.list = line.dataset.of;
  if (number) made.setAttribute("start", number[1] ?? "1");
  const item = line.ownerDocument.createElement("li");
  listOf(line, made).append(item);
  item.append(line);
}

/** The list that an item goes on with, or the one made for it, at its place. */
function listOf(line: HTMLElement, made: HTMLElement): Element {
  const before = line.previousElementSibling;
  const level = Number(line.dataset.level);
  if (isList(before) && (level > 1 || before.dataset.list === made.dataset.list)) return inside(before, level, made);
  line.before(made);
  return made;
}

function inside(list: HTMLElement, level: number, made: HTMLElement): Element {
  const inner = list.lastElementChild?.lastElementChild ?? null;
  if (level > 1 && isList(inner)) return inside(inner, level - 1, made);
  if (level > 1) list.lastElementChild?.append(made);
  else if (list.tagName === made.tagName) return list;
  else list.after(made);
  return made;
}

function isList(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.dataset.list !== undefined;
}
