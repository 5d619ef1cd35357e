/**
 * `wasi:sockets/tcp-create-socket` for `--map`: there are no sockets.
 *
 * @module
 */
import { ComponentError } from "@weft-wasm/wasi";

export const createTcpSocket = () => {
  throw new ComponentError("not-supported");
};
