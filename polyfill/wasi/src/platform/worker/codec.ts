/**
 * Values as bytes: what crosses to a thread that is stopped, which no message reaches. It knows what WIT values look like in
 * JavaScript and nothing else; everything that a message carries otherwise goes by structured clone.
 */

/** Typed arrays, by the number that stands for their kind. */
const arrays = [
  Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, BigUint64Array, BigInt64Array, Float32Array, Float64Array,
] as const;

const Tag = { undefined: 0, null: 1, false: 2, true: 3, number: 4, bigint: 5, string: 6, list: 7, record: 8, map: 9, array: 10 } as const;

/**
 * @returns `value` as bytes
 * @throws `TypeError` for what no WIT type has: a function, a symbol, a cycle
 */
export function encode(value: unknown): Uint8Array {
  const writer = new Writer();
  writer.value(value, 0);
  return writer.bytes();
}

/** What {@link encode} was given: records without a prototype's names, typed arrays and maps as such. */
export function decode(bytes: Uint8Array): unknown {
  return new Reader(bytes).value();
}

/** Deeper than any WIT type is nested. */
const DEEPEST = 1000;

class Writer {
  #bytes: Uint8Array = new Uint8Array(256);
  #view: DataView = new DataView(this.#bytes.buffer);
  #length = 0;

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  value(value: unknown, depth: number): void {
    if (depth > DEEPEST) throw new TypeError("a value that is nested too deeply, or in itself");
    switch (typeof value) {
      case "undefined": return this.#byte(Tag.undefined);
      case "boolean": return this.#byte(value ? Tag.true : Tag.false);
      case "number":
        this.#byte(Tag.number);
        return this.#float(value);
      case "bigint":
        this.#byte(Tag.bigint);
        return this.#text(`${value}`);
      case "string":
        this.#byte(Tag.string);
        return this.#text(value);
      case "object": return this.#object(value, depth + 1);
      default: throw new TypeError(`a ${typeof value} is no value of WIT`);
    }
  }

  #object(value: object | null, depth: number): void {
    if (value === null) return this.#byte(Tag.null);
    const kind = arrays.findIndex((array) => value instanceof array);
    if (kind >= 0) {
      const { buffer, byteOffset, byteLength } = value as Uint8Array;
      this.#byte(Tag.array);
      this.#byte(kind);
      this.#count(byteLength);
      const at = this.#room(byteLength);
      this.#bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    } else if (Array.isArray(value)) {
      this.#byte(Tag.list);
      this.#count(value.length);
      for (const item of value) this.value(item, depth);
    } else if (value instanceof Map) {
      this.#byte(Tag.map);
      this.#count(value.size);
      for (const [key, item] of value) {
        this.value(key, depth);
        this.value(item, depth);
      }
    } else {
      const entries = Object.entries(value);
      this.#byte(Tag.record);
      this.#count(entries.length);
      for (const [name, item] of entries) {
        this.#text(name);
        this.value(item, depth);
      }
    }
  }

  #text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.#count(bytes.length);
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  #byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  #count(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }

  #float(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }

  /** Makes room for `size` bytes and returns where it is; whatever was taken from a field before may be out of date then. */
  #room(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      bytes.set(this.#bytes);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    return at;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(): unknown {
    const tag = this.#view.getUint8(this.#take(1));
    switch (tag) {
      case Tag.undefined: return undefined;
      case Tag.null: return null;
      case Tag.false: return false;
      case Tag.true: return true;
      case Tag.number: return this.#view.getFloat64(this.#take(8), true);
      case Tag.bigint: return BigInt(this.#text());
      case Tag.string: return this.#text();
      case Tag.list: return Array.from({ length: this.#count() }, () => this.value());
      case Tag.map: return new Map(Array.from({ length: this.#count() }, () => [this.value(), this.value()]));
      case Tag.record: return Object.fromEntries(Array.from({ length: this.#count() }, () => [this.#text(), this.value()]));
      default: return this.#array();
    }
  }

  #array(): unknown {
    const array = arrays[this.#view.getUint8(this.#take(1))] ?? Uint8Array;
    const length = this.#count();
    const at = this.#take(length);
    return new array(this.#bytes.slice(at, at + length).buffer as ArrayBuffer);
  }

  #text(): string {
    const length = this.#count();
    const at = this.#take(length);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#bytes.subarray(at, at + length));
  }

  #count(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  #take(size: number): number {
    const at = this.#at;
    this.#at += size;
    return at;
  }
}
