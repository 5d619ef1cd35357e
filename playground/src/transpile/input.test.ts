import assert from "node:assert/strict";
import { test } from "node:test";
import { placeIn } from "../panels/problems/place.ts";
import { baseName, kindOf } from "./input.ts";

const kind = (text: string): string => kindOf(new TextEncoder().encode(text));

test("an input is told by its bytes", () => {
  assert.equal(kindOf(new Uint8Array([0, 97, 115, 109, 13, 0, 1, 0])), "component");
  assert.equal(kindOf(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), "core module");
  assert.equal(kind(";; comment\n(; block ;) (module)"), "WAT");
  assert.equal(kind("/// docs\npackage a:b;"), "WIT");
  assert.equal(kind("/* x */ @since(version = 1.0.0) interface i {}"), "WIT");
  for (const none of ["", "  ", "hello", "\0asm"]) assert.equal(kind(none), "component", none);
});

test("a file's name becomes a base name that fits everywhere", () => {
  assert.equal(baseName("C:\\x\\my app.wasm"), "my-app");
  assert.equal(baseName("../../etc/passwd"), "passwd");
  assert.equal(baseName("ü.wasm"), "component");
});

test("a diagnostic has a place in the text: by its offset in bytes, or by line and column", () => {
  const source = "(ünï\n  oops)";
  const at = (code: string, offset: number | null, message: string): number | undefined => placeIn(source, { code, offset, message });
  assert.equal(at("wat", 9, ""), source.indexOf("oops"));
  assert.equal(at("wat", null, "line 2, column 3: unexpected"), source.indexOf("oops"));
  assert.equal(at("wit", null, "input:2:3: expected"), source.indexOf("oops"));
  assert.equal(at("invalid", 9, "of a binary"), undefined);
});
