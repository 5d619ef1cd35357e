/** What must hold for every file system, whatever it is made of. Run by the tests of each platform. */
import { test } from "node:test";
import type { Descriptor } from "../filesystem/p2.js";
import { contents } from "./filesystem/contents.js";
import { directories, renames } from "./filesystem/directories.js";
import { identity, times } from "./filesystem/metadata.js";
import { links, paths } from "./filesystem/names.js";
import { readOnly, rights } from "./filesystem/rights.js";
import { type Grant, rootOf } from "./fixture.js";

export * from "./fixture.js";

/**
 * Declares the tests.
 * @param make - makes an empty directory each time it is called, to be granted in either way
 * @param tick - to how many nanoseconds the times of files can be set
 */
export function filesystemSuite(platform: string, make: () => Grant, tick: bigint = 1000n): void {
  const check = (name: string, body: (root: Descriptor) => void): void => {
    test(`${platform}: ${name}`, () => {
      const root = rootOf(make()({ readOnly: false }));
      body(root);
      root.drop();
    });
  };
  for (const topic of [contents, rights, paths, links, directories, renames, times, identity]) topic(check, tick);
  readOnly(platform, make);
}
