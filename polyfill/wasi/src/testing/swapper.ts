/**
 * A process that keeps swapping `swap` and `file` in the directory it is given for the links `to-outside` and `to-secret` there, and
 * back, until its parent ends it or itself. Run by `platform/node/races.test.ts`.
 */
import { renameSync } from "node:fs";

const directory = process.argv[2] ?? ".";
process.chdir(directory);
const parent = process.ppid;
const pairs = [["swap", "to-outside"], ["file", "to-secret"]] as const;

// Only once the message is out: nothing else happens in this process any more.
process.send?.("ready", () => {
  while (process.ppid === parent) {
    for (const [name, link] of pairs) {
      renameSync(name, `${name}.away`);
      renameSync(link, name);
      renameSync(name, link);
      renameSync(`${name}.away`, name);
    }
  }
});
