/** The command as wasm-bindgen binds it; the package's build puts it beside its wasm. */
declare module "*/dist/wasm/cli.js" {
  type Command = import("../../../npm/transpiler/dist/wasm.js").Command;
  const init: Command["default"];
  export default init;
  export const initSync: Command["initSync"];
  export const __wbg_reset_state: Command["__wbg_reset_state"];
  export const main: Command["main"];
  export const call: Command["call"];
}
