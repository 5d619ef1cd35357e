/**
 * A property by a name that every object has something for, such as `constructor`: only what the object has itself counts.
 *
 * @throws TypeError for `undefined` and `null`, as reading any property of them does.
 */
export const ownProperty = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
