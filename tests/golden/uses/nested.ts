/** Uses of the declarations of `nested`: instances in instances. */
import { instantiate } from "../cases/nested/nested.js";

const { deep } = await instantiate();
deep.f() satisfies number;
deep.deeper.f() satisfies number;
deep.deeper.plainOne.f() satisfies number;
deep.deeper["plain-one"].f() satisfies number;
const thing = new deep.things.Thing(7);
thing.rep() satisfies number;
thing satisfies InstanceType<(typeof deep)["acme:shop/things@1.0.0"]["Thing"]>;

// @ts-expect-error: what has only types is no object
deep.typesOnly;
// @ts-expect-error
deep.deeper.things;
