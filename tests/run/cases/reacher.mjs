/**
 * A Rust `std` command that reaches for threads and the network: `std` says that there are no threads, and a call of
 * `wasi:sockets` is a trap that names the function.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { reacher: { guest: "reacher" } };

/** What a trap names, by wish. */
const REFUSED = {
  tcp: "wasi:sockets/tcp-create-socket@0.2.X#create-tcp-socket",
  udp: "wasi:sockets/udp-create-socket@0.2.X#create-udp-socket",
  lookup: "wasi:sockets/instance-network@0.2.X#instance-network",
};

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("reacher");
  let said = "";
  const stdout = (/** @type {Uint8Array} */ bytes) => void (said += new TextDecoder().decode(bytes));
  const reach = async (/** @type {string} */ wish) => (await instantiate({}, { wasi: { args: ["reacher", wish], stdout } })).run.run();

  await reach("thread");
  assert.equal(said, "Unsupported\n");
  for (const [wish, name] of Object.entries(REFUSED)) {
    const error = await assert.rejects(reach(wish), / is not implemented$/);
    assert.ok(error instanceof WebAssembly.RuntimeError);
    assert.equal(error.message.replace(/0\.2\.\d+/, "0.2.X"), `Error: ${name} is not implemented`);
  }
  assert.equal(said, "Unsupported\n");
}
