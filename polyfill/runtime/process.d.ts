/** What Node, Deno and Bun have in common, for those who ask `globalThis` first. */
declare var process: {
  getBuiltinModule(name: "node:fs"): { readFileSync(url: URL): Uint8Array<ArrayBuffer> };
};
