/** `wasi:filesystem@0.2`. */
import { datetime, type Datetime, nanoseconds } from "../clocks/core.js";
import { ComponentError } from "../component-error.js";
import type { BaseContext, Context } from "../context.js";
import { IoError } from "../io/error.js";
import { InputStream } from "../io/input-stream.js";
import { OutputStream } from "../io/output-stream.js";
import type { DescriptorType, DirectoryEntry as PlatformEntry, ErrorCode, Stat } from "../ports/files.js";
import { Resource } from "../resource.js";
import { type DescriptorFlags, Handle, type NewTime, type OpenFlags, type PathFlags } from "./core.js";
import { type MetadataHash, metadataHash } from "./metadata-hash.js";
import { fileError } from "./path.js";
import { FileSink, FileSource } from "./streams.js";

export type { DescriptorFlags, DescriptorType, ErrorCode, MetadataHash, OpenFlags, PathFlags };

/** `descriptor-stat`. */
export interface DescriptorStat {
  type: DescriptorType;
  linkCount: bigint;
  size: bigint;
  dataAccessTimestamp: Datetime | undefined;
  dataModificationTimestamp: Datetime | undefined;
  statusChangeTimestamp: Datetime | undefined;
}

/** `directory-entry`. */
export interface DirectoryEntry {
  type: DescriptorType;
  name: string;
}

/** `new-timestamp`. */
export type NewTimestamp = { tag: "no-change" } | { tag: "now" } | { tag: "timestamp"; val: Datetime };

/** `advice`. */
export type Advice = "normal" | "sequential" | "random" | "will-need" | "dont-need" | "no-reuse";

/** `wasi:filesystem/types.descriptor`. Its functions throw `ComponentError<ErrorCode>`. */
export class Descriptor extends Resource {
  readonly #handle: Handle;

  /** @param handle - the open object; this descriptor owns it */
  constructor(handle: Handle) {
    super();
    this.#handle = handle;
  }

