// runtime: named, coerceU64, compile, handleTable, trap, wrongType, getHandle, insert, addHandle, addHost, removeHandle, dropHandle, releaseHost, disposeSymbol, disposeHost, dropHost, compatiblePart, pickImport, requireImport, refuseMissing, hostResource, leave, isExit, trapFor, fail, linkAsync, enter, isLockedDown, endTurn, takeTurn, inTurn, createWaiting, isPending, lacksShared, elsewhere, attempt, takeAnswer, waitFor, inlineBytes, mayWait, promising
import { createContext, poll as pollFactory, monotonicClock as monotonicClockFactory } from "@weft-wasm/wasi/p2";
import { serveComponent } from "@weft-wasm/wasi/worker";
const pollableType = {};
function* link(modules, imports, wasi) {
  const context = createContext(wasi);
  const ioPoll = pickImport(imports, "wasi:io/poll@0.2.0") ?? pollFactory(context);
  const monotonicClock = pickImport(imports, "wasi:clocks/monotonic-clock@0.2.0") ?? monotonicClockFactory(context);
  const missing = [];
  requireImport(missing, "wasi:io/poll@0.2.0", ioPoll, "Pollable.prototype.block");
  requireImport(missing, "wasi:clocks/monotonic-clock@0.2.0", monotonicClock, "subscribeDuration");
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const handles = handleTable();
  const waiting = createWaiting();
  const tryPollableBlock = (selfIndex) => {
    leave(instance);
    attempt(waiting, getHandle(handles, pollableType, selfIndex).rep.block(), "wasi:io/poll@0.2.0#[method]pollable.block");
  };
  const { "0": pollableBlock } = mayWait(waiting, "AGFzbQEAAAABCAJgAX8AYAAAAhQDAXQBMAAAAXcBMAABAXABcAN/AQMCAQAHBQEBMAACChMBEQAgABAAIwAEQEEAJAAQAQsL", [
    [
      tryPollableBlock,
      waitFor(waiting)
    ]
  ]);
  const subscribeDuration = (when) => {
    leave(instance);
    const value = monotonicClock.subscribeDuration(BigInt.asUintN(64, when));
    return addHost(handles, pollableType, hostResource(ioPoll.Pollable, value));
  };
  const dropPollable = (index) => {
    leave(instance);
    dropHost(handles, pollableType, index);
  };
  const { exports: core } = yield [
    modules[0],
    {
      host: {
        block: pollableBlock,
        subscribe: subscribeDuration,
        drop: dropPollable
      }
    }
  ];
  const { nap: coreNap, doze: coreDoze } = core;
  const promisingCoreNap = promising(coreNap);
  const promisingCoreDoze = promising(coreDoze);
  return {
    async nap(duration, options) {
      duration = coerceU64(duration, "duration");
      return inTurn(instance, waiting, options, async () => {
        try {
          await promisingCoreNap(duration);
          instance.state = 0;
        } catch (error) {
          fail(instance, error);
        }
      });
    },
    async doze(duration, options) {
      duration = coerceU64(duration, "duration");
      return inTurn(instance, waiting, options, async () => {
        try {
          await promisingCoreDoze(duration);
          instance.state = 0;
        } catch (error) {
          fail(instance, error);
        }
      });
    }
  };
}
export const instantiate = async (imports = {}, { wasi } = {}) => {
  const modules = [
    await compile(new URL("./worker.core.wasm", import.meta.url))
  ];
  return linkAsync(link(modules, imports, wasi));
};
serveComponent(instantiate);
