/**
 * Node's own modules. An `import` of `node:fs` also loads what it would load only when asked for (streams, promises, watchers), some 5 ms:
 * most of what a guest that starts had to wait for. So would `node:tty`, which brings the network along, and `node:worker_threads`.
 */

/** `node:fs`. */
export const fs: typeof import("node:fs") = /* @__PURE__ */ process.getBuiltinModule("node:fs");

/** Whether a file descriptor of the process is a terminal. */
export function isatty(fd: number): boolean {
  return process.getBuiltinModule("node:tty").isatty(fd);
}
