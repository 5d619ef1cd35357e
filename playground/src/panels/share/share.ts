/** The header's right part: a link to all this, and light or dark. The address keeps in step with the state, so that a reload loses nothing. */
import { byId, fill, h, icon } from "../../dom.ts";
import { fragmentOf, leftOut } from "../../link.ts";
import type { Store } from "../../state.ts";
import { choose, following, theme } from "../../theme.ts";

/** How long the state rests before the address says it, in milliseconds. */
const REST = 400;

/** Fills the panel. */
export function sharePanel(store: Store, say: (text: string) => void): void {
  /** Whether the address says it now: browsers refuse very long ones, and too many changes in a row. */
  const write = async (): Promise<boolean> => {
    const fragment = await fragmentOf(store.state);
    try {
      history.replaceState(null, "", fragment === "" ? location.pathname + location.search : `#${fragment}`);
      return true;
    } catch {
      return false;
    }
  };
  const share = async (): Promise<void> => {
    if (!(await write())) return say("All this is too long for a link.");
    const { component, files } = leftOut(store.state);
    const without = [component && "the component you opened", files.length > 0 && "files that are no text"].filter((part) => part !== false);
    const but = without.length === 0 ? "" : ` It does not hold ${without.join(" and ")}.`;
    try {
      await navigator.clipboard.writeText(location.href);
      say(`Link copied.${but}`);
    } catch {
      say(`The link is in the address bar.${but}`);
    }
  };
  const toggle = h("button", { type: "button", class: "icon-button", id: "theme", onclick: () => {
    choose(following(theme()));
    showTheme();
  } });
  const showTheme = (): void => {
    const now = theme();
    const words = { auto: "as the system has them", light: "light", dark: "dark" }[now];
    toggle.setAttribute("aria-label", `Colours: ${words}. Change`);
    toggle.title = `Colours: ${words}`;
    fill(toggle, icon(now));
  };
  showTheme();
  const copy = h("button", { type: "button", class: "button", id: "copy-link", title: "Copy a link that restores all this", onclick: () => void share() }, icon("link"), "Copy link");
  fill(byId("share"), copy, toggle);

  let timer: ReturnType<typeof setTimeout> | undefined;
  store.listen(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void write(), REST);
  });
}
