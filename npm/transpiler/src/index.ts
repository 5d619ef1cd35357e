/**
 * Weft for JavaScript: {@link transpile} a component to core modules and JavaScript, declare its {@link types}, {@link inspect} it, or
 * {@link load} it, which runs it at once.
 *
 * @packageDocumentation
 */
export { type Diagnostic, TranspileError } from "./diagnostic.js";
export { provide, type Sources } from "./engine.js";
export type { Input } from "./input.js";
export { load, type LoadOptions } from "./load.js";
export { OPTIONS, type OptionSpec, type TranspileOptions, type TypesOptions, type Verb } from "./options.js";
export type { Inspected, Report, Transpiled, Types } from "./output.js";
export { PolicyError } from "./policy.js";
export { inspect, plan, transpile, types, wit } from "./transpile.js";
export type { WitPackage } from "./wit.js";
