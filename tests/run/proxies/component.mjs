/**
 * Components that pass values through: an exported function gives the core values that it gets to the imported function of the same
 * type, and what comes back to its caller. So each value is lowered, lifted, lowered and lifted again.
 *
 * @module
 */

/** @typedef {import("./types.mjs").Type} Type */

/**
 * @typedef {object} Func
 * @property {string} name
 * @property {Type[]} params
 * @property {Type} [result]
 */

/** @typedef {"utf8" | "utf16" | "latin1+utf16"} Encoding */

/** @type {Encoding[]} */
export const encodings = ["utf8", "utf16", "latin1+utf16"];

/** A memory, and an allocator that only goes up. Results lie below 64 KiB. */
export const memory = `
  (core module $Memory
    (memory (export "memory") 2)
    (global $top (mut i32) (i32.const 65536))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $ptr i32)
      (local.set $ptr (i32.and
        (i32.add (global.get $top) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $top (i32.add (local.get $ptr) (local.get $size)))
      (block $done (loop $grow
        (br_if $done (i32.le_u (global.get $top) (i32.shl (memory.size) (i32.const 16))))
        (br_if $grow (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))
        unreachable))
      (memory.copy (local.get $ptr) (local.get $old)
        (select (local.get $old-size) (local.get $size) (i32.lt_u (local.get $old-size) (local.get $size))))
      (local.get $ptr)))
  (core instance $memory (instantiate $Memory))`;

/** The options of all lifts and lowers. @param {Encoding} encoding */
export const options = (encoding) =>
  `string-encoding=${encoding} (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))`;

/** @param {Func} func */
const signature = ({ params, result }) =>
  `(func ${params.map(({ text }, i) => `(param "p${i}" ${text})`).join(" ")}${result === undefined ? "" : ` (result ${result.text})`})`;

/** @param {readonly string[]} cores @param {"param" | "result"} what */
const list = (cores, what) => cores.length > 0 ? `(${what} ${cores.join(" ")})` : "";

/** @param {Func} func how its core function looks: parameters, result, and whether that lies in memory */
function core({ params, result }) {
  const flat = params.flatMap(({ flat }) => flat);
  const passed = flat.length > 16 ? ["i32"] : flat;
  const results = result?.flat ?? [];
  const spilled = results.length > 1;
  return { passed, spilled, results: spilled ? [] : results };
}

/** @param {Func[]} funcs @returns {Type[]} of parameters and results */
const typesOf = (funcs) => funcs.flatMap(({ params, result }) => result === undefined ? params : [...params, result]);

/** The named types that functions mention, inner ones first. @param {Type[]} types */
export function named(types) {
  return [...new Map(types.flatMap(({ named }) => named))];
}

/**
 * The component as text.
 * @param {Func[]} funcs
 * @param {Encoding} encoding
 */
export function proxy(funcs, encoding) {
  const types = named(typesOf(funcs));
  const cores = funcs.map((func) => ({ ...func, ...core(func) }));
  return `(component
${imported(types, funcs)}
${memory}
${funcs.map(({ name }) => `  (core func $${name} (canon lower (func $host "${name}") ${options(encoding)}))`).join("\n")}
  (core module $Main
${cores.map(({ name, passed, spilled, results }) =>
    `    (import "host" "${name}" (func $${name} ${list([...passed, ...spilled ? ["i32"] : []], "param")} ${list(results, "result")}))`).join("\n")}
    (func (export "post-return") (param i32)
      (if (i32.ne (local.get 0) (i32.const 1024)) (then unreachable)))
${cores.map(({ name, passed, spilled, results }) => {
    const given = passed.map((_, i) => `(local.get ${i})`).join(" ");
    return `    (func (export "${name}") ${list(passed, "param")} ${list(spilled ? ["i32"] : results, "result")}
      ${spilled ? `(call $${name} ${given} (i32.const 1024)) (i32.const 1024)` : `(call $${name} ${given})`})`;
  }).join("\n")})
  (core instance $main (instantiate $Main (with "host" (instance
${funcs.map(({ name }) => `    (export "${name}" (func $${name}))`).join("\n")}))))
${cores.map(({ spilled, ...func }) => `  (func (export "${func.name}")
    ${signature(func).slice("(func ".length, -1)}
    (canon lift (core func $main "${func.name}") ${options(encoding)}${spilled ? ` (post-return (core func $main "post-return"))` : ""}))`).join("\n")}
)
`;
}

/**
 * Two such components, one calling the other: what is given to the second goes through the first to the host, so that each value is also lifted
 * from one memory and lowered into another, there and back.
 * @param {Func[]} funcs
 * @param {Encoding} first of the one that calls the host
 * @param {Encoding} second of the one that the host calls
 */
export function chain(funcs, first, second) {
  const types = named(typesOf(funcs));
  return `(component
${imported(types, funcs)}
${proxy(funcs, first).replace("(component", "(component $First")}
${proxy(funcs, second).replace("(component", "(component $Second")}
  (instance $first (instantiate $First (with "host" (instance $host))))
${between("first", types, funcs)}
  (instance $second (instantiate $Second (with "host" (instance $of-first))))
${leaving("second", funcs)}
)
`;
}

/** The import of a component around others. @param {[string, string][]} types @param {Func[]} funcs */
export const imported = (types, funcs) => `  (import "host" (instance $host
${types.map(([name, definition]) => `    (type $${name}' ${definition}) (export "${name}" (type $${name} (eq $${name}')))`).join("\n")}
${funcs.map((func) => `    (export "${func.name}" ${signature(func)})`).join("\n")}))
${types.map(([name]) => `  (alias export $host "${name}" (type $${name}))`).join("\n")}`;

/** An instance as the next one's host. @param {string} instance @param {[string, string][]} types @param {Func[]} funcs */
export const between = (instance, types, funcs) => `  (instance $of-${instance}
${types.map(([name]) => `    (export "${name}" (type $${name}))`).join("\n")}
${funcs.map(({ name }) => `    (export "${name}" (func $${instance} "${name}"))`).join("\n")})`;

/** Exports of an instance that leave the component around it. @param {string} instance @param {Func[]} funcs */
export const leaving = (instance, funcs) =>
  funcs.map((func) => `  (export "${func.name}" (func $${instance} "${func.name}") ${signature(func)})`).join("\n");
