// runtime: compile, pickFunction, requireImport, refuseMissing, trap, leave, numbered, importsInOrder
import * as fModule from "f";
import * as gModule from "g";
const modules = await Promise.all([
  compile(new URL("./listed.core.wasm", import.meta.url)),
  compile(new URL("./listed.core2.wasm", import.meta.url)),
  compile(new URL("./listed.core3.wasm", import.meta.url))
]);
const f = pickFunction(fModule);
const g = pickFunction(gModule);
const missing = [];
requireImport(missing, "f", f);
requireImport(missing, "g", g);
refuseMissing(missing);
const instance = {
  state: 0
};
const { exports: core } = await WebAssembly.instantiate(modules[0]);
const { exports: core2 } = await WebAssembly.instantiate(modules[1]);
const g2 = () => {
  leave(instance);
  g();
};
const f2 = () => {
  leave(instance);
  f();
};
await WebAssembly.instantiate(modules[2], importsInOrder(modules[2], 2569214776, [
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  g2,
  f2,
  ...numbered(core, 0, 6)
], {
  env: core2
}));
