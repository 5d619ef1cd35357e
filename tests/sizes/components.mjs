/**
 * The components whose generated JavaScript is weighed, by name; paths are those of the repository.
 *
 * A component more is an entry here, and `BLESS=1 cargo xtask test sizes`.
 *
 * @module
 */

const guest = (/** @type {string} */ name) => `target/guests/wasm32-wasip2/release/${name}.wasm`;
const app = (/** @type {string} */ name) => `target/apps/${name}.wasm`;

/** @type {Record<string, string>} */
export const components = {
  /** Two functions, `add` and `greet(string) -> string`. */
  greet: "tests/golden/cases/greet.wat",
  /** 67 functions of all value kinds and a resource, without WASI. */
  calls: "target/guests/wasm32-unknown-unknown/release/calls.wasm",
  /** Exported and imported resources. */
  resources: guest("resources"),
  /** Commands: what every one imports, and what one with files does. */
  hello: guest("hello"),
  filer: guest("filer"),
  /** Every function of WASI 0.2 that there is. */
  wasi: guest("wasi"),
  "app-js": app("js"),
  "app-py": app("py"),
  "app-qjs": app("qjs"),
};
