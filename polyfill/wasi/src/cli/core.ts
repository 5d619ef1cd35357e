import { Resource } from "../resource.js";

/** `wasi:cli/terminal-input.terminal-input`: the input side of a terminal. The interface gives it no functions yet. */
export class TerminalInput extends Resource {}

/** `wasi:cli/terminal-output.terminal-output`: the output side of a terminal. The interface gives it no functions yet. */
export class TerminalOutput extends Resource {}
