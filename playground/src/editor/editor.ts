/** The editor in the middle: one view, whose document and language change with the tab. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, foldGutter, foldKeymap, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { wast } from "@codemirror/legacy-modes/mode/wast";
import { type Diagnostic as Mark, lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { wit } from "./wit.ts";

/** What a text is written in. */
export type Language = "javascript" | "typescript" | "wat" | "wit" | "json" | "text";

/** Characters that are shown of a text that cannot be changed: a source map may have one line of megabytes. */
const LONGEST = 4_000_000;
/** Characters from which a text has no colours: one long line is what parsers are slow at. */
const LONGEST_COLOURED = 1_000_000;

const languages: Readonly<Record<Language, () => Extension>> = {
  javascript: () => javascript(),
  typescript: () => javascript({ typescript: true }),
  wat: () => StreamLanguage.define(wast),
  wit: () => wit,
  json: () => [],
  text: () => [],
};

/** What is shown. */
export interface Shown {
  readonly text: string;
  readonly language: Language;
  /** What it is, for screen readers. */
  readonly label: string;
  readonly editable: boolean;
}

/** A place in the text, in UTF-16 units, and what is wrong there. */
export interface Problem {
  readonly at: number;
  readonly message: string;
}

/** The editor. */
export class Editor {
  readonly view: EditorView;
  readonly #changed: (text: string) => void;
  #label = "";

  /** @param changed - called with the whole text when a person has changed it */
  constructor(parent: Element, changed: (text: string) => void) {
    this.#changed = changed;
    this.view = new EditorView({ parent });
  }

  /** Shows a text; the same text again leaves cursor and history alone. */
  show({ text, language, label, editable }: Shown): void {
    const shown = editable || text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters: save the file to see them`;
    if (this.#label === label && this.view.state.doc.length === shown.length && this.view.state.doc.toString() === shown) return;
    this.#label = label;
    this.view.setState(EditorState.create({
      doc: shown,
      extensions: [
        lineNumbers(),
        foldGutter({ openText: "▾", closedText: "▸" }),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        indentUnit.of("  "),
        search({ top: true }),
        highlightSelectionMatches(),
        syntaxHighlighting(classHighlighter),
        shown.length <= LONGEST_COLOURED ? languages[language]() : [],
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, ...(editable ? [indentWithTab] : [])]),
        EditorView.contentAttributes.of({ "aria-label": editable ? `${label}; Escape and then Tab leaves the editor` : label }),
        editable
          ? [lintGutter(), highlightActiveLine(), highlightActiveLineGutter()]
          : [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true", tabindex: "0" }), EditorView.editable.of(false)],
        EditorView.updateListener.of((update) => {
          if (update.docChanged && editable) this.#changed(update.state.doc.toString());
        }),
      ],
    }));
  }

  /** Marks problems in the text. */
  mark(problems: readonly Problem[]): void {
    const { doc } = this.view.state;
    const marks = problems.map(({ at, message }): Mark => {
      const from = Math.max(0, Math.min(at, doc.length));
      const word = /^[\w%$.-]+/.exec(doc.sliceString(from, from + 80))?.[0].length ?? 1;
      return { from, to: Math.min(doc.length, from + word), severity: "error", message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  /** Moves the cursor there and shows it. */
  goTo(at: number): void {
    const anchor = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }
}