  /** `read-via-stream` */
  readViaStream(offset: bigint): InputStream {
    return new InputStream(new FileSource(this.#handle, Number(offset)));
  }

  /** `write-via-stream` */
  writeViaStream(offset: bigint): OutputStream {
    return new OutputStream(new FileSink(this.#handle, position(offset)));
  }

  /** `append-via-stream` */
  appendViaStream(): OutputStream {
    return new OutputStream(new FileSink(this.#handle, undefined));
  }

  /** `advise`: heard, and of no consequence, on files; `bad-descriptor` on directories. */
  advise(_offset: bigint, _length: bigint, _advice: Advice): void {
    this.#handle.advise();
  }

  /** `sync-data` */
  syncData(): void {
    this.#handle.sync("data");
  }

  /** `get-flags` */
  getFlags(): Required<DescriptorFlags> {
    const { flags } = this.#handle;
    return {
      read: flags.read === true,
      write: flags.write === true,
      fileIntegritySync: flags.fileIntegritySync === true,
      dataIntegritySync: flags.dataIntegritySync === true,
      requestedWriteSync: flags.requestedWriteSync === true,
      mutateDirectory: flags.mutateDirectory === true,
    };
  }

  /** `get-type` */
  getType(): DescriptorType {
    return this.#handle.stat().type;
  }

  /** `set-size` */
  setSize(size: bigint): void {
    this.#handle.setSize(position(size));
  }

  /** `set-times` */
  setTimes(dataAccessTimestamp: NewTimestamp, dataModificationTimestamp: NewTimestamp): void {
    this.#handle.setTimes(newTime(dataAccessTimestamp), newTime(dataModificationTimestamp));
  }

  /**
   * `read`: at most `length` bytes from `offset` on, and whether that reached the end. The array may be a view that later calls
   * change.
   */
  read(length: bigint, offset: bigint): [Uint8Array, boolean] {
    const file = this.#handle.readable();
    const bytes = file.read(Number(length), Number(offset));
    // Fewer bytes than asked for may be a platform's limit as well as the end; an empty answer is only ever the end.
    const end = bytes.length === 0 ? length > 0n : BigInt(bytes.length) < length && offset + BigInt(bytes.length) >= file.stat().size;
    return [bytes, end];
  }

  /** `write`: returns how many bytes were written, which is all of them. */
  write(buffer: Uint8Array, offset: bigint): bigint {
    this.#handle.writable().write(buffer, position(offset));
    return BigInt(buffer.length);
  }

  /** `read-directory`: what is in the directory at this moment, whatever happens there while the stream is read. */
  readDirectory(): DirectoryEntryStream {
    return new DirectoryEntryStream(this.#handle.entries());
  }

  /** `sync` */
  sync(): void {
    this.#handle.sync("all");
  }

  /** `create-directory-at` */
  createDirectoryAt(path: string): void {
    this.#handle.createDirectoryAt(path);
  }

  /** `stat` */
  stat(): DescriptorStat {
    return descriptorStat(this.#handle.stat());
  }

  /** `stat-at` */
  statAt(pathFlags: PathFlags, path: string): DescriptorStat {
    return descriptorStat(this.#handle.statAt(pathFlags, path));
  }

  /** `set-times-at` */
  setTimesAt(
    pathFlags: PathFlags,
    path: string,
    dataAccessTimestamp: NewTimestamp,
    dataModificationTimestamp: NewTimestamp,
  ): void {
    this.#handle.setTimesAt(pathFlags, path, newTime(dataAccessTimestamp), newTime(dataModificationTimestamp));
  }

  /** `link-at` */
  linkAt(oldPathFlags: PathFlags, oldPath: string, newDescriptor: Descriptor, newPath: string): void {
    this.#handle.linkAt(oldPathFlags, oldPath, newDescriptor.#handle, newPath);
  }

  /** `open-at` */
  openAt(pathFlags: PathFlags, path: string, openFlags: OpenFlags, flags: DescriptorFlags): Descriptor {
    return new Descriptor(this.#handle.openAt(pathFlags, path, openFlags, flags));
  }

  /** `readlink-at` */
  readlinkAt(path: string): string {
    return this.#handle.readlinkAt(path);
  }

  /** `remove-directory-at` */
  removeDirectoryAt(path: string): void {
    this.#handle.removeDirectoryAt(path);
  }

  /** `rename-at` */
  renameAt(oldPath: string, newDescriptor: Descriptor, newPath: string): void {
    this.#handle.renameAt(oldPath, newDescriptor.#handle, newPath);
  }

  /** `symlink-at` */
  symlinkAt(oldPath: string, newPath: string): void {
    this.#handle.symlinkAt(oldPath, newPath);
  }

  /** `unlink-file-at` */
  unlinkFileAt(path: string): void {
    this.#handle.unlinkFileAt(path);
  }

  /** `is-same-object` */
  isSameObject(other: Descriptor): boolean {
    return this.#handle.isSameObject(other.#handle);
  }

  /** `metadata-hash` */
  metadataHash(): MetadataHash {
    return metadataHash(this.#handle.stat());
  }

  /** `metadata-hash-at` */
  metadataHashAt(pathFlags: PathFlags, path: string): MetadataHash {
    return metadataHash(this.#handle.statAt(pathFlags, path));
  }

  /** The guest dropped its handle: the file or directory is closed, once its streams are dropped too. */
  override drop(): void {
    this.#handle.release();
  }
}

/** `wasi:filesystem/types.directory-entry-stream`. */
export class DirectoryEntryStream extends Resource {
  readonly #entries: readonly PlatformEntry[];
  #next = 0;

  /** @param entries - what it will tell, in this order */
  constructor(entries: readonly PlatformEntry[]) {
    super();
    this.#entries = entries;
  }

  /** `read-directory-entry`: `undefined` after the last one; `illegal-byte-sequence` in place of a name that is no Unicode text. */
  readDirectoryEntry(): DirectoryEntry | undefined {
    const entry = this.#entries[this.#next];
    if (entry === undefined) return undefined;
    this.#next++;
    const { type, name } = entry;
    if (name === undefined) throw fileError("illegal-byte-sequence");
    return { type, name };
  }
}

/** `wasi:filesystem/types`. */
export interface TypesInterface {
  Error: typeof IoError;
  InputStream: typeof InputStream;
  OutputStream: typeof OutputStream;
  Descriptor: typeof Descriptor;
  DirectoryEntryStream: typeof DirectoryEntryStream;
  /** `filesystem-error-code`: the code behind a stream's error, if the file system caused it. */
  filesystemErrorCode(err: IoError): ErrorCode | undefined;
}

/** `wasi:filesystem/preopens`. */
export interface PreopensInterface {
  Descriptor: typeof Descriptor;
  /** `get-directories`: the directories granted, opened anew, and their paths in the guest. */
  getDirectories(): [Descriptor, string][];
}

/** Makes `wasi:filesystem/types`. */
export function types(_context: BaseContext): TypesInterface {
  return { Error: IoError, InputStream, OutputStream, Descriptor, DirectoryEntryStream, filesystemErrorCode };
}

/** Makes `wasi:filesystem/preopens`. */
export function preopens({ preopens: mounts, clock }: Pick<Context, "preopens" | "clock">): PreopensInterface {
  return {
    Descriptor,
    getDirectories: () =>
      mounts.map(([path, mount]) => [
        new Descriptor(Handle.preopen(mount.open(clock), mount.readOnly === true, clock)),
        path,
      ]),
  };
}

/** Only what a file's own stream reported has a code. */
function filesystemErrorCode(err: IoError): ErrorCode | undefined {
  const { cause } = err;
  return cause instanceof ComponentError ? (cause.payload as ErrorCode) : undefined;
}

/** A `filesize` that something is to be written at. */
function position(offset: bigint): number {
  const value = Number(offset);
  if (!Number.isSafeInteger(value)) throw fileError("file-too-large");
  return value;
}

function newTime(time: NewTimestamp): NewTime {
  if (time.tag !== "timestamp") return time.tag;
  if (time.val.nanoseconds >= 1_000_000_000) throw fileError("invalid");
  return nanoseconds(time.val);
}

/** Times before the epoch cannot be told. */
function timestamp(time: bigint): Datetime | undefined {
  return time < 0n ? undefined : datetime(time);
}

function descriptorStat({ type, linkCount, size, accessed, modified, changed }: Stat): DescriptorStat {
  return {
    type,
    linkCount,
    size,
    dataAccessTimestamp: timestamp(accessed),
    dataModificationTimestamp: timestamp(modified),
    statusChangeTimestamp: timestamp(changed),
  };
}
