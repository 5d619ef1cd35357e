import assert from "node:assert/strict";
import { test } from "node:test";
import { absentFunctions, absentInterface, disposeHost, disposeSymbol, hostResource, ownWithin, pickFunction, pickImport, pickModule, pickWithin, refuseMissing, requireGiven, requireImport, requireModule } from "./imports.ts";

test("an import is found by its name, without the version, or in a compatible version", () => {
  const [exact, short] = [{ a: 1 }, { b: 2 }];
  assert.equal(pickImport({ "wasi:cli/exit@0.2.6": exact, "wasi:cli/exit": short }, "wasi:cli/exit@0.2.6"), exact);
  assert.equal(pickImport({ "wasi:cli/exit": short }, "wasi:cli/exit@0.2.6"), short);
  assert.equal(pickImport({}, "wasi:cli/exit@0.2.6"), undefined);
  for (const [given, wanted, fits] of [
    ["0.2.0", "0.2.6", true],
    ["0.2.12", "0.2.6", true],
    ["0.2", "0.2.6", true],
    ["0.2.6+build-1", "0.2.6", true],
    ["1.0.0", "1.2.3", true],
    ["0.20.0", "0.2.6", false],
    ["0.3.0", "0.2.6", false],
    ["0.2.0-rc-2023-11-10", "0.2.0", false],
    ["0.2.0", "0.2.0-rc-2023-11-10", false],
    ["0.0.1", "0.0.2", false],
    ["2.0.0", "1.0.0", false],
    ["12.0.0", "1.0.0", false],
  ] as const) {
    const found = pickImport({ "wasi:cli/stdin@0.2.0": short, [`wasi:cli/exit@${given}`]: exact }, `wasi:cli/exit@${wanted}`);
    assert.equal(found, fits ? exact : undefined, `${given} for ${wanted}`);
  }
  assert.equal(pickImport({ "a:b/c": exact }, "a:b/c"), exact);
});

test("a function stands for itself or is a module's default", () => {
  const log = (): void => undefined;
  assert.equal(pickFunction(log), log);
  assert.equal(pickFunction({ default: log }), log);
  assert.equal(pickFunction(undefined), undefined);
});

test("all missing names are listed at once", () => {
  class Stream {
    static open(): void {}
    read(): void {}
  }
  const missing: string[] = [];
  requireImport(missing, "a:b/c", { Stream }, "Stream Stream.open Stream.prototype.read");
  requireImport(missing, "f", () => 1);
  assert.deepEqual(missing, []);
  refuseMissing(missing);
  requireImport(missing, "a:b/c", { Stream }, "Stream.prototype.write Stream.close open");
  requireImport(missing, "d:e/f", undefined, "g");
  requireImport(missing, "h", {});
  assert.throws(() => refuseMissing(missing), {
    name: "TypeError",
    message: "missing imports: a:b/c#Stream.prototype.write, a:b/c#Stream.close, a:b/c#open, d:e/f#g, h",
  });
});

test("what every object inherits was not given", () => {
  class Plain {}
  class Text {
    toString(): string {
      return "";
    }
  }
  const missing: string[] = [];
  requireGiven(missing, "a:b/c", { Plain, Text }, "toString valueOf Plain.prototype.toString Text.prototype.toString Plain.toString");
  requireGiven(missing, "d:e/f", { toString: () => "" }, "toString");
  requireGiven(missing, "g:h/i", undefined, "toString Plain.prototype.valueOf");
  const own = ["a:b/c#toString", "a:b/c#valueOf", "a:b/c#Plain.prototype.toString", "a:b/c#Plain.toString"];
  assert.deepEqual(missing, [...own, "g:h/i#toString", "g:h/i#Plain.prototype.valueOf"]);
});

test("what an imported instance holds is found as an import is, and nothing in nothing", () => {
  const [inner, newer] = [{ a: 1 }, { b: 2 }];
  const around = { inner, "a:b/c@1.2.0": newer };
  assert.equal(pickWithin(around, "inner"), inner);
  assert.equal(pickWithin(around, "a:b/c@1.0.0"), newer);
  assert.equal(pickWithin(around, "outer"), undefined);
  assert.equal(pickWithin(undefined, "inner"), undefined);
  assert.equal(ownWithin(around, "constructor"), undefined);
  assert.equal(ownWithin({ constructor: inner }, "constructor"), inner);
  assert.equal(ownWithin(undefined, "constructor"), undefined);
});

test("a core module is one, or the default of a module of JavaScript, and has the exports that are taken", () => {
  // (module (memory (export "mem") 0) (func (export "a b")))
  const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 0, 7, 13, 2, 3, 109, 101, 109, 2, 0, 3, 97, 32, 98, 0, 0, 10, 4, 1, 2, 0, 11];
  const module = new WebAssembly.Module(Uint8Array.from(code));
  assert.equal(pickModule(module), module);
  assert.equal(pickModule({ default: module }), module);
  assert.equal(pickModule(undefined), undefined);
  const missing: string[] = [];
  requireModule(missing, "m", module, ["memory mem", "function a b"]);
  assert.deepEqual(missing, []);
  requireModule(missing, "m", module, ["function mem", "function c d"]);
  requireModule(missing, "n", { mem: 1 }, ["memory mem"]);
  assert.deepEqual(missing, ["m#mem", "m#c d", "n"]);
});

test("what is absent says so when it is called", () => {
  const absent = absentInterface("a:b/c", "open Stream Stream.make Stream.prototype.readAll Stream.prototype.then_") as {
    open(): void;
    Stream: { new (): object; make(): void; prototype: { readAll(): void; then_(): void } };
  };
  const missing: string[] = [];
  requireImport(missing, "a:b/c", absent, "open Stream Stream.make Stream.prototype.readAll");
  assert.deepEqual(missing, []);
  assert.equal((absent.Stream as unknown as Function).name, "Stream");
  assert.throws(() => absent.open(), { message: "a:b/c#open is not implemented" });
  assert.throws(() => new absent.Stream(), { message: "a:b/c#[constructor]stream is not implemented" });
  assert.throws(() => absent.Stream.prototype.readAll(), { message: "a:b/c#[method]stream.read-all is not implemented" });
  assert.throws(() => absent.Stream.prototype.then_(), { message: "a:b/c#[method]stream.then is not implemented" });
  assert.throws(() => absent.Stream.make(), { message: "a:b/c#[static]stream.make is not implemented" });
});

test("a function that nobody provides throws an error with its name, where the guest may leave", () => {
  const instance = { state: 0 };
  const [open, read] = absentFunctions(instance, "a:b/c@0.2.0", "open [method]stream.read-all");
  assert.throws(() => open?.(), { name: "Error", message: "a:b/c@0.2.0#open is not implemented" });
  assert.throws(() => read?.(), { name: "Error", message: "a:b/c@0.2.0#[method]stream.read-all is not implemented" });
  instance.state = 5;
  assert.throws(() => open?.(), { name: "RuntimeError", message: "cannot leave component instance" });
});

test("a host's resource is an instance of its class, and is told when it is dropped", () => {
  let disposed = 0;
  class File {
    [disposeSymbol](): void {
      disposed++;
    }
  }
  const file = new File();
  assert.equal(hostResource(File, file), file);
  assert.throws(() => hostResource(File, {}), { name: "TypeError", message: "the host must give an instance of File" });
  disposeHost(file);
  disposeHost({});
  assert.equal(disposed, 1);
});
