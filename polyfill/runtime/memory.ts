import { trap } from "./trap.ts";

/** The guest's allocator: old address, old size, alignment, new size → address. CanonicalABI.md#canonical-abi-options (`realloc`) */
export type Realloc = (oldPtr: number, oldSize: number, align: number, size: number) => number;

/** A linear memory as glue uses it: its views are made again only after it has grown. @internal */
export interface LinearMemory {
  /** The memory. */
  readonly memory: WebAssembly.Memory;
  /** The guest's allocator; only where something is lowered into this memory. */
  realloc: Realloc | undefined;
  /** All of it as bytes; length 0 before the first use, and again once the memory has grown. */
  bytes: Uint8Array<ArrayBuffer>;
  /** All of it for numbers. */
  view: DataView<ArrayBuffer>;
  /** How many code units the string, or elements the list, has that was lowered last. */
  loweredLength: number;
  /** Lifts short ASCII that lies in it, answers null for any other text; only where strings go the quicker ways. */
  liftAscii?: (ptr: number, length: number) => string | null;
}

/**
 * Looks for `size` bytes at an address that the guest gave. After this the views are those of the memory as it is: any call into
 * the guest may have made it grow.
 *
 * @param message - Of the trap where they are not.
 * @returns The address, unsigned.
 */
export const checkRange = (memory: LinearMemory, ptr: number, size: number, message: string): number => {
  if (!memory.bytes.length) {
    memory.bytes = new Uint8Array(memory.memory.buffer as ArrayBuffer);
    memory.view = new DataView(memory.memory.buffer as ArrayBuffer);
  }
  ptr >>>= 0;
  return ptr + size > memory.bytes.length ? trap(message) : ptr;
};

/**
 * Calls the guest's allocator.
 *
 * @returns The address, aligned and with all of `size` in memory.
 * @throws A trap when it is not. CanonicalABI.md#storing (`reallocate`)
 */
export const allocate = (memory: LinearMemory, oldPtr: number, oldSize: number, align: number, size: number): number => {
  const ptr = memory.realloc!(oldPtr, oldSize, align, size);
  if (ptr & align - 1) trap("realloc return: result not aligned");
  return checkRange(memory, ptr, size, "realloc return: beyond end of memory");
};

/** {@link allocate} for bytes, which lie anywhere. */
export const allocateBytes = (memory: LinearMemory, oldPtr: number, oldSize: number, size: number): number =>
  checkRange(memory, memory.realloc!(oldPtr, oldSize, 1, size), size, "realloc return: beyond end of memory");

/**
 * Traps unless `size` bytes lie at an aligned address. CanonicalABI.md#lifting-and-lowering-values
 *
 * @returns The address, unsigned.
 */
export const checkPointer = (memory: LinearMemory, ptr: number, size: number, align: number): number => {
  if (ptr & align - 1) trap("unaligned pointer");
  return checkRange(memory, ptr, size, "pointer out of bounds of memory");
};

/**
 * Traps unless `length` elements of `size` bytes lie at an aligned address. CanonicalABI.md#loading (`load_list_from_range`)
 *
 * @returns The address, unsigned.
 */
export const checkList = (memory: LinearMemory, ptr: number, length: number, size: number, align: number): number => {
  if (length * size > 0xfffffff) trap("list content out-of-bounds");
  if (ptr & align - 1) trap("unaligned pointer");
  return checkRange(memory, ptr, length * size, "list content out-of-bounds");
};

/** A typed array's constructor. */
export interface NumericArray<T extends ArrayBufferView<ArrayBuffer>> {
  /** Bytes of an element. */
  readonly BYTES_PER_ELEMENT: number;
  /** Views a buffer. */
  new (buffer: ArrayBuffer, byteOffset?: number, length?: number): T & {
    /** Copies it. */
    slice(): T;
  };
  /** Converts any iterable of numbers (or BigInts). */
  from(values: Iterable<never>): T;
}

/** Lifts a list of numbers as a copy. CanonicalABI.md#loading (`load_list_from_range`) */
export const liftNumbers = <T extends ArrayBufferView<ArrayBuffer>>(
  memory: LinearMemory, type: NumericArray<T>, ptr: number, length: number,
): T => {
  const size = type.BYTES_PER_ELEMENT;
  ptr = checkList(memory, ptr, length, size, size);
  // Not the buffer's own `slice`: engines make short typed arrays without a buffer, which is ten times as fast.
  return (type as unknown) === Uint8Array
    ? memory.bytes.slice(ptr, ptr + length) as unknown as T
    : new type(memory.bytes.buffer, ptr, length).slice();
};

/** An object of the host that says whether its methods keep the bytes that they are given. */
export interface Taker {
  /** They do not, nor do they call the guest before they return: a view of its memory will do. */
  readonly takesViews?: boolean | undefined;
}

