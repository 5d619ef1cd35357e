/**
 * A component that imports all of WASI 0.2, wasi:http and wasi:sockets included, and exports an HTTP handler: it runs, and only a call to what is not
 * there throws, with the function's name. What the host gives instead is taken.
 *
 * @module
 */
import { ComponentError } from "@weft-wasm/wasi";
import { importsIn } from "../wasi/imports.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  wasi: { guest: "wasi", options: ["--async", "check"], inspect: true },
  alone: { guest: "wasi", mode: "esm", options: ["--async", "check"] },
  mapped: { guest: "wasi", mode: "esm", options: ["--async", "check", "--map", "wasi:sockets/tcp-create-socket=../../../../tests/run/wasi/sockets.mjs"] },
};

/** How many functions each interface has, in 0.2.12 without those that are unstable. */
const COUNTS = {
  "wasi:http/outgoing-handler": 1,
  "wasi:http/types": 51,
  "wasi:sockets/instance-network": 1,
  "wasi:sockets/ip-name-lookup": 3,
  "wasi:sockets/tcp": 28,
  "wasi:sockets/tcp-create-socket": 1,
  "wasi:sockets/udp": 18,
  "wasi:sockets/udp-create-socket": 1,
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, file }) {
  const inspected = JSON.parse(new TextDecoder().decode(await file("wasi/inspect.json")));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const functionName of importsIn(inspected).sort()) {
    const [interfaceName = ""] = functionName.split("#");
    if (/^wasi:(http|sockets)/.test(interfaceName)) counts[interfaceName] = (counts[interfaceName] ?? 0) + 1;
  }
  assert.deepEqual(counts, COUNTS);

  const { instantiate } = await component("wasi");
  /** @type {string[]} */
  const absent = (await instantiate()).absent();
  assert.equal(absent.length, 7);
  function* dead() {
    if (absent.length > 0) throw new Error("the line is dead");
    yield "";
  }
  for (const functionName of absent) {
    const exports = await instantiate({}, { wasi: { stdin: dead() } });
    assert.equal(exports.functions().length > 70, true);
    const error = await assert.rejects(exports.check(functionName, false));
    assert.equal(error.cause.message, `${functionName.replace("#", "@0.2.12#")} is not implemented`);
  }

  const exports = await instantiate();
  assert.equal(typeof exports.incomingHandler.handle, "function");
  assert.throws(() => exports.incomingHandler.handle({}, {}), /IncomingRequest/);

  const create = "wasi:sockets/tcp-create-socket";
  const refusing = { createTcpSocket: () => { throw new ComponentError("not-supported"); } };
  const given = await instantiate({ [create]: refusing });
  assert.equal(await given.check(`${create}#create-tcp-socket`, false), "called");

  // A module that takes no imports has nothing of these interfaces but the names, and what is mapped.
  const alone = await component("alone");
  assert.equal(alone.functions().length > 70, true);
  await assert.rejects(alone.check(absent[0], false)).then(({ cause }) => {
    assert.equal(cause.message, `${absent[0]?.replace("#", "@0.2.12#")} is not implemented`);
  });
  assert.throws(() => alone.functions(), /cannot enter component instance/);
  const mapped = await component("mapped");
  assert.equal(await mapped.check(`${create}#create-tcp-socket`, false), "called");
}
