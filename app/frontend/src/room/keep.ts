// What survives a reload on this device. Without storage (private windows may refuse it) it lasts as long as the page.

const memory = new Map<string, string>();

/** The kept value, or `otherwise` if there is none that can be read. */
export function kept<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(name) ?? memory.get(name);
    return text === undefined ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function keep(name: string, value: unknown): void {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // Full or forbidden: the memory has it.
  }
}

export function forget(name: string): void {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
