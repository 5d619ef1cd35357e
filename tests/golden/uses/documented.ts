/** Uses of the declarations of `documented`, whose WIT tries to leave its comments. */
import * as module from "../types/documented/instantiate.js";

const { run, shapes } = await module.instantiate({
  "test:app/shapes": {
    mix: (a) => a,
    shake: () => {},
    Canvas: class {
      static count = () => 1;
      draw = () => 1;
    },
  },
  inner: { f: () => {} },
  log: (message: string) => void message,
});
run({ x: 1 });
shapes.mix("red", "blue") satisfies "red" | "blue";

// @ts-expect-error: it is in a comment
module.escaped;
// @ts-expect-error: there is no such colour
shapes.mix("red", "green");
