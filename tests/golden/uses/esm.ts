/** Uses of the case `esm`: an `esm` module exports what the component does, under all its names. */
import identity, { type AcmeHostClock, cheer, later, type Mood, tools, tryIt, "acme:app/tools@0.1.0" as full } from "../cases/esm/esm.js";
import * as all from "../cases/esm/esm.js";

export const sum: number = identity(1) + tryIt(2) + tools.new(undefined) + full.class(3) + (await later(4));
export const nothing: void = cheer("very-sad");
export const same: boolean = all.default === identity && all["acme:app/tools@0.1.0"] === tools;

/** What a module that is imported as `acme:host/clock@1.0.0` has to export. */
export const clock = {
  now: (zone: AcmeHostClock.Zone): bigint => (zone.tag === "offset" ? BigInt(zone.val) : 0n),
} satisfies AcmeHostClock;

// @ts-expect-error: an interface lacks its function
export const stopped: AcmeHostClock = {};
// @ts-expect-error: a number is no bigint
export const wrong: AcmeHostClock = { now: () => 1 };
// @ts-expect-error: an unknown case
export const zone: AcmeHostClock.Zone = { tag: "local" };
// @ts-expect-error: a promise is no number
export const number: number = later(1);
// @ts-expect-error: what is returned at once is no promise
tryIt(1).then;
// @ts-expect-error: an argument is missing
identity();
// @ts-expect-error: an argument too many
tryIt(1, 2);
// @ts-expect-error: no such case
cheer("sad");
// @ts-expect-error: what is thrown is not returned
export const mood: Mood = cheer("glad");
// @ts-expect-error: names are camelCase
all["try-it"];
// @ts-expect-error: no such export
all.instantiate;
// @ts-expect-error: an option is not null
tools.new(null);
// @ts-expect-error: the version is part of the name
all["acme:app/tools"];
