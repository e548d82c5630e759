// Files that take seconds to make: the link says so until the file has come. Without scripts it is a plain link.
import { answer } from "./announce";
import { t } from "./words";

/** `<a href="…" data-file>`: the file is asked for here, since nobody is told when a browser has loaded one by itself. */
export function bringFile(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-file]") : null;
  if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") === null) void bring(link);
}

async function bring(link: HTMLAnchorElement): Promise<void> {
  const progress = saidBehind(link, t("Die Datei wird erstellt …"));
  try {
    const answered = await fetch(link.href);
    const name = nameIn(answered.headers.get("content-disposition"));
    // Who is not signed in any more is led to a page, which is no file.
    if (!answered.ok || name === undefined) throw new Error(answered.statusText);
    save(await answered.blob(), name);
    answer(t("Die Datei ist da."));
  } catch {
    location.assign(link.href); // the page of the refusal says why
  } finally {
    progress.remove();
    link.removeAttribute("aria-busy");
  }
}

function saidBehind(link: HTMLAnchorElement, sentence: string): HTMLElement {
  const progress = document.createElement("span");
  progress.className = "kw-small kw-muted";
  progress.textContent = ` ${sentence}`;
  link.after(progress);
  link.setAttribute("aria-busy", "true");
  answer(sentence);
  return progress;
}

function nameIn(disposition: string | null): string | undefined {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1];
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after the click
}
