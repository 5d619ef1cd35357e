/** What tests of the file system need: a guest's view of a mount, and words for what it does there. */
import assert from "node:assert/strict";
import { ComponentError } from "../component-error.js";
import type { Context } from "../context.js";
import { type Descriptor, type DescriptorFlags, type NewTimestamp, type OpenFlags, type PathFlags, preopens } from "../filesystem/p2.js";
import { createContext } from "../platform/node/index.js";
import type { Mount } from "../ports/files.js";
import type { Awaitable } from "../suspend/pending.js";

export const READ: DescriptorFlags = { read: true };
export const WRITE: DescriptorFlags = { write: true };
export const BOTH: DescriptorFlags = { read: true, write: true };
export const FOLLOW: PathFlags = { symlinkFollow: true };
export const KEEP: PathFlags = { symlinkFollow: false };
export const CREATE: OpenFlags = { create: true };
export const NOW: NewTimestamp = { tag: "now" };
export const UNCHANGED: NewTimestamp = { tag: "no-change" };

/** Declares a test whose body gets the root of an empty directory. */
export type Check = (name: string, body: (root: Descriptor) => void) => void;

/** Grants one directory, each time it is called. */
export type Grant = (options: { readOnly: boolean }) => Mount;

/** Asserts that `call` fails with the file system's `code`. */
export function fails(code: string, call: () => unknown): void {
  assert.throws(call, (error) => error instanceof ComponentError && assert.equal(error.payload, code) === undefined);
}

/** The root of `mount` as a guest sees it. */
export function rootOf(mount: Mount): Descriptor {
  const context: Context = createContext({ preopens: { "/": mount } });
  const [first] = preopens(context).getDirectories();
  assert.ok(first);
  assert.equal(first[1], "/");
  return first[0];
}

/** `value`, which must not be pending. */
export function now<T>(value: Awaitable<T>): T {
  return value as T;
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** A point in time, in whole seconds and nanoseconds since the epoch. */
export function at(seconds: bigint, nanoseconds = 0): NewTimestamp {
  return { tag: "timestamp", val: { seconds, nanoseconds } };
}

export function put(root: Descriptor, path: string, contents: string): void {
  const file = root.openAt(FOLLOW, path, { create: true, truncate: true }, WRITE);
  file.write(bytes(contents), 0n);
  file.drop();
}

export function get(root: Descriptor, path: string): string {
  const file = root.openAt(FOLLOW, path, {}, READ);
  const [contents] = file.read(1n << 16n, 0n);
  const result = text(contents);
  file.drop();
  return result;
}

/** What is in `directory`, sorted, each as `name:type`. */
export function names(directory: Descriptor): string[] {
  const stream = directory.readDirectory();
  const result: string[] = [];
  for (let entry = stream.readDirectoryEntry(); entry !== undefined; entry = stream.readDirectoryEntry()) {
    result.push(`${entry.name}:${entry.type}`);
  }
  stream.drop();
  return result.sort();
}
