/** Light or dark: as the system says, unless the visitor has chosen. */

/** What can be chosen. */
export type Theme = "auto" | "light" | "dark";

const KEY = "weft.theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];
const listeners = new Set<() => void>();
const system = matchMedia("(prefers-color-scheme: dark)");

/** What is chosen. */
export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

/** Whether the page is dark now. */
export function isDark(): boolean {
  const chosen = theme();
  return chosen === "auto" ? system.matches : chosen === "dark";
}

/** Chooses. */
export function choose(next: Theme): void {
  if (next === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  remember(next);
  for (const listener of listeners) listener();
}

/** The one after `current`. */
export function following(current: Theme): Theme {
  return ORDER[(ORDER.indexOf(current) + 1) % ORDER.length] ?? "auto";
}

/** Calls `listener` whenever the page turns light or dark. */
export function onTheme(listener: () => void): void {
  listeners.add(listener);
}

/** Takes up what was chosen on an earlier visit. */
export function startTheme(): void {
  const kept = recalled();
  if (kept === "light" || kept === "dark") document.documentElement.dataset["theme"] = kept;
  system.addEventListener("change", () => {
    for (const listener of listeners) listener();
  });
}

/** A browser may refuse to keep anything; then the choice holds for this visit. */
function remember(chosen: Theme): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    return;
  }
}

function recalled(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