/** Lifts a `list<u8>` for a method of `taker`: as a view if it takes views, else as a copy. */
export const lendBytes = (memory: LinearMemory, taker: Taker, ptr: number, length: number): Uint8Array<ArrayBuffer> => {
  if (taker.takesViews !== true) return liftNumbers(memory, Uint8Array, ptr, length);
  ptr = checkList(memory, ptr, length, 1, 1);
  return memory.bytes.subarray(ptr, ptr + length);
};

/**
 * Lowers a list of numbers.
 *
 * @param value - A typed array of this type is copied as it is, any other iterable is converted.
 * @returns The address; the number of elements is left in `memory.loweredLength`. CanonicalABI.md#storing (`store_list_into_range`)
 */
export const lowerNumbers = <T extends ArrayBufferView<ArrayBuffer>>(
  memory: LinearMemory, type: NumericArray<T>, value: T | Iterable<unknown>,
): number => {
  const size = type.BYTES_PER_ELEMENT;
  const list = numbers(type, value), { byteLength } = list;
  const ptr = allocate(memory, 0, 0, size, byteLength);
  storeNumbers(memory, ptr, list);
  memory.loweredLength = byteLength / size;
  return ptr;
};

/**
 * Stores where a string or list lies, and how long it is: if nothing is said, as long as what was lowered last.
 * CanonicalABI.md#storing (`store_string`, `store_list`)
 */
export const storeRange = (memory: LinearMemory, at: number, ptr: number, length: number = memory.loweredLength): void => {
  memory.view.setUint32(at, ptr, true);
  memory.view.setUint32(at + 4, length, true);
};

/** Copies a typed array to memory that is known to have room. CanonicalABI.md#storing (`store_list_into_valid_range`) */
export const storeNumbers = (memory: LinearMemory, ptr: number, list: ArrayBufferView<ArrayBuffer>): void => {
  memory.bytes.set(list instanceof Uint8Array ? list : new Uint8Array(list.buffer, list.byteOffset, list.byteLength), ptr);
};

/**
 * The value if it is a typed array of this type, else one with its elements.
 *
 * @throws TypeError for what is no list, RangeError for what no component could lift again. CanonicalABI.md#loading (`MAX_LIST_BYTE_LENGTH`)
 */
export const numbers = <T extends ArrayBufferView<ArrayBuffer>>(type: NumericArray<T>, value: T | Iterable<unknown>): T => {
  const list = value instanceof (type as unknown as new () => T) ? value : type.from(iterable(value) as Iterable<never>);
  // Looks empty when its buffer was transferred; this refuses such a buffer.
  if (list.byteLength === 0) new type(list.buffer);
  if (list.byteLength > 0xfffffff) throw new RangeError("the list is larger than 268435455 bytes");
  return list;
};

/**
 * The elements of a fixed-length list of numbers.
 *
 * @throws TypeError where there are more or fewer than `length`.
 */
export const fixedNumbers = <T extends ArrayBufferView<ArrayBuffer> & { readonly length: number }>(
  type: NumericArray<T>, value: T | Iterable<unknown>, length: number,
): T => ofLength(numbers(type, value), length);

/**
 * The elements of a fixed-length list.
 *
 * @throws TypeError where there are more or fewer than `length`.
 */
export const fixedElements = (value: unknown, length: number): readonly unknown[] => ofLength(elements(value), length);

const ofLength = <T extends { readonly length: number }>(list: T, length: number): T => {
  if (list.length === length) return list;
  throw new TypeError(`a fixed-length list must have ${length} elements, not ${list.length}`);
};

/** Reserves memory for `length` elements. CanonicalABI.md#storing (`store_list_into_range`) */
export const allocateList = (memory: LinearMemory, length: number, size: number, align: number): number => {
  if (length * size > 0xfffffff) throw new RangeError("the list is larger than 268435455 bytes");
  return allocate(memory, 0, 0, align, length * size);
};

/**
 * Refuses what is not a list.
 *
 * @param value - Any iterable object; as in Web IDL, a string is none.
 * @throws TypeError
 */
const iterable = (value: unknown): Iterable<unknown> => {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return value as Iterable<unknown>;
  throw new TypeError(`a list must be an array or another iterable object, not ${value === null ? "null" : typeof value}`);
};

/** The elements of an array, or of any other iterable, as something with a length. */
export const elements = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : Array.from(iterable(value));

/**
 * The entries of a `Map`, or of any other iterable of pairs, as something with a length.
 *
 * @throws TypeError
 */
export const entries = (value: unknown): readonly unknown[] => Array.from(iterable(value), (entry) => {
  if (typeof entry === "object" && entry !== null && (entry as ArrayLike<unknown>).length === 2) return entry;
  throw new TypeError("a map must be a Map or another iterable of pairs");
});
