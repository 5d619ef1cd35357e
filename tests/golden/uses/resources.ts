/** Uses of the case `resources`: classes of the component construct, extend and narrow as classes do. */
import { type AcmeShopCounters, type Exports, instantiate, type Token } from "../cases/resources/resources.js";

const { counters, shelf, Token: TokenClass }: Exports = await instantiate();
const { Counter } = counters;

const counter: AcmeShopCounters.Counter = new Counter(1);
export const sum: number = counter.add(2);
export const merged: AcmeShopCounters.Counter = Counter.merge(new counters.Counter(1), counter);
export const same: AcmeShopCounters.Counter = counters.same(counter);
shelf.keep([counter, same], undefined);
shelf.sum(Object.freeze([counter]));
export const other: AcmeShopCounters.Counter = new shelf.Counter(1);

class Mine extends Counter {
  readonly name: string;
  constructor(name: string) {
    super(name.length);
    this.name = name;
  }
  override add(n: number): number {
    return super.add(n) + 1;
  }
}
const mine = new Mine("mine");
export const length: number = mine.name.length + mine.add(1);
counters.consume(mine);

const pass = (token: Token): Token => TokenClass.pass(token);
export const narrow = (value: unknown): number =>
  value instanceof Counter ? value.add(1) : value instanceof TokenClass ? Number(pass(value) === value) : 0;

{
  using scoped = new Counter(1);
  scoped[Symbol.dispose]();
}

// @ts-expect-error: an argument is missing
new Counter();
// @ts-expect-error: a class needs new
Counter(1);
// @ts-expect-error: the resource has no constructor
new TokenClass();
// @ts-expect-error: so it cannot be extended
class Sub extends TokenClass {}
// @ts-expect-error: a static function is none of an instance
counter.merge(counter, counter);
// @ts-expect-error: a method is none of the class
Counter.add(1);
// @ts-expect-error: another resource
counters.consume(TokenClass.pass(counter));
// @ts-expect-error: what looks like one is none
counters.consume({ add: (n: number) => n, constructor: (n: number) => n, [Symbol.dispose]() {} });
// @ts-expect-error: nothing is not a counter
counters.same(undefined);
// @ts-expect-error: a subclass keeps the types of methods
class Wrong extends Counter { override add(n: string): string { return n; } }
// @ts-expect-error: the class is no type by itself
export const wrong: Counter = counter;
export { Sub, Wrong };
