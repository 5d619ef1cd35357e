/** Colours for WIT: words, strings and comments are all that one needs to read it. */
import { StreamLanguage } from "@codemirror/language";

const KEYWORDS = new Set([
  "as", "async", "constructor", "enum", "export", "flags", "from", "func", "import", "include", "interface", "package", "record", "resource",
  "static", "type", "use", "variant", "with", "world",
]);
const TYPES = new Set([
  "bool", "borrow", "char", "error-context", "f32", "f64", "future", "list", "map", "option", "own", "result", "s16", "s32", "s64", "s8", "stream",
  "string", "tuple", "u16", "u32", "u64", "u8",
]);

/** WIT. */
export const wit = StreamLanguage.define<{ inBlock: boolean }>({
  name: "wit",
  startState: () => ({ inBlock: false }),
  languageData: { commentTokens: { line: "//", block: { open: "/*", close: "*/" } } },
  token(stream, state) {
    if (state.inBlock) {
      state.inBlock = !stream.match(/^.*?\*\//);
      if (state.inBlock) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.inBlock = true;
      return "comment";
    }
    if (stream.match(/^@[a-z-]+/)) return "meta";
    if (stream.match(/^\d+\.\d+\.\d+[^\s;,{}()]*/)) return "number";
    const word = stream.match(/^%?[A-Za-z][A-Za-z0-9-]*/);
    if (word !== null && word !== false && word !== true) {
      if (KEYWORDS.has(word[0])) return "keyword";
      return TYPES.has(word[0]) ? "typeName" : "variableName";
    }
    stream.next();
    return null;
  },
});
