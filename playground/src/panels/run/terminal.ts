/** The terminal: what the guest writes, and, while it may read, a line editor with echo, as a terminal in its ordinary mode has. */
import { FitAddon } from "@xterm/addon-fit";
import { type ITheme, Terminal as Xterm } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import { onTheme } from "../../theme.ts";

/** What is typed. */
export interface Typed {
  /** A line with its end, or what stands before an end of input. */
  line(text: string): void;
  /** Ctrl-D on an empty line. */
  end(): void;
  /** Ctrl-C. */
  interrupt(): void;
}

/** The terminal. */
export class Terminal {
  readonly #xterm: Xterm;
  #typed: Typed | undefined;
  #line = "";

  constructor(parent: HTMLElement) {
    this.#xterm = new Xterm({
      convertEol: true,
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      cursorInactiveStyle: "none",
      disableStdin: true,
      fontFamily: getComputedStyle(parent).getPropertyValue("--mono"),
      fontSize: 12.5,
      lineHeight: 1.25,
      screenReaderMode: true,
      scrollback: 5000,
      theme: themeOf(parent),
    });
    const fit = new FitAddon();
    this.#xterm.loadAddon(fit);
    this.#xterm.open(parent);
    new ResizeObserver(() => {
      // A hidden terminal has no size.
      if (parent.clientWidth > 0 && parent.clientHeight > 0) fit.fit();
    }).observe(parent);
    onTheme(() => (this.#xterm.options.theme = themeOf(parent)));
    this.#xterm.onData((data) => this.#type(data));
    // The tab key leaves the terminal, as it leaves any other part of the page.
    this.#xterm.attachCustomKeyEventHandler((event) => event.key !== "Tab");
  }

  /** Lets go of everything that is shown. */
  clear(): void {
    this.#xterm.reset();
    this.#line = "";
  }

  /** Shows bytes of the guest; errors in a colour of their own, unless they have colours. */
  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    if (stream === "stdout" || bytes.includes(0x1b)) return this.#xterm.write(bytes);
    this.#xterm.write("\x1b[33m");
    this.#xterm.write(bytes);
    this.#xterm.write("\x1b[39m");
  }

  /** Shows lines of the page's own. */
  tell(text: string, colour: "red" | "grey"): void {
    this.#xterm.write(`\x1b[${colour === "red" ? 31 : 90}m${text.replaceAll("\x1b", "␛")}\x1b[0m\n`);
  }

  /** Takes what is typed; nothing for a terminal that only shows. */
  listen(typed: Typed | undefined): void {
    this.#typed = typed;
    this.#line = "";
    this.#xterm.options.disableStdin = typed === undefined;
    if (typed !== undefined) this.#xterm.focus();
  }

  /** One key, or a text that was pasted; of the keys that move the cursor there is no use here. */
  #type(data: string): void {
    if (data.startsWith("\x1b")) return;
    for (const key of data) this.#key(key);
  }

  #key(key: string): void {
    const typed = this.#typed;
    const line = this.#line;
    switch (key) {
      case "\r":
      case "\n":
        this.#line = "";
        this.#xterm.write("\n");
        return typed?.line(`${line}\n`);
      case "\x7f":
        if (line !== "") this.#xterm.write("\b \b");
        this.#line = [...line].slice(0, -1).join("");
        return;
      case "\x03":
        this.#xterm.write("^C\n");
        return typed?.interrupt();
      case "\x04":
        this.#line = "";
        return line === "" ? typed?.end() : typed?.line(line);
      default:
        if (key < " ") return;
        this.#line += key;
        this.#xterm.write(key);
    }
  }
}

/** The page's colours. */
function themeOf(parent: Element): ITheme {
  const style = getComputedStyle(parent);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const both = (name: string, from: string): ITheme => ({ [name]: colour(from), [`bright${name.charAt(0).toUpperCase()}${name.slice(1)}`]: colour(from) });
  return {
    background: colour("panel"),
    foreground: colour("text"),
    cursor: colour("accent"),
    selectionBackground: colour("selection"),
    ...both("red", "bad"),
    ...both("yellow", "warn"),
    ...both("green", "accent"),
    ...both("blue", "number"),
    ...both("magenta", "type"),
    ...both("cyan", "accent"),
    black: colour("text"),
    brightBlack: colour("muted"),
    white: colour("muted"),
    brightWhite: colour("text"),
  };
}
