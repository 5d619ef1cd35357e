/** Uses of the case `names`: names with an underscore, names that every object inherits, and versions. */
import { instantiate, type Object2 as Shape, type Symbol2 as Case } from "../cases/names/names.js";

const echo = (value: number): number => value;
const one = { then_: echo };
const two = { toString: echo };
const get = { get: echo };

const names = await instantiate({
  "a:b/types@1.0.0": one,
  "a:b/types@2.0.0": two,
  "c:d/types@0.2.0": get,
  "c:d/types@0.2.6": get,
  constructor: echo,
});
await instantiate({ "a:b/types@1.0.0": one, "a:b/types@2.0.0": two, "c:d/types": get, constructor: echo });
const shape: Shape = { constructor: 1, then: 2, toString: undefined };
export const same: Shape = names.then_(shape, { xmlHttp: true, valueOf: false }, "undefined");
export const numbers: number[] = [names.await(1), names.getDefault(2), names.default.prototype_(3)];
names["x:y/get-default"].new(4);
names["a:b/values@1.0.0"].new(5);

// @ts-expect-error: versions that are not compatible have no name in common
await instantiate({ "a:b/types": { ...one, ...two }, "c:d/types": get, constructor: echo });
// @ts-expect-error: one version is missing
await instantiate({ "a:b/types@1.0.0": one, "c:d/types": get, constructor: echo });
// @ts-expect-error: what every object inherits does not fit
await instantiate({ "a:b/types@1.0.0": one, "a:b/types@2.0.0": {}, "c:d/types": get, constructor: echo });
// @ts-expect-error: awaiting calls nothing
names.then;
// @ts-expect-error: a function has the short name
names.getDefault.new(1);
// @ts-expect-error: two interfaces have no short name
names.values;
// @ts-expect-error: no such case
export const other: Case = "null";
// @ts-expect-error: a field is missing
names.then_({ constructor: 1 }, {}, "undefined");
// @ts-expect-error: inherited functions are no fields
names.then_({ then: 2, toString: undefined }, { valueOf: false }, "undefined");
