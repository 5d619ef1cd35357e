/**
 * The floor of the WASI rows: WASI 0.1 written by hand for the two programs that are measured, and for nothing else.
 *
 * What it does it does as a careful author would who wants it fast: views of the memory are kept until the memory grows, a sink gets a
 * copy of its own, and a file is one growing `Uint8Array`. It has no permissions, no paths beyond one folder's names and no errors but
 * "no such thing".
 *
 * @module
 */

/** Error numbers of WASI 0.1. */
const SUCCESS = 0;
const BADF = 8;
const NOENT = 44;

/** File types of WASI 0.1. */
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;

const CREATE = 1;
const TRUNCATE = 8;

/** The program ended itself. */
class Exit extends Error {}

/** A file: `bytes` has room to grow, the first `size` of them count. */
class File {
  bytes = new Uint8Array(1 << 16);
  size = 0;

  /**
   * @param {Uint8Array} from
   * @param {number} at
   */
  write(from, at) {
    const end = at + from.length;
    if (end > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(end, 2 * this.bytes.length));
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    this.bytes.set(from, at);
    if (end > this.size) this.size = end;
  }
}

/**
 * Makes a command of `module`; the function it returns runs it once.
 * @param {WebAssembly.Module} module
 * @param {{ args: string[], stdout: (bytes: Uint8Array) => void, folder?: string }} options `folder` is the path of the one directory
 *   that the program gets
 * @returns {Promise<() => void>}
 */
export async function command(module, { args, stdout, folder }) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const texts = args.map((text) => encoder.encode(`${text}\0`));
  /** @type {Map<string, File>} */
  const files = new Map();
  /** @type {({ file: File, at: number } | undefined)[]} by descriptor, from 4 on */
  const open = [];
  const name = encoder.encode(folder ?? "");

  /** @type {WebAssembly.Memory} */
  let memory;
  let bytes = new Uint8Array(0);
  let view = new DataView(bytes.buffer);
  const refresh = () => {
    if (bytes.length === 0) {
      bytes = new Uint8Array(memory.buffer);
      view = new DataView(memory.buffer);
    }
  };

  /** @type {Record<string, (...args: any[]) => number>} */
  const functions = {
    fd_write(fd, vectors, count, written) {
      refresh();
      const stream = open[fd];
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const start = view.getUint32(vectors + 8 * i, true);
        const length = view.getUint32(vectors + 8 * i + 4, true);
        if (length === 0) continue;
        if (stream === undefined) {
          stdout(bytes.slice(start, start + length));
        } else {
          stream.file.write(bytes.subarray(start, start + length), stream.at);
          stream.at += length;
        }
        sum += length;
      }
      view.setUint32(written, sum, true);
      return SUCCESS;
    },
    fd_read(fd, vectors, count, read) {
      refresh();
      const stream = open[fd];
      if (stream === undefined) return BADF;
      const { file } = stream;
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const start = view.getUint32(vectors + 8 * i, true);
        const length = Math.min(view.getUint32(vectors + 8 * i + 4, true), file.size - stream.at);
        bytes.set(file.bytes.subarray(stream.at, stream.at + length), start);
        stream.at += length;
        sum += length;
      }
      view.setUint32(read, sum, true);
      return SUCCESS;
    },
    path_open(_fd, _lookup, path, length, flags, _base, _inheriting, _fdflags, out) {
      refresh();
      const name = decoder.decode(bytes.subarray(path, path + length));
      let file = files.get(name);
      if (file === undefined && (flags & CREATE) === 0) return NOENT;
      if (file === undefined || (flags & TRUNCATE) !== 0) files.set(name, (file = new File()));
      let fd = 4;
      while (open[fd] !== undefined) fd++;
      open[fd] = { file, at: 0 };
      view.setUint32(out, fd, true);
      return SUCCESS;
    },
    fd_close(fd) {
      open[fd] = undefined;
      return SUCCESS;
    },
    fd_prestat_get(fd, out) {
      if (fd !== 3 || folder === undefined) return BADF;
      refresh();
      view.setUint8(out, 0);
      view.setUint32(out + 4, name.length, true);
      return SUCCESS;
    },
    fd_prestat_dir_name(_fd, out) {
      refresh();
      bytes.set(name, out);
      return SUCCESS;
    },
    fd_fdstat_get(fd, out) {
      refresh();
      bytes.fill(0, out, out + 24);
      bytes[out] = fd < 3 ? CHARACTER_DEVICE : fd === 3 ? DIRECTORY : REGULAR_FILE;
      view.setBigUint64(out + 8, 2n ** 64n - 1n, true);
      view.setBigUint64(out + 16, 2n ** 64n - 1n, true);
      return SUCCESS;
    },
    args_sizes_get(count, size) {
      refresh();
      view.setUint32(count, texts.length, true);
      view.setUint32(size, texts.reduce((sum, text) => sum + text.length, 0), true);
      return SUCCESS;
    },
    args_get(vectors, buffer) {
      refresh();
      for (const text of texts) {
        view.setUint32(vectors, buffer, true);
        bytes.set(text, buffer);
        vectors += 4;
        buffer += text.length;
      }
      return SUCCESS;
    },
    environ_sizes_get(count, size) {
      refresh();
      view.setUint32(count, 0, true);
      view.setUint32(size, 0, true);
      return SUCCESS;
    },
    environ_get: () => SUCCESS,
    clock_time_get(_id, _precision, out) {
      refresh();
      view.setBigUint64(out, BigInt(Math.round(performance.now() * 1e6)), true);
      return SUCCESS;
    },
    random_get(start, length) {
      refresh();
      crypto.getRandomValues(bytes.subarray(start, start + length));
      return SUCCESS;
    },
    proc_exit(code) {
      throw new Exit(`exit code ${code}`);
    },
  };
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: functions });
  const { exports } = instance;
  memory = /** @type {WebAssembly.Memory} */ (exports["memory"]);
  return /** @type {() => void} */ (exports["_start"]);
}
