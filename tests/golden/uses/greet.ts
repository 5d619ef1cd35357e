/** Uses of the case `greet`, which imports nothing. */
import { instantiate, instantiateSync } from "../cases/greet/greet.js";

const greet = await instantiate();
await instantiate({}, {});
instantiateSync(undefined, { getCoreModule: () => new WebAssembly.Module(new Uint8Array()) });
export const sum: number = greet.add(1, 2);
export const text: string = greet.greet("you");

// @ts-expect-error: a number is no string
greet.greet(1);
// @ts-expect-error: a string is no number
greet.add("1", 2);
// @ts-expect-error: names have no dashes
greet.Greet;
